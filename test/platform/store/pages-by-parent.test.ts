import { createPagesByParent, type PagesByParent } from '../../../platform/store/pages-by-parent';
import type { Collection, Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { failsWith } from './store-answers';

interface Child {
  readonly _id: string;
  readonly parentId: string;
  readonly facilityId: string;
  readonly order: number;
}

/** Counts the reads of the store that go through it. */
function counted(collection: Collection<Child>): { reads: string[]; collection: Collection<Child> } {
  const reads: string[] = [];
  const watch = (target: Collection<Child>, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== 'function') return value;
    return (...args: unknown[]): unknown => {
      reads.push(String(name));
      return Reflect.apply(value, target, args);
    };
  };
  return { reads, collection: new Proxy(collection, { get: watch }) };
}

describe('children of many parents', () => {
  let store: Store;
  let stored: Collection<Child>;
  let reads: string[];
  let pages: PagesByParent<Child>;

  beforeAll(async () => {
    store = await openSqliteStore({ path: ':memory:' });
    stored = await store.collection<Child>({ name: 'test_children', indexes: [{ fields: ['parentId', 'order'] }] });
    const childrenOf = (parentId: string, count: number): Child[] =>
      Array.from({ length: count }, (_, order) => ({
        _id: `${parentId}${order}`,
        parentId,
        order,
        facilityId: order === 3 ? 'other' : 'mine',
      }));
    await stored.insertMany([...childrenOf('a', 5), ...childrenOf('b', 2), ...childrenOf('c', 9)]);
  });
  afterAll(() => store.close());

  beforeEach(() => {
    const watched = counted(stored);
    reads = watched.reads;
    pages = createPagesByParent({
      collection: watched.collection,
      parent: 'parentId',
      sort: [['order', 'asc']],
      visible: { facilityId: 'mine' },
    });
  });

  it('are one read for the first pages of all parents, and one for all counts', async () => {
    const connections = await Promise.all(
      ['a', 'b', 'none', 'c'].map((parentId) => pages.connection({ parentId, first: 3 })),
    );
    const ids = connections.map(({ nodes }) => nodes.map(({ _id }) => _id));
    expect(ids).toEqual([['a0', 'a1', 'a2'], ['b0', 'b1'], [], ['c0', 'c1', 'c2']]);
    expect(connections.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false, false, true]);
    expect(await Promise.all(connections.map(({ totalCount }) => totalCount()))).toEqual([4, 2, 0, 8]);
    expect(reads).toEqual(['find', 'group']);
  });

  it('leave out what the viewer may not see, on every page', async () => {
    const first = await pages.connection({ parentId: 'a', first: 3 });
    const rest = await pages.connection({ parentId: 'a', first: 3, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(({ _id }) => _id)).toEqual(['a4']);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('give the same pages together as alone, each of its own length', async () => {
    const asked = [
      { parentId: 'a', first: 1 },
      { parentId: 'a', first: 4 },
      { parentId: 'c', first: 8 },
      { parentId: 'c', first: 7 },
    ];
    const together = await Promise.all(asked.map((page) => pages.connection(page)));
    for (const [index, page] of asked.entries()) {
      const alone = createPagesByParent({
        collection: stored,
        parent: 'parentId',
        sort: [['order', 'asc']],
        visible: { facilityId: 'mine' },
      });
      const { edges, pageInfo } = await alone.connection(page);
      expect({ edges: together[index]?.edges, pageInfo: together[index]?.pageInfo }).toEqual({ edges, pageInfo });
    }
  });

  it('are refused for a length out of bounds, or a cursor of something else', async () => {
    await failsWith('BAD_INPUT', () => pages.connection({ parentId: 'a', first: 0 }));
    await failsWith('BAD_INPUT', () => pages.connection({ parentId: 'a', first: 201 }));
    await failsWith('BAD_INPUT', () => pages.connection({ parentId: 'a', first: 1, after: 'nonsense' }));
  });
});
