import { objectsAt, placesAt } from '../../../gateway/execution/answer-paths';

const shared = { id: 'x' };
const root = { list: [{ o: shared }, { o: null }, null, { o: shared }], grid: [[{ id: 'a' }], [], [{ id: 'b' }]] };

test('an object that stands in several places is there once', () => {
  expect(objectsAt(root, ['list', '@', 'o'])).toEqual([shared]);
  expect(placesAt(root, ['list', '@', 'o']).get(shared)).toEqual([
    ['list', 0, 'o'],
    ['list', 3, 'o'],
  ]);
});

test('lists of lists are walked item by item', () => {
  expect(objectsAt(root, ['grid', '@', '@'])).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect([...placesAt(root, ['grid', '@', '@']).values()]).toEqual([[['grid', 0, 0]], [['grid', 2, 0]]]);
});

test('the root is an object too, and what is not there has no place', () => {
  expect(objectsAt(root, [])).toEqual([root]);
  expect(objectsAt(root, ['none', '@', 'o'])).toEqual([]);
  expect(placesAt(root, ['none']).size).toBe(0);
});
