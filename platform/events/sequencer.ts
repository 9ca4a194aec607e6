import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../domain/instant';
import type { Collection, Store } from '../store/port';
import type { Logger } from '../telemetry/logger';
import { feedSpec, headOf, type StoredEntry } from './feed';
import { createLease, type Lease } from './leases';
import { createLoop } from './loop';
import type { Bus, Commit, Notice } from './port';
import { commitId, commitsSpec, kindOf, READ_SIZE, type StoredCommit } from './stored-commit';

const BATCH = 500; // commits

export interface SequencerOptions {
  readonly store: Store;
  /** Name of the log and of its feed. */
  readonly name: string;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names this sequencer among those of the same log. */
  readonly holder: string;
  /** Milliseconds between two looks at the log without a nudge; 100 unless told. */
  readonly interval?: number;
}

export interface Sequencer {
  /** Brings everything committed into the feed; returns how many entries it added, 0 without the lease. */
  runOnce(): Promise<number>;
  start(): Promise<void>;
  nudge(): void;
  /** Resolves when the work under way is done and the lease is free. */
  stop(): Promise<void>;
}

/**
 * Gives each commit of a log its place in the feed, then tells the bus.
 *
 * Positions have no gap and no place is given twice, whatever happens: entries are inserted one after another from the
 * head that was read, and inserting ends at the first refusal, so a place is taken only when the one before it is. A
 * commit is marked as announced only when it is in the feed; one that was not marked after a crash is found there and
 * not entered again. The versions of a stream stay in order, because a commit enters only after the one before it.
 */
export async function createSequencer(options: SequencerOptions): Promise<Sequencer> {
  const { store, name, bus, clock, log, holder, interval = 100 } = options;
  const commits = await store.collection<StoredCommit>(commitsSpec(name));
  const entries = await store.collection<StoredEntry>(feedSpec(name));
  const lease = await createLease({ store, name: `sequencer/${name}`, holder, clock });
  const work = (): Promise<number> => sequence({ name, commits, entries, lease, bus, log });
  const loop = createLoop({ work, interval, log: log.child({ sequencer: name }) });
  return {
    runOnce: () => loop.runOnce(),
    start: async () => loop.start(),
    nudge: () => loop.nudge(),
    async stop() {
      await loop.stop();
      await lease.release();
    },
  };
}

interface Parts {
  readonly name: string;
  readonly commits: Collection<StoredCommit>;
  readonly entries: Collection<StoredEntry>;
  readonly lease: Lease;
  readonly bus: Pick<Bus, 'publish'>;
  readonly log: Logger;
}

async function sequence(parts: Parts): Promise<number> {
  let added = 0;
  while (await parts.lease.hold()) {
    const { placed, isLast } = await sequenceBatch(parts);
    added += placed;
    if (isLast) return added;
    await setImmediate();
  }
  return added;
}

async function sequenceBatch(parts: Parts): Promise<{ placed: number; isLast: boolean }> {
  const { commits, entries } = parts;
  const waiting = await commits.find(
    { announced: false },
    { sort: [['order', 'asc']], limit: BATCH, bytes: READ_SIZE },
  );
  if (waiting.items.length === 0) return { placed: 0, isLast: true };
  const ids = waiting.items.map(({ _id }) => _id);
  const present = await entries.getMany(ids);
  const crashed = waiting.items.filter((_, index) => present[index] !== null);
  const fresh = waiting.items.filter((_, index) => present[index] === null);
  const ready = await inStreamOrder(fresh, entries);
  const head = await headOf(entries);
  const places = ready.map(({ _id, size = 0 }, index) => ({ _id, position: head + 1 + index, size }));
  const { inserted } = await entries.insertMany(places, { stopAtDuplicate: true });
  const marked = [...crashed, ...ready.slice(0, inserted)].map(({ _id }) => _id);
  await commits.patchMany(marked, { announced: true });
  await publish(parts, ready.slice(0, inserted), head);
  // Refused, or nothing ready: another sequencer is at work, or the rest waits for what a next look will show.
  const isLast = !waiting.hasMore || inserted < ready.length || marked.length === 0;
  return { placed: inserted, isLast };
}

/** The commits whose predecessor in the stream is in the feed or goes in before them, in an order that keeps to it. */
async function inStreamOrder(
  fresh: readonly StoredCommit[],
  entries: Collection<StoredEntry>,
): Promise<readonly StoredCommit[]> {
  const sorted = [...fresh].sort((one, other) => one.order - other.order || one.version - other.version);
  const inBatch = new Set(sorted.map(({ _id }) => _id));
  const before = sorted
    .filter(({ version }) => version > 1)
    .map(({ stream, version }) => commitId(stream, version - 1));
  const outside = before.filter((id) => !inBatch.has(id));
  const found = await entries.getMany(outside);
  const placed = new Set(outside.filter((_, index) => found[index] !== null));
  return sorted.filter(({ _id, stream, version }) => {
    const isReady = version === 1 || placed.has(commitId(stream, version - 1));
    if (isReady) placed.add(_id);
    return isReady;
  });
}

/** What a bus tells of entries of a feed. */
export const noticesOf = (
  feed: string,
  entries: readonly { readonly position: number; readonly commit: Omit<Commit, '_id' | 'factKey' | 'origin'> }[],
): readonly Notice[] =>
  entries.map(({ position, commit }) => ({
    topic: `${feed}/${kindOf(commit.stream)}`,
    stream: commit.stream,
    version: commit.version,
    position,
    type: commit.facts[0]?.type ?? 'Unknown',
    at: commit.at,
    trace: commit.trace,
  }));

/** A notice that cannot be delivered is lost, as the bus port says: readers have their cursors. */
async function publish({ name, bus, log }: Parts, placed: readonly StoredCommit[], head: number): Promise<void> {
  const entries = placed.map((commit, index) => ({ position: head + 1 + index, commit }));
  const notices = noticesOf(name, entries);
  if (notices.length === 0) return;
  try {
    await bus.publish(notices);
  } catch {
    log.warn({ feed: name, count: notices.length }, 'notices were not delivered');
  }
}
