import type { PullLoop } from '../platform/connect/pull-loop';
import { isHubError, type HubError } from '../platform/domain/errors';
import type { Consumer } from '../platform/events/consumer';
import type { Loop } from '../platform/events/loop';
import type { Sequencer } from '../platform/events/sequencer';
import type { Rooms } from './rooms';

/** A log's way to its readers: the sequencer that announces it and the consumer that carries it on. */
export interface Relay {
  /** Of the log. */
  readonly name: string;
  readonly sequencer: Sequencer;
  readonly consumer: Consumer;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** How many times this thread has committed something so far, in whatever room. */
export function countCommits({ ehr, payer, erp, payments, billing }: Rooms): () => number {
  let count = 0;
  for (const { log } of [ehr, payer, erp, payments, billing]) log.onCommit(() => (count += 1));
  return () => count;
}

const MOST_PASSES = 50;

/** All that goes on by itself. */
export interface Parts {
  readonly pulls: readonly PullLoop[];
  readonly jobs: readonly Loop<number>[];
  readonly relays: readonly Relay[];
  readonly committed: () => number;
}

/**
 * Pulls once more, then works until a whole pass over everything finds nothing left to do, and what goes on beside it
 * has committed nothing meanwhile. A system that does not answer holds up nothing else; its SOURCE_UNAVAILABLE is
 * thrown at the end.
 */
export async function settle({ pulls, jobs, relays, committed }: Parts): Promise<void> {
  const outages = new Map<() => Promise<number>, HubError>();
  const steps = [
    ...pulls.map((loop) => async () => (await loop.runOnce()).accepted),
    ...relays.map(
      ({ sequencer }) =>
        () =>
          sequencer.runOnce(),
    ),
    ...relays.map(
      ({ consumer }) =>
        () =>
          consumer.runOnce(),
    ),
    ...jobs.map((job) => () => job.runOnce()),
  ];
  const attempt = async (step: () => Promise<number>): Promise<number> => {
    try {
      return outages.has(step) ? 0 : await step();
    } catch (error) {
      if (!isHubError(error, 'SOURCE_UNAVAILABLE')) throw error;
      outages.set(step, error);
      return 0;
    }
  };
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = committed();
    let moved = 0;
    for (const step of steps) moved += await attempt(step);
    if (moved === 0 && committed() === before) break;
  }
  for (const outage of outages.values()) throw outage;
}
