import { batchesOf } from '../domain/batches';
import { HubError, isHubError } from '../domain/errors';
import { millisecondsOf, type Clock } from '../domain/instant';
import type { Inbox } from '../events/inbox';
import type { Received, Recorder, Settlement, Taken } from './port';

/** Told of each message that is set aside, before that is settled; may be told twice of one. */
export type OnSetAside = (message: Pick<Taken, 'messageId' | 'kind' | 'system' | 'receivedAt' | 'correlationId'>, reason: HubError) => Promise<void>; // prettier-ignore

/** What became of messages, in numbers. */
export interface IntakeCounts {
  readonly received: number;
  readonly accepted: number;
  /** Seen before, unchanged. */
  readonly repeated: number;
  readonly setAside: number;
  readonly waiting: number;
}

export interface IntakeOptions<Payload> {
  /** The outside system, as the catalog lists it. */
  readonly system: string;
  readonly inbox: Inbox;
  readonly record: Recorder<Payload>;
  readonly clock: Clock;
  readonly onSetAside?: OnSetAside;
  /** How long a message may wait for what it refers to, in milliseconds; then it is set aside. */
  readonly patienceMs?: number;
}

/** How messages of one outside system come in: kept raw, recorded as facts, settled. Idempotent at every step. */
export interface Intake<Payload> {
  /** `again`: records what was seen before as well, as the work on it may have been broken off. */
  take(messages: readonly Received<Payload>[], from: { correlationId: string; again?: boolean }): Promise<IntakeCounts>;
  /** Goes on with what stands in the inbox unsettled. */
  resume(reread: (message: Pick<Received, 'key' | 'kind' | 'raw'>) => Received<Payload>): Promise<IntakeCounts>;
}

export const NOTHING_TAKEN: IntakeCounts = { received: 0, accepted: 0, repeated: 0, setAside: 0, waiting: 0 };

/** The sum of two counts. */
export const addCounts = (a: IntakeCounts, b: IntakeCounts): IntakeCounts => ({
  received: a.received + b.received,
  accepted: a.accepted + b.accepted,
  repeated: a.repeated + b.repeated,
  setAside: a.setAside + b.setAside,
  waiting: a.waiting + b.waiting,
});

const PATIENCE = 600_000; // 10 minutes
const MOST_PENDING = 1_000; // messages resumed at one time
/** Messages received and recorded at one time: so many, and so many characters. */
const BATCH = { count: 1_000, size: 4_000_000, sizeOf: ({ raw }: Received) => raw.length };

export function createIntake<Payload>(options: IntakeOptions<Payload>): Intake<Payload> {
  const { system, inbox, clock } = options;
  return {
    async take(messages, { correlationId, again = false }) {
      let counts = NOTHING_TAKEN;
      for (const some of batchesOf<Received<Payload>>(messages, BATCH)) {
        counts = addCounts(counts, await takeBatch(some, { correlationId, again }));
      }
      return counts;
    },
    async resume(reread) {
      let counts = NOTHING_TAKEN;
      for (;;) {
        const pending = await inbox.pending(MOST_PENDING, system);
        const messages = pending.map(({ _id: messageId, receivedAt, correlationId, key, kind, raw }) => ({
          ...reread({ key, kind, raw }),
          ...{ messageId, system, receivedAt, correlationId },
        }));
        const settled = await settle(options, messages);
        counts = { ...addCounts(counts, settled), waiting: settled.waiting };
        if (settled.accepted + settled.setAside === 0) return counts;
      }
    },
  };

  async function takeBatch(
    messages: readonly Received<Payload>[],
    { correlationId, again }: { readonly correlationId: string; readonly again: boolean },
  ): Promise<IntakeCounts> {
    const receivedAt = clock();
    const receipts = await inbox.receive(messages, { system, correlationId });
    const all = messages.map((message, index): Taken<Payload> & { outcome: string | undefined } => {
      const { messageId = '', outcome } = receipts[index] ?? {};
      return { ...message, messageId, system, receivedAt, correlationId, outcome };
    });
    for (const message of all.filter(({ outcome }) => outcome === 'CONFLICTING')) {
      await options.onSetAside?.(message, conflict(message));
    }
    const fresh = all.filter(({ outcome }) => outcome === 'NEW' || (again && outcome === 'REPEATED'));
    const counts = await settle(options, fresh);
    const conflicting = all.filter(({ outcome }) => outcome === 'CONFLICTING').length;
    const repeated = all.length - fresh.length - conflicting;
    return { ...counts, received: all.length, repeated, setAside: counts.setAside + conflicting };
  }
}

/** Records messages and settles each; what the recorder cannot do as a batch is done one by one, to find the culprit. */
async function settle<Payload>(
  options: IntakeOptions<Payload>,
  messages: readonly Taken<Payload>[],
): Promise<IntakeCounts> {
  if (messages.length === 0) return NOTHING_TAKEN;
  const settlements = await recordAll(options, messages);
  const final: { messageId: string; outcome: 'ACCEPTED' | 'SET_ASIDE'; reason?: string }[] = [];
  let waiting = 0;
  for (const [index, settlement] of settlements.entries()) {
    const message = messages[index];
    const reason = message && reasonAgainst(options, message, settlement);
    if (message && reason) {
      await options.onSetAside?.(message, reason);
      final.push({ messageId: message.messageId, outcome: 'SET_ASIDE', reason: reason.message });
    } else if (settlement.outcome === 'WAITING') waiting += 1;
    else final.push({ messageId: settlement.messageId, outcome: 'ACCEPTED' });
  }
  await options.inbox.settleMany(final);
  const setAside = final.filter(({ outcome }) => outcome === 'SET_ASIDE').length;
  return { received: 0, accepted: final.length - setAside, repeated: 0, setAside, waiting };
}

async function recordAll<Payload>(
  { record }: IntakeOptions<Payload>,
  messages: readonly Taken<Payload>[],
): Promise<readonly Settlement[]> {
  try {
    return await record(messages);
  } catch (error) {
    if (isHubError(error, 'SOURCE_UNAVAILABLE')) throw error;
    return recordEach(record, messages);
  }
}

async function recordEach<Payload>(
  record: Recorder<Payload>,
  messages: readonly Taken<Payload>[],
): Promise<readonly Settlement[]> {
  const settlements: Settlement[] = [];
  for (const message of messages) {
    try {
      settlements.push(...(await record([message])));
    } catch (error) {
      if (isHubError(error, 'SOURCE_UNAVAILABLE')) throw error;
      const reason = isHubError(error) ? error : new HubError('INTERNAL', 'the hub failed on this message', { cause: error }); // prettier-ignore
      settlements.push({ messageId: message.messageId, outcome: 'SET_ASIDE', reason });
    }
  }
  return settlements;
}

function reasonAgainst<Payload>(
  { clock, patienceMs = PATIENCE }: IntakeOptions<Payload>,
  message: Taken<Payload>,
  settlement: Settlement,
): HubError | undefined {
  if (settlement.outcome === 'SET_ASIDE') return settlement.reason;
  if (settlement.outcome === 'ACCEPTED') return undefined;
  const waited = millisecondsOf(clock()) - millisecondsOf(message.receivedAt);
  if (waited < patienceMs) return undefined;
  const { waitingFor } = settlement;
  return new HubError('SOURCE_MALFORMED', `${message.kind} refers to ${waitingFor}, which never came`, { source: message.system }); // prettier-ignore
}

const conflict = ({ kind, system }: Taken): HubError =>
  new HubError('CONFLICT', `${kind} came again under the same key with other content`, { source: system });
