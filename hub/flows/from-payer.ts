import type { Clock } from '../../platform/domain/instant';
import type { Commit, FeedEntry } from '../../platform/events/port';
import type { ClaimPayment } from '../../subgraphs/billing/domain';
import type { Billing } from '../../subgraphs/billing/index';
import type { Remittance } from '../../subgraphs/billing/remittance-posting';
import type { RemittanceAdvice, RemittanceClaim } from '../../subgraphs/payer/domain';
import type { PayerFact } from '../../subgraphs/payer/facts';
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
      for (const fact of commit.facts) await take(fact, commit);
    }
  };

  async function take(fact: PayerFact, commit: Commit<PayerFact>): Promise<void> {
    if (fact.type === 'RemittanceReceived') await takeRemittance(fact.data.remittance, commit);
    if (fact.type !== 'ClaimRejected') return;
    const { claimId, report } = fact.data;
    const code = [report.categoryCode, report.statusCode].filter((part) => part !== null).join('-');
    const reason = `Claim ${claimId} was rejected before adjudication (${report.kind} ${code}). Correct it and send it again.`;
    await raise('CLAIM_REJECTED', `${claimId} ${report.id}`, reason, commit);
  }

  /** In production a test file (ISA15 = T), and everywhere one whose sums do not agree, is kept and shown, and posts nothing. */
  async function takeRemittance(remittance: RemittanceAdvice, commit: Commit): Promise<void> {
    if (remittance.isTest && !books.postsTests) return;
    if (remittance.status === 'OUT_OF_BALANCE') {
      const reason = `Remittance ${remittance.id} does not balance and was not posted. Ask the payer for a correct one.`;
      return raise('OUT_OF_BALANCE_REMITTANCE', remittance.id, reason, commit);
    }
    await billing.remittances.post(remittanceOf(remittance, commit, { books, clock }));
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

function remittanceOf(
  remittance: RemittanceAdvice,
  { _id, origin, trace }: Commit,
  { books, clock }: Pick<FromPayerDependencies, 'books' | 'clock'>,
): Remittance {
  const { id, claims, providerAdjustments, paymentDate, paymentAmount } = remittance;
  const day = postingDateOf(paymentDate, books);
  return {
    remittanceId: id,
    payments: claims.map((claim) => paymentOf(claim, id, day)),
    providerAdjustments: providerAdjustments.map(({ reasonCode, amount }) => ({
      reasonCode,
      amount: amount.minorUnits,
    })),
    paymentDate: day,
    currency: paymentAmount.currency,
    books: { legalEntityId: books.legalEntityId, facilityId: null },
    at: clock(),
    origin,
    trace: { correlationId: trace.correlationId, causationId: _id },
  };
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
