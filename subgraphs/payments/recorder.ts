import type { Call, Recorder, Settlement, Taken } from '../../platform/connect/port';
import { HubError, isHubError, toHubError } from '../../platform/domain/errors';
import type { Bank, PaymentService } from './connector';
import type { FactWriter, Source } from './fact-writer';

/** Longest that recording one event may wait for the payment service, in milliseconds. */
const PATIENCE_MS = 60_000; // 1 minute

export interface RecorderDependencies {
  readonly writer: FactWriter;
  readonly service: Pick<PaymentService, 'read' | 'payment' | 'payoutItems'>;
}

/**
 * Records events of the payment service, in whatever order they come. One for which the service must be asked for more
 * (what a payout is made of, whose payment a refund gives back) waits while the service does not answer.
 */
export function createEventRecorder({ writer, service }: RecorderDependencies): Recorder {
  return oneByOne(async (message) => {
    const event = service.read(message.raw);
    const receipt = { at: event.at, news: event.news };
    await writer.news(receipt, sourceOf(message, `event/${event.id}`, event.id), { service, call: callOf(message) });
  });
}

export interface BankRecorderDependencies {
  readonly writer: FactWriter;
  readonly bank: Pick<Bank, 'read'>;
}

/** Records bank files: each deposit once, whichever file reports it. */
export function createBankFileRecorder({ writer, bank }: BankRecorderDependencies): Recorder {
  return oneByOne(async (message) => {
    const { deposits, debits, findings } = bank.read(message.raw);
    const summary = { messageId: message.messageId, deposits: deposits.length, debits, findings };
    await writer.bankFile({ deposits, summary }, sourceOf(message, message.key, null));
  });
}

function oneByOne(record: (message: Taken) => Promise<void>): Recorder {
  return async (messages) => {
    const settlements: Settlement[] = [];
    for (const message of messages) settlements.push(await settle(message, record));
    return settlements;
  };
}

async function settle(message: Taken, record: (message: Taken) => Promise<void>): Promise<Settlement> {
  const { messageId, payload } = message;
  try {
    if (payload instanceof HubError) throw payload;
    await record(message);
    return { messageId, outcome: 'ACCEPTED' };
  } catch (error) {
    if (isHubError(error, 'SOURCE_UNAVAILABLE')) return { messageId, outcome: 'WAITING', waitingFor: error.source ?? message.system }; // prettier-ignore
    const reason = toHubError(error);
    if (reason.code === 'INTERNAL' || reason.code === 'CONFLICT') throw error;
    return { messageId, outcome: 'SET_ASIDE', reason };
  }
}

const callOf = ({ correlationId }: Taken): Call => ({ correlationId, signal: AbortSignal.timeout(PATIENCE_MS) });

function sourceOf(message: Taken, factKey: string, sourceVersion: string | null): Source {
  const { messageId, system, receivedAt, correlationId } = message;
  return {
    factKey,
    origin: { system, sourceVersion, receivedAt, messageId, correlationId },
    trace: { correlationId, causationId: messageId },
  };
}
