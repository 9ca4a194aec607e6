import { CommitSource } from './commit-source';
import type { Bus, Fact, Feed, FeedEntry } from './port';

export interface FeedSourceOptions<F extends Fact, T> {
  readonly feed: Pick<Feed<F>, 'name' | 'head' | 'readKind'>;
  readonly bus: Pick<Bus, 'subscribe'>;
  /** Of the streams: what stands before the `/` of their names. */
  readonly kind: string;
  /** Finds the position of the last entry that was seen; null for what comes from now on. Its throw is the first `next`'s. */
  readonly after: (() => Promise<number>) | null;
  /** What an entry becomes; null leaves it out. */
  readonly select: (entry: FeedEntry<F>) => T | null;
  /** Milliseconds after which it looks without a notice, since notices may be lost; 5 seconds unless told. */
  readonly interval?: number;
}

/** The commits of all streams of one kind after a position of their feed, as `CommitSource` has them. */
export function createFeedSource<F extends Fact, T>(options: FeedSourceOptions<F, T>): AsyncIterableIterator<T> {
  const { feed, bus, kind, after, select, interval } = options;
  return new CommitSource<FeedEntry<F>, T>({
    ...{ bus, select, interval },
    topic: `${feed.name}/${kind}`,
    concerns: () => true,
    open: after ?? (() => feed.head()),
    async read(position) {
      const { entries, upTo } = await feed.readKind(kind, position);
      return { items: entries, place: upTo, isEnd: upTo === position };
    },
  });
}
