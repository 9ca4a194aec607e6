import { pageOf } from '../../catalog/loaders';

const words = ['a', 'b', 'c', 'd', 'e'];
const page = (first: number, after: string | null = null, items = words) =>
  pageOf(items, (word) => word, { first, after });

describe('a page of a list in memory', () => {
  it('goes through the list without gap or repeat', async () => {
    const one = page(2);
    const two = page(2, one.pageInfo.endCursor);
    const three = page(2, two.pageInfo.endCursor);
    expect([one, two, three].flatMap(({ nodes }) => nodes)).toEqual(words);
    expect([one, two, three].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
    expect(await one.totalCount()).toBe(5);
  });

  it('keeps its place when items come and go', () => {
    const { endCursor } = page(2).pageInfo;
    expect(page(2, endCursor, ['a', 'aa', 'c', 'cc']).nodes).toEqual(['c', 'cc']);
  });

  it.each([0, 201])('refuses first: %p', (first) =>
    expect(() => page(first)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' })),
  );

  it('refuses a cursor that is not its own', () => {
    expect(() => page(1, 'nonsense')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
