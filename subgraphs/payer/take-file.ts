import type { OnSetAside } from '../../platform/connect/intake';
import type { Received, Settlement, Taken } from '../../platform/connect/port';
import { batchesOf } from '../../platform/domain/batches';
import { isHubError } from '../../platform/domain/errors';
import type { Inbox } from '../../platform/events/inbox';
import { createDecoder } from '../../platform/x12/decode';
import type { PayerNews } from './news';
import { createMessageRecorder, type Recorded, type RecorderDependencies } from './recorder';
import { findingsIn, messagesIn } from './x12/messages';

/** A file given in by a person or another program rather than pulled. */
export interface GivenFile {
  readonly body: string | Uint8Array;
  /** Outside system that the file is from: in origins, and where its repeats are looked for. */
  readonly system: string;
  readonly correlationId: string;
  /** The room's inbox, where each transaction set is kept raw. */
  readonly inbox: Inbox;
  /** Told of each set that is set aside, before that is settled. */
  readonly onSetAside?: OnSetAside;
}

/** What became of the transaction sets of a file. */
export interface FileReport {
  readonly messages: number;
  readonly accepted: number;
  /** Known before, word for word but for line breaks and envelope. */
  readonly repeated: number;
  /** Kept raw, with the reason. */
  readonly setAside: readonly { readonly kind: string; readonly messageId: string; readonly reason: string }[];
  /** What was wrong with the envelopes without keeping anything from being read. */
  readonly findings: readonly string[];
}

/** Transaction sets put into the inbox at one time: so many, and so many characters. */
const BATCH = { count: 200, size: 1_000_000, sizeOf: ({ raw }: Received<PayerNews>) => raw.length };

/**
 * Takes a file in by the same way as pulled ones: each transaction set is kept raw, recorded and settled. Safe to
 * repeat, also after a crash in its middle.
 */
export async function takeFile(deps: RecorderDependencies, file: GivenFile): Promise<FileReport> {
  const record = createMessageRecorder(deps);
  const setAside: FileReport['setAside'][number][] = [];
  let accepted = 0;
  let repeated = 0;
  const text = textOf(file.body);
  for (const batch of batchesOf(messagesIn(text), BATCH)) {
    for (const message of await keep(deps, file, batch)) {
      const { settlement, isRepeat } = await attempt(record, message);
      await settle(file, message, settlement);
      if (settlement.outcome === 'SET_ASIDE') {
        const { kind, messageId } = message;
        setAside.push({ kind, messageId, reason: settlement.reason.message });
      } else if (isRepeat) repeated += 1;
      else accepted += 1;
    }
  }
  return { messages: accepted + repeated + setAside.length, accepted, repeated, setAside, findings: findingsIn(text) };
}

function textOf(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  const decode = createDecoder();
  return decode(body) + decode(null);
}

/** Puts messages on disk and gives them back as the inbox knows them; one that stands twice in the file stands twice. */
async function keep(
  { clock }: RecorderDependencies,
  { inbox, system, correlationId }: GivenFile,
  messages: readonly Received<PayerNews>[],
): Promise<readonly Taken<PayerNews>[]> {
  const receivedAt = clock();
  const receipts = await inbox.receive(messages, { system, correlationId });
  return messages.map((message, index) => ({
    ...message,
    messageId: receipts[index]?.messageId ?? '',
    system,
    receivedAt,
    correlationId,
  }));
}

/** A message that the recorder refuses is set aside; what is wrong with the hub itself is thrown. */
async function attempt(
  record: (message: Taken<PayerNews>) => Promise<Recorded>,
  message: Taken<PayerNews>,
): Promise<Recorded> {
  try {
    return await record(message);
  } catch (error) {
    if (!isHubError(error) || error.code === 'INTERNAL' || error.retryable) throw error;
    const { messageId } = message;
    return { settlement: { messageId, outcome: 'SET_ASIDE', reason: error }, isRepeat: false };
  }
}

async function settle({ inbox, onSetAside }: GivenFile, message: Taken, settlement: Settlement): Promise<void> {
  const { messageId } = message;
  if (settlement.outcome !== 'SET_ASIDE') return inbox.settle(messageId, 'ACCEPTED');
  await onSetAside?.(message, settlement.reason);
  await inbox.settle(messageId, 'SET_ASIDE', settlement.reason.message);
}
