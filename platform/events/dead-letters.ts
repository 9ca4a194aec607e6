import type { Clock, Instant } from '../domain/instant';
import type { Filter, FindOptions, Page, Store, StoredDocument } from '../store/port';
import type { FeedEntry } from './port';

/** A feed entry that a consumer could not handle, set aside so that the rest goes on. */
export interface DeadLetter extends StoredDocument {
  /** `feed/group/position` */
  readonly _id: string;
  readonly feed: string;
  readonly group: string;
  readonly position: number;
  readonly commitId: string;
  readonly stream: string;
  /** Error code, and the reason without PHI. */
  readonly code: string;
  readonly reason: string;
  /** How often it was tried in all. */
  readonly attempts: number;
  readonly correlationId: string;
  readonly at: Instant;
  /** REPLAY: an operator asked for another try. REPLAYED: that try went well. */
  readonly status: 'OPEN' | 'REPLAY' | 'REPLAYED';
}

export interface DeadLetterFault {
  readonly code: string;
  readonly reason: string;
  readonly attempts: number;
}

export interface DeadLetters {
  /** Sets an entry aside, or brings its letter up to date when there is one. */
  put(
    place: { readonly feed: string; readonly group: string },
    entry: FeedEntry,
    fault: DeadLetterFault,
  ): Promise<void>;
  get(id: string): Promise<DeadLetter | null>;
  /** In the order of feed, group and position. */
  list(filter: Filter, options?: Omit<FindOptions, 'sort'>): Promise<Page<DeadLetter>>;
  /** Asks the consumers for another try of the open letters among the matches; returns how many. */
  requestReplay(filter: Filter): Promise<number>;
  markReplayed(ids: readonly string[]): Promise<void>;
}

/** All dead letters of a store: what `events dead-letters` and `events replay` show and do. */
export async function openDeadLetters({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<DeadLetters> {
  const letters = await store.collection<DeadLetter>({
    name: 'dead_letters',
    indexes: [{ fields: ['feed', 'group', 'status', 'position'] }],
  });
  return {
    put: (place, { position, commit }, { code, reason, attempts }) =>
      letters.upsert({
        _id: `${place.feed}/${place.group}/${position}`,
        feed: place.feed,
        group: place.group,
        position,
        commitId: commit._id,
        stream: commit.stream,
        code,
        reason,
        attempts,
        correlationId: commit.trace.correlationId,
        at: clock(),
        status: 'OPEN',
      }),
    get: (id) => letters.get(id),
    list: (filter, options = {}) =>
      letters.find(filter, {
        ...options,
        sort: [
          ['feed', 'asc'],
          ['group', 'asc'],
          ['position', 'asc'],
        ],
      }),
    async requestReplay(filter) {
      let requested = 0;
      for await (const { _id } of letters.iterate({ all: [filter, { status: 'OPEN' }] })) {
        await letters.patchMany([_id], { status: 'REPLAY' });
        requested += 1;
      }
      return requested;
    },
    markReplayed: (ids) => letters.patchMany(ids, { status: 'REPLAYED' }),
  };
}
