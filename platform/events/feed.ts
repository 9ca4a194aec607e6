import { batchesOf } from '../domain/batches';
import { HubError } from '../domain/errors';
import type { Collection, CollectionSpec, Store, StoredDocument } from '../store/port';
import type { Fact, Feed, FeedEntry, Upcast } from './port';
import { asRecorded, commitOf, commitsSpec, READ_SIZE, type StoredCommit } from './stored-commit';

const READ_LIMIT = 500; // entries
const KIND_LIMIT = 100; // entries of one kind
const WINDOW = 10_000; // entries that are looked through for those of one kind, so that no read takes long

/** A place in the feed: the commit's id is the document's, so each commit has one place; positions are unique too. */
export interface StoredEntry extends StoredDocument {
  readonly _id: string;
  readonly position: number;
  /** Of its commit. */
  readonly size?: number;
}

/** The collection of a feed. */
export const feedSpec = (name: string): CollectionSpec => ({
  name: `${name}_feed`,
  indexes: [{ fields: ['position'], unique: true }],
});

/** Position of the newest entry; 0 for an empty feed. */
export async function headOf(entries: Collection<StoredEntry>): Promise<number> {
  const { items } = await entries.find({}, { sort: [['position', 'desc']], limit: 1 });
  return items[0]?.position ?? 0;
}

/** The feed of the log of the same name: the order of its entries, and their content from the log. */
export async function openFeed<F extends Fact = Fact>({
  store,
  name,
  upcast = asRecorded,
}: {
  readonly store: Store;
  readonly name: string;
  /** The log's own. */
  readonly upcast?: Upcast<F>;
}): Promise<Feed<F>> {
  const entries = await store.collection<StoredEntry>(feedSpec(name));
  const commits = await store.collection<StoredCommit<F>>(commitsSpec(name));
  return {
    name,
    head: () => headOf(entries),
    async read(after, limit = READ_LIMIT) {
      const sort = [['position', 'asc']] as const;
      const { items } = await entries.find({ position: { gt: after } }, { sort, limit });
      const next = items.filter(({ position }, index) => position === after + index + 1);
      const [some = []] = batchesOf(next, { count: limit, size: READ_SIZE, sizeOf: ({ size = 0 }) => size });
      return withCommits(some, await commits.getMany(some.map(({ _id }) => _id)), upcast);
    },
    async readKind(kind, after) {
      const end = Math.min(await headOf(entries), after + WINDOW);
      const filter = { position: { gt: after, lte: end }, _id: { startsWith: `${kind}/` } };
      const { items, hasMore } = await entries.find(filter, { sort: [['position', 'asc']], limit: KIND_LIMIT });
      const [some = []] = batchesOf(items, { count: KIND_LIMIT, size: READ_SIZE, sizeOf: ({ size = 0 }) => size });
      const isWhole = !hasMore && some.length === items.length;
      return {
        entries: withCommits(some, await commits.getMany(some.map(({ _id }) => _id)), upcast),
        upTo: isWhole ? Math.max(end, after) : (some.at(-1)?.position ?? after),
      };
    },
    async positionOf(commitId) {
      return (await entries.get(commitId))?.position ?? null;
    },
  };
}

function withCommits<F extends Fact>(
  entries: readonly StoredEntry[],
  commits: readonly (StoredCommit<F> | null)[],
  upcast: Upcast<F>,
): FeedEntry<F>[] {
  return entries.map(({ position, _id }, index) => {
    const commit = commits[index];
    if (commit === null || commit === undefined)
      throw new HubError('INTERNAL', `the feed names a missing commit ${_id}`);
    return { position, commit: commitOf(commit, upcast) };
  });
}
