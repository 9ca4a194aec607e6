import { groupBy } from '../../../platform/domain/group-by';

test('items stand under their key, in their own order', () => {
  const groups = groupBy([3, 1, 4, 1, 5], (item) => item % 2 === 0);
  expect([...groups]).toEqual([
    [false, [3, 1, 1, 5]],
    [true, [4]],
  ]);
});

test('no items, no groups', () => {
  expect(groupBy([], () => 'x').size).toBe(0);
});
