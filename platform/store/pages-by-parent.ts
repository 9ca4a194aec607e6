import DataLoader from 'dataloader';
import { connectionOf, pageSizeOf, type Connection, type PageArguments } from '../domain/connection';
import type { Collection, Filter, Page, Sort, StoredDocument } from './port';

/** One page of one parent's children. */
export interface ChildPage extends PageArguments {
  readonly parentId: string;
}

export interface PagesByParent<T> {
  connection(page: ChildPage): Promise<Connection<T>>;
  /** How many children a parent has that the viewer may see. */
  count(parentId: string): Promise<number>;
}

export interface PagesByParentSpec<T extends StoredDocument> {
  readonly collection: Collection<T>;
  /** Field that holds the parent's id. */
  readonly parent: keyof T & string;
  /** Order of the children within their parent. */
  readonly sort: Sort;
  /** What the viewer may see. */
  readonly visible: Filter;
}

/**
 * Children of many parents, batched: the first pages of all parents of a request are one read of the store, and so are
 * their counts. A page after a cursor, or of a single parent, is one bounded read of its own.
 */
export function createPagesByParent<T extends StoredDocument>(spec: PagesByParentSpec<T>): PagesByParent<T> {
  const { collection, parent, sort, visible } = spec;
  const within = (filter: Filter): Filter => ({ all: [visible, filter] });
  const pages = new DataLoader<ChildPage, Page<T>, string>((keys) => readPages(keys), {
    cacheKeyFn: ({ parentId, first, after }) => JSON.stringify([parentId, first, after ?? null]),
  });
  const counts = new DataLoader<string, number>(async (ids) => {
    const groups = await collection.group({ by: [parent], filter: within({ [parent]: { in: ids } }) });
    const byParent = new Map(groups.map(({ key, count }) => [key[parent], count]));
    return ids.map((id) => byParent.get(id) ?? 0);
  });
  return {
    async connection(page) {
      pageSizeOf(page.first);
      return connectionOf(await pages.load(page), () => counts.load(page.parentId));
    },
    count: (parentId) => counts.load(parentId),
  };

  async function readPages(keys: readonly ChildPage[]): Promise<readonly Page<T>[]> {
    const firsts = keys.filter(({ after }) => !after);
    const together = firsts.length > 1 ? await readFirstPages(firsts) : null;
    return Promise.all(
      keys.map(async (key) => (together && !key.after ? pageOf(together.get(key.parentId), key) : readOne(key))),
    );
  }

  function readOne({ parentId, first, after }: ChildPage): Promise<Page<T>> {
    return collection.find(within({ [parent]: parentId }), { sort, limit: first, after: after ?? null });
  }

  /** Reads the children of all parents in one go, keeping no more of each than the longest page asks for. */
  async function readFirstPages(keys: readonly ChildPage[]): Promise<ReadonlyMap<string, Page<T>>> {
    const ids = [...new Set(keys.map(({ parentId }) => parentId))];
    const found = await collection.find(within({ [parent]: { in: ids } }), { sort, limit: MAX_CHILDREN });
    const places = new Map<string, number[]>(ids.map((id) => [id, []]));
    found.items.forEach((item, index) => places.get(item[parent] as string)?.push(index));
    return new Map([...places].map(([id, indexes]) => [id, partOf(found, indexes)]));
  }

  /** The asked length of a parent's children; read alone where the common read was too short to tell. */
  function pageOf(all: Page<T> | undefined, key: ChildPage): Page<T> | Promise<Page<T>> {
    if (!all || (all.hasMore && all.items.length <= key.first)) return readOne(key);
    const shown = Math.min(key.first, all.items.length);
    return { ...partOf(all, [...Array(shown).keys()]), hasMore: all.items.length > key.first };
  }
}

/** The items of a page at some indexes, with their cursors. */
const partOf = <T>(page: Page<T>, indexes: readonly number[]): Page<T> => ({
  items: indexes.flatMap((index) => page.items[index] ?? []),
  cursorAt(at) {
    const index = indexes.at(at);
    return index === undefined ? null : page.cursorAt(index);
  },
  hasMore: page.hasMore,
});

/** Children that one common read may bring; parents it leaves short are read alone. */
const MAX_CHILDREN = 10_000;
