import { HubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { Call } from '../../platform/connect/port';
import type { CommitLog } from '../../platform/events/port';
import type { PaymentReceipt, PaymentService } from './connector';
import type { PaymentDocuments } from './documents';
import type { BankDeposit, BankFileSummary, PaymentFact } from './domain';
import {
  decidePayment,
  decidePayout,
  decideRefund,
  isComposed,
  refundedPaymentOf,
  type Decide,
  type News,
} from './facts-of-events';

const ATTEMPTS = 10; // times a decision is made again because another writer came first

export interface FactWriterDependencies {
  readonly log: CommitLog<PaymentFact>;
  readonly documents: PaymentDocuments;
  readonly clock: Clock;
}

/** The payment service, for what the news does not tell by itself. */
export interface Inquiry {
  readonly service: Pick<PaymentService, 'payment' | 'payoutItems'>;
  readonly call: Call;
}

/** What brought the news: its key (`event/evt_…`, `receipt/…`) makes a repetition known to the log itself. */
export interface Source {
  readonly factKey: string;
  readonly origin: Omit<Origin, 'sourceId'>;
  readonly trace: Trace;
}

/** Writes what was learnt into the log. Each call may be repeated: nothing is recorded twice. */
export interface FactWriter {
  /** Throws SOURCE_UNAVAILABLE when the payment service must be asked for more and does not answer. */
  news(receipt: PaymentReceipt, source: Source, inquiry: Inquiry): Promise<void>;
  /** Decides on the last fact of a stream and appends; true when something was recorded. */
  decide(stream: string, decide: Decide, source: Omit<Source, 'origin'> & { origin: Origin | null }): Promise<boolean>;
  bankFile(file: BankFileNews, source: Source): Promise<void>;
}

export interface BankFileNews {
  readonly deposits: readonly Omit<BankDeposit, 'origin'>[];
  readonly summary: BankFileSummary;
}

export function createFactWriter(deps: FactWriterDependencies): FactWriter {
  const decide: FactWriter['decide'] = (stream, decision, source) =>
    decideAndAppend(deps, { stream, decision, source });
  return {
    decide,
    async news(receipt, source, inquiry) {
      const known: News = { receipt, origin: source.origin };
      const target = await targetOf(deps, known, inquiry);
      if (!target) return;
      const sourceId = receipt.news.kind === 'OTHER' ? '' : idAtSource(receipt.news.state);
      await decide(target.stream, target.decision, { ...source, origin: { ...source.origin, sourceId } });
    },
    bankFile: (file, source) => recordBankFile(deps, file, source),
  };
}

const idAtSource = (state: { readonly id: string; readonly sourceId?: string }): string => state.sourceId ?? state.id;

interface Target {
  readonly stream: string;
  readonly decision: Decide;
}

async function targetOf(deps: FactWriterDependencies, known: News, { service, call }: Inquiry): Promise<Target | null> {
  const { news } = known.receipt;
  switch (news.kind) {
    case 'PAYMENT':
      return { stream: `payment/${news.state.id}`, decision: decidePayment(news.state, known) };
    case 'REFUND': {
      const owner = await refundedPaymentOf(news.state, { service, call, known: (id) => paymentBySourceId(deps, id) });
      return { stream: `refund/${news.state.id}`, decision: decideRefund(news.state, owner, known) };
    }
    case 'PAYOUT': {
      const items = isComposed(news.state) ? await service.payoutItems(news.state.id, call) : null;
      return { stream: `payout/${news.state.id}`, decision: decidePayout(news.state, items, known) };
    }
    case 'OTHER':
      return null;
  }
}

async function paymentBySourceId({ documents }: FactWriterDependencies, sourceId: string) {
  const { items } = await documents.payments.find({ 'origin.sourceId': sourceId }, { limit: 1 });
  return items[0] ?? null;
}

interface Decision {
  readonly stream: string;
  readonly decision: Decide;
  readonly source: Omit<Source, 'origin'> & { readonly origin: Origin | null };
}

async function decideAndAppend(
  { log, clock }: FactWriterDependencies,
  { stream, decision, source }: Decision,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const expectedVersion = (await log.versions([stream])).get(stream) ?? 0;
    const last = expectedVersion === 0 ? [] : await log.read(stream, expectedVersion - 1, 1);
    const facts = decision(last.at(-1)?.facts.at(-1) ?? null);
    if (facts.length === 0) return false;
    const result = await log.append({ stream, expectedVersion, facts, at: clock(), ...source });
    if (result.outcome !== 'STALE') return result.outcome === 'COMMITTED';
  }
  throw new HubError('CONFLICT', `${stream} is being written by too many at once`);
}

/** Each deposit once, whichever file reports it; and the file itself, with what in it does not add up. */
async function recordBankFile(
  { log, clock }: FactWriterDependencies,
  { deposits, summary }: BankFileNews,
  source: Source,
): Promise<void> {
  const { factKey, origin, trace } = source;
  const at = clock();
  const requests = deposits.map((told) => {
    const deposit: BankDeposit = { ...told, origin: { ...origin, sourceId: told.bankReference ?? told.id } };
    const facts: readonly PaymentFact[] = [{ type: 'BankDepositReported', data: { deposit } }];
    const stream = `deposit/${told.id}`;
    return { stream, expectedVersion: 0, factKey: 'reported', facts, at, origin: deposit.origin, trace };
  });
  const facts: readonly PaymentFact[] = [{ type: 'BankFileRead', data: summary }];
  const stream = `bank-file/${summary.messageId}`;
  await log.appendMany([
    ...requests,
    { stream, expectedVersion: 0, factKey, facts, at, origin: { ...origin, sourceId: factKey }, trace },
  ]);
}
