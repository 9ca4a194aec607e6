import { HubError, isHubError } from '../../platform/domain/errors';
import { createDecoder } from '../../platform/x12/decode';
import type { Finding } from '../../platform/x12/findings';
import type { TransactionSet } from '../../platform/x12/interchange';
import { readTransactionSets } from '../../platform/x12/transaction-sets';
import { standaloneText } from '../../subgraphs/payer/x12/standalone-text';
import { addReports, NOTHING_GIVEN, type GivenMessages, type MessageReport } from './message-report';

const BATCH = 1_000_000; // characters of transaction sets given at one time
const KEPT = 16 * 1024 * 1024; // 16 MiB of the text that are kept when some of it cannot be read

/**
 * Takes X12 in as it streams past, some transaction sets at a time: memory is bounded by the largest set. Each set goes
 * in as an interchange of its own, as it would from a whole file. Text that is no X12 is set aside, whatever stood
 * before it has been taken in.
 */
export async function takeX12Stream(
  chunks: AsyncIterable<Uint8Array>,
  given: Pick<GivenMessages, 'giveX12' | 'setAside'>,
): Promise<MessageReport> {
  const beginning = new Beginning();
  const batch = new Batch(given);
  const envelopes = new Set<{ readonly findings: readonly Finding[] }>();
  try {
    for await (const set of readTransactionSets(beginning.watch(chunks))) {
      envelopes.add(set.interchange);
      if (set.group) envelopes.add(set.group);
      await batch.add(set);
    }
  } catch (error) {
    if (!isHubError(error, 'SOURCE_MALFORMED')) throw error;
    return withUnreadable(await batch.end(), given, { beginning, fault: error.message });
  }
  const report = await batch.end();
  const findings = [...envelopes].flatMap((envelope) => envelope.findings);
  const fault = report.messages === 0 ? 'no transaction set (ST to SE) is in it' : unreadPart(findings);
  if (fault !== null) return withUnreadable(report, given, { beginning, fault });
  return { ...report, findings: [...new Set(findings.map(({ message }) => message))] };
}

/** Text of the file that went into no transaction set, so that it would be lost. */
function unreadPart(findings: readonly Finding[]): string | null {
  const lost = findings.find(({ code, message }) => code === 'GARBAGE_SKIPPED' || (code === 'TRUNCATED' && message.includes('ISA'))); // prettier-ignore
  return lost?.message ?? null;
}

/** Sets whole files aside once, as far as they are kept. */
async function withUnreadable(
  report: MessageReport,
  given: Pick<GivenMessages, 'setAside'>,
  { beginning, fault }: { readonly beginning: Beginning; readonly fault: string },
): Promise<MessageReport> {
  const reason = `${fault}; ask the sender for the whole file`;
  const message = await given.setAside({ kind: 'X12', reason, raw: beginning.text() });
  return addReports(report, { ...NOTHING_GIVEN, messages: 1, setAside: [message] });
}

/** Transaction sets on their way in. One that was cut off goes alone: what follows must not be taken for its end. */
class Batch {
  readonly #given: Pick<GivenMessages, 'giveX12'>;
  #texts: string[] = [];
  #length = 0;
  #report = NOTHING_GIVEN;

  constructor(given: Pick<GivenMessages, 'giveX12'>) {
    this.#given = given;
  }

  async add(set: TransactionSet): Promise<void> {
    const text = standaloneText(set);
    const isCutOff = set.findings.some(({ code }) => code === 'TRUNCATED' || code === 'TRAILER_MISSING');
    if (isCutOff) await this.end();
    this.#texts.push(text);
    this.#length += text.length;
    if (isCutOff || this.#length >= BATCH) await this.end();
  }

  /** Gives what is left; the report of all so far. */
  async end(): Promise<MessageReport> {
    if (this.#texts.length > 0) {
      const body = this.#texts.join('');
      this.#texts = [];
      this.#length = 0;
      this.#report = addReports(this.#report, await this.#given.giveX12(body));
    }
    return this.#report;
  }
}

/** Remembers the beginning of a text while it streams past. */
class Beginning {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;

  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      if (this.#length < KEPT) this.#chunks.push(chunk.subarray(0, KEPT - this.#length));
      this.#length += chunk.length;
      yield chunk;
    }
  }

  text(): string {
    if (this.#length === 0) throw new HubError('BAD_INPUT', 'an X12 file is needed, and the body is empty');
    const decode = createDecoder();
    return this.#chunks.map(decode).join('') + decode(null);
  }
}
