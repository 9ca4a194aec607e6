import type { Clock } from '../../platform/domain/instant';
import type { Commit, FeedEntry } from '../../platform/events/port';
import type { ClaimPayment } from '../../subgraphs/billing/domain';
import type { Billing } from '../../subgraphs/billing/index';
import type { RemittancePart } from '../../subgraphs/billing/remittance-posting';
import type { RemittanceAdvice, RemittanceClaim } from '../../subgraphs/payer/domain';
import type { ClaimPaymentsReceived, PayerFact } from '../../subgraphs/payer/facts';
import { postingDateOf, type BookRules } from './books';

export interface FromPayerDependencies {
  readonly billing: Pick<Billing, 'remittances' | 'raiseException'>;
  readonly books: BookRules;
  readonly clock: Clock;
}

/** What payers decided reaches the ledger; what they refused becomes a case. Safe to repeat. */
export function createFromPayer({ billing, books, clock }: FromPayerDependencies) {
  return async (batch: readonly FeedEntry<PayerFact>[]): Promise<void> => {
    for (const { commit } of batch) {
      await takeRemittance(commit);
      for (const fact of commit.facts) await takeRejection(fact, commit);
    }
  };

  async function takeRejection(fact: PayerFact, commit: Commit<PayerFact>): Promise<void> {
    if (fact.type !== 'ClaimRejected') return;
    const { claimId, report } = fact.data;
    const code = [report.categoryCode, report.statusCode].filter((part) => part !== null).join('-');
    const reason = `Claim ${claimId} was rejected before adjudication (${report.kind} ${code}). Correct it and send it again.`;
    await raise('CLAIM_REJECTED', `${claimId} ${report.id}`, reason, commit);
  }

  /** In production a test file (ISA15 = T), and everywhere one whose sums do not agree, is kept and shown, and posts nothing. */
  async function takeRemittance(commit: Commit<PayerFact>): Promise<void> {
    const remittance = commit.facts.find((fact) => fact.type === 'RemittanceReceived')?.data.remittance;
    const payments = commit.facts.find((fact) => fact.type === 'ClaimPaymentsReceived')?.data;
    const about = remittance ?? payments?.remittance;
    if (!about || (about.isTest && !books.postsTests)) return;
    if (about.status === 'BALANCED') {
      return void (await billing.remittances.post(partOf({ about, remittance, payments }, commit, { books, clock })));
    }
    if (!remittance) return;
    const reason = `Remittance ${about.id} does not balance and was not posted. Ask the payer for a correct one.`;
    await raise('OUT_OF_BALANCE_REMITTANCE', about.id, reason, commit);
  }

  async function raise(
    kind: 'CLAIM_REJECTED' | 'OUT_OF_BALANCE_REMITTANCE',
    key: string,
    reason: string,
    commit: Commit,
  ) {
    const { origin, trace, _id } = commit;
    const place = {
      system: origin?.system ?? null,
      messageId: origin?.messageId ?? null,
      accountId: null,
      facilityId: null,
    };
    const cause = { correlationId: trace.correlationId, causationId: _id };
    await billing.raiseException(key, { kind, reason, ...place }, { at: clock(), trace: cause });
  }
}

/** What one commit of a remittance tells the ledger: its own adjustments with the first claim payments, then the others. */
function partOf(
  { about, remittance, payments }: Told,
  { _id, origin, trace }: Commit,
  { books, clock }: Pick<FromPayerDependencies, 'books' | 'clock'>,
): RemittancePart {
  const day = postingDateOf(about.paymentDate, books);
  const claims = payments?.claims ?? [];
  return {
    remittanceId: about.id,
    firstOrdinal: remittance ? 1 : (claims[0]?.ordinal ?? 1),
    payments: claims.map((claim) => paymentOf(claim, about.id, day)),
    providerAdjustments: (remittance?.providerAdjustments ?? []).map(({ reasonCode, amount }) => ({
      reasonCode,
      amount: amount.minorUnits,
      currency: amount.currency,
    })),
    paymentDate: day,
    books: { legalEntityId: books.legalEntityId, facilityId: null },
    at: clock(),
    origin,
    trace: { correlationId: trace.correlationId, causationId: _id },
  };
}

interface Told {
  readonly about: ClaimPaymentsReceived['remittance'];
  readonly remittance: RemittanceAdvice | undefined;
  readonly payments: ClaimPaymentsReceived | undefined;
}

const paymentOf = (
  claim: RemittanceClaim,
  remittanceId: string,
  paymentDate: ClaimPayment['paymentDate'],
): ClaimPayment => ({
  remittanceId,
  ordinal: claim.ordinal,
  claimId: claim.claimSubmittedId,
  statusCode: claim.statusCode,
  billedAmount: claim.billedAmount.minorUnits,
  paidAmount: claim.paidAmount.minorUnits,
  adjustments: [...claim.adjustments, ...claim.services.flatMap(({ adjustments }) => adjustments)].map(
    ({ groupCode, reasonCode, kind, amount }) => ({ group: groupCode, reasonCode, kind, amount: amount.minorUnits }),
  ),
  currency: claim.paidAmount.currency,
  paymentDate,
});
