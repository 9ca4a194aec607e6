import { setImmediate } from 'node:timers/promises';
import { isHubError } from '../domain/errors';
import { newId } from '../domain/ids';
import type { Clock } from '../domain/instant';
import type { Store } from '../store/port';
import type { Logger } from '../telemetry/logger';
import { openCheckpoints, type Checkpoint, type Checkpoints } from './checkpoints';
import { openDeadLetters, type DeadLetter, type DeadLetters } from './dead-letters';
import { createLease, type Lease } from './leases';
import { createLoop, describeError } from './loop';
import { attempt, type Attempt } from './attempt';
import type { Bus, Fact, Feed, FeedEntry, Unsubscribe } from './port';

export interface ConsumerOptions<F extends Fact = Fact> {
  readonly store: Store;
  readonly feed: Feed<F>;
  readonly bus: Pick<Bus, 'subscribe'>;
  /** Names the consumer; each group sees the whole feed. */
  readonly group: string;
  /**
   * Handles entries in order. At least once: entries may come again after a crash or a failure, so it must be
   * idempotent by commit or version. After a poison entry later ones of the same stream still come.
   */
  readonly handle: (entries: readonly FeedEntry<F>[]) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Unique among the workers of this group; made up unless told. A stable one needs no wait after a crash. */
  readonly holder?: string;
  /** Most entries in one call of `handle`; 500 unless told. */
  readonly batch?: number;
  /** Tries before an entry is set aside; 4 unless told. */
  readonly attempts?: number;
  /** Milliseconds before the second try, doubled before each further one; 200 unless told. */
  readonly retryAfter?: number;
  /** Milliseconds between two looks at the feed without a nudge; 1 second unless told. */
  readonly interval?: number;
}

export interface Consumer {
  /**
   * Handles everything the feed holds now; returns how many entries, dead letters included. Rejects when a source that
   * the handler needs is unavailable: the entries stay where they are.
   */
  runOnce(): Promise<number>;
  start(): Promise<void>;
  /** Resolves when the batch under way is done and the lease is free. */
  stop(): Promise<void>;
  /** Tries the group's dead letters again, oldest first. */
  replayDeadLetters(): Promise<{ readonly replayed: number; readonly failed: number }>;
}

const LEASE = 15_000; // 15 seconds: longer than a batch should take, and how long a crashed worker is waited for

/** A checkpointed reader of a feed. One worker per group at a time, by a lease in the store. */
export async function createConsumer<F extends Fact = Fact>(options: ConsumerOptions<F>): Promise<Consumer> {
  const { store, feed, bus, group, clock, log, holder = newId(), interval = 1_000 } = options;
  const place = { feed: feed.name, group };
  const reader = new Reader<F>(options, {
    checkpoints: await openCheckpoints({ store, ...place, clock }),
    letters: await openDeadLetters({ store, clock }),
    lease: await createLease({ store, name: `consumer/${feed.name}/${group}`, holder, clock, duration: LEASE }),
  });
  const loop = createLoop({ work: (signal) => reader.run(signal), interval, log: log.child({ consumer: place }) });
  let unsubscribe: Unsubscribe | null = null;
  return {
    runOnce: () => loop.runOnce(),
    async start() {
      unsubscribe ??= await bus.subscribe(`${feed.name}/*`, () => loop.nudge());
      loop.start();
    },
    async stop() {
      await unsubscribe?.();
      unsubscribe = null;
      await loop.stop();
      await reader.release();
    },
    replayDeadLetters: () => reader.replay(['OPEN', 'REPLAY']),
  };
}

interface Kept {
  readonly checkpoints: Checkpoints;
  readonly letters: DeadLetters;
  readonly lease: Lease;
}

class Reader<F extends Fact> {
  readonly #options: ConsumerOptions<F>;
  readonly #kept: Kept;
  readonly #place: { readonly feed: string; readonly group: string };

  constructor(options: ConsumerOptions<F>, kept: Kept) {
    this.#options = options;
    this.#kept = kept;
    this.#place = { feed: options.feed.name, group: options.group };
  }

  release(): Promise<void> {
    return this.#kept.lease.release();
  }

  async run(signal: AbortSignal): Promise<number> {
    let handled = 0;
    if (await this.#kept.lease.hold()) await this.replay(['REPLAY'], signal);
    while (!signal.aborted && (await this.#kept.lease.hold())) {
      const from = await this.#kept.checkpoints.read();
      const entries = await this.#options.feed.read(from.position, this.#options.batch ?? 500);
      if (entries.length === 0) return handled;
      const to = await this.#handleAll(entries, { from, signal });
      handled += to - from.position;
      if (to < (entries.at(-1)?.position ?? 0)) return handled;
      await setImmediate();
    }
    return handled;
  }

  async replay(statuses: DeadLetter['status'][], signal?: AbortSignal): Promise<{ replayed: number; failed: number }> {
    const { letters } = this.#kept;
    const { items } = await letters.list({ ...this.#place, status: { in: statuses } });
    let replayed = 0;
    for (const letter of items) {
      const [entry] = await this.#options.feed.read(letter.position - 1, 1);
      if (entry === undefined) continue;
      const failure = await this.#try([entry], signal);
      if (failure === null) await letters.markReplayed([letter._id]);
      else await this.#setAside(entry, failure, letter.attempts);
      replayed += failure === null ? 1 : 0;
    }
    return { replayed, failed: items.length - replayed };
  }

  /** The position that was reached: the last entry's, or an earlier one when another worker moved the checkpoint. */
  async #handleAll(
    entries: readonly FeedEntry<F>[],
    { from, signal }: { readonly from: Checkpoint; readonly signal: AbortSignal },
  ): Promise<number> {
    const failure = await this.#try(entries, signal);
    if (failure === null) {
      const position = entries.at(-1)?.position ?? from.position;
      return (await this.#kept.checkpoints.advance(from, position)) === null ? from.position : position;
    }
    if (signal.aborted) return from.position;
    return this.#handleEach(entries, { from, signal, failure });
  }

  /** One by one, to find the entry that is at fault. */
  async #handleEach(
    entries: readonly FeedEntry<F>[],
    { from, signal, failure }: { readonly from: Checkpoint; readonly signal: AbortSignal; readonly failure: Attempt },
  ): Promise<number> {
    let reached = from;
    for (const entry of entries) {
      const fault = entries.length === 1 ? failure : await this.#try([entry], signal);
      if (signal.aborted && fault !== null) return reached.position;
      if (fault !== null) await this.#setAside(entry, fault);
      const next = await this.#kept.checkpoints.advance(reached, entry.position);
      if (next === null || !(await this.#kept.lease.hold())) return next?.position ?? reached.position;
      reached = next;
    }
    return reached.position;
  }

  /** Null when it went well. Throws when a source is unavailable: no entry is at fault then. */
  async #try(entries: readonly FeedEntry<F>[], signal?: AbortSignal): Promise<Attempt | null> {
    const { handle, attempts = 4, retryAfter = 200 } = this.#options;
    const failure = await attempt(() => handle(entries), { attempts, retryAfter, ...(signal && { signal }) });
    if (failure !== null && isHubError(failure.error, 'SOURCE_UNAVAILABLE')) throw failure.error;
    return failure;
  }

  async #setAside(entry: FeedEntry<F>, { error, attempts }: Attempt, before = 0): Promise<void> {
    const { code, message } = describeError(error);
    const { position, commit } = entry;
    this.#options.log.error({ ...this.#place, position, commitId: commit._id, code }, 'an entry became a dead letter');
    await this.#kept.letters.put(this.#place, entry, { code, reason: message, attempts: before + attempts });
  }
}
