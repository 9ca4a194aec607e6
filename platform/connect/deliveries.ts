import { instantOf, millisecondsOf, type Clock, type Instant } from '../domain/instant';
import { toHubError, type HubError } from '../domain/errors';
import type { Collection, Filter, Store, StoredDocument } from '../store/port';
import type { Logger } from '../telemetry/logger';
import { failureOf } from './source-failure';
import type { Call } from './port';

const LEASE_MS = 120_000; // 2 minutes: an attempt that takes longer may be taken over
const FIRST_DELAY_MS = 1_000; // 1 second
const LONGEST_DELAY_MS = 300_000; // 5 minutes

/** A command that was decided (its fact is committed) and is yet to reach an outside system. */
export interface Delivery<Command> extends StoredDocument {
  /** The command's id, which is also its idempotency key at the outside system. */
  readonly _id: string;
  readonly version: number;
  readonly command: Command;
  readonly correlationId: string;
  readonly status: 'PENDING' | 'DELIVERED' | 'REFUSED';
  readonly attempts: number;
  /** When the outside system was first called; null before. An idempotency key lives on from here. */
  readonly firstAttemptAt: Instant | null;
  /** Not to be tried before. */
  readonly dueAt: Instant;
  /** Code of the last failure. */
  readonly failure: string | null;
}

/** What is to be done with one delivery. Both must be idempotent: either may run again after a crash. */
export interface DeliveryHandler<Command> {
  /** Calls the outside system and records its receipt. Throws SOURCE_UNAVAILABLE to be called again later. */
  deliver(delivery: Delivery<Command>, call: Call & { readonly idempotencyKey: string }): Promise<void>;
  /** Records that the outside system refuses the command for good. */
  refused(delivery: Delivery<Command>, refusal: HubError): Promise<void>;
}

export interface Deliveries<Command> {
  /** Takes commands up; one that is there already is left as it is. */
  enqueue(
    commands: readonly { readonly id: string; readonly command: Command; readonly correlationId: string }[],
  ): Promise<void>;
  /** Tries what is due; an outage ends the round. Returns how many were settled. */
  runOnce(handler: DeliveryHandler<Command>, signal: AbortSignal, round?: DeliveryRound): Promise<number>;
  /** How many are yet to be delivered. */
  waiting(): Promise<number>;
}

/** How far one round goes. */
export interface DeliveryRound {
  /** Most commands of the round; 100 unless told. */
  readonly limit?: number;
  /**
   * Takes up what waits for its time, too, and what an attempt holds that a crash broke off. Only for a worker that is
   * the only one: when it starts, and when somebody waits for all to be done.
   */
  readonly evenIfNotDue?: boolean;
}

export interface DeliveriesOptions {
  readonly store: Store;
  /** Owner's prefix; the collection is `${name}_deliveries`. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The work list of commands on their way out: a projection of facts, so that an outage delays and never loses them. */
export async function createDeliveries<Command>(options: DeliveriesOptions): Promise<Deliveries<Command>> {
  const { store, name, clock } = options;
  const documents = await store.collection<Delivery<Command>>({
    name: `${name}_deliveries`,
    indexes: [{ fields: ['status', 'dueAt'] }],
  });
  return {
    async enqueue(commands) {
      const at = clock();
      await documents.insertMany(
        commands.map(({ id, command, correlationId }) => ({
          ...{ _id: id, version: 1, command, correlationId, status: 'PENDING' as const },
          ...{ attempts: 0, firstAttemptAt: null, dueAt: at, failure: null },
        })),
      );
    },
    async runOnce(handler, signal, { limit = 100, evenIfNotDue = false } = {}) {
      const due: Filter = { status: 'PENDING', ...(evenIfNotDue ? {} : { dueAt: { lte: clock() } }) };
      const { items } = await documents.find(due, { sort: [['dueAt', 'asc']], limit });
      let settled = 0;
      for (const delivery of items) {
        if (signal.aborted) break;
        const outcome = await attempt(options, { documents, handler, signal }, delivery);
        if (outcome === 'OUTAGE') break;
        if (outcome === 'SETTLED') settled += 1;
      }
      return settled;
    },
    waiting: () => documents.count({ status: 'PENDING' }),
  };
}

interface Round<Command> {
  readonly documents: Collection<Delivery<Command>>;
  readonly handler: DeliveryHandler<Command>;
  readonly signal: AbortSignal;
}

async function attempt<Command>(
  options: DeliveriesOptions,
  { documents, handler, signal }: Round<Command>,
  found: Delivery<Command>,
): Promise<'SETTLED' | 'LATER' | 'OUTAGE'> {
  const claimed = claimOf(found, options.clock());
  if (!(await documents.compareAndSet(claimed, found.version))) return 'LATER';
  const settle = async (change: Partial<Delivery<Command>>): Promise<void> => {
    await documents.compareAndSet({ ...claimed, ...change, version: claimed.version + 1 }, claimed.version);
  };
  try {
    await handler.deliver(claimed, { signal, correlationId: claimed.correlationId, idempotencyKey: claimed._id });
    await settle({ status: 'DELIVERED', failure: null });
    return 'SETTLED';
  } catch (thrown) {
    const error = toHubError(thrown);
    if (error.code === 'SOURCE_REJECTED') {
      await handler.refused(claimed, error);
      await settle({ status: 'REFUSED', failure: error.code });
      return 'SETTLED';
    }
    if (signal.aborted) {
      // Taken back by us, not failed: it is due as before.
      await settle({ attempts: found.attempts, dueAt: found.dueAt });
      return 'LATER';
    }
    await settle({ dueAt: nextAttempt(claimed, error, options.clock()), failure: error.code });
    return logFailure(options.log, claimed, error);
  }
}

function claimOf<Command>(found: Delivery<Command>, now: Instant): Delivery<Command> {
  return {
    ...found,
    version: found.version + 1,
    attempts: found.attempts + 1,
    firstAttemptAt: found.firstAttemptAt ?? now,
    dueAt: instantOf(millisecondsOf(now) + LEASE_MS),
  };
}

/** Doubles from one second to five minutes, and never before the system asked to be called again. */
function nextAttempt({ attempts }: { readonly attempts: number }, error: HubError, now: Instant): Instant {
  const delay = Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_DELAY_MS);
  return instantOf(millisecondsOf(now) + Math.max(delay, failureOf(error)?.retryAfterMs ?? 0));
}

function logFailure(log: Logger, delivery: Delivery<unknown>, error: HubError): 'LATER' | 'OUTAGE' {
  const { _id: commandId, attempts, correlationId } = delivery;
  const fields = { commandId, attempts, correlationId, code: error.code };
  if (error.code === 'SOURCE_UNAVAILABLE') {
    log.warn(fields, 'delivery delayed: the outside system is not available');
    return 'OUTAGE';
  }
  log.error({ ...fields, err: error }, 'delivery failed and will be tried again');
  return 'LATER';
}
