import { sumMoney } from '../../platform/domain/money';
import type { Adjudication, RemittanceClaim } from './domain';
import { allAdjustmentsOf, denialOf } from './denial';

/** What a claim payment decides about the claim it names. */
export function adjudicationOf(
  claim: RemittanceClaim,
  of: Pick<Adjudication, 'remittanceId' | 'paymentDate' | 'isTest'>,
): Adjudication {
  const { ordinal, statusCode, status, billedAmount, paidAmount, payerClaimControlNumber } = claim;
  const owed = allAdjustmentsOf(claim).filter(({ groupCode }) => groupCode === 'PR');
  return {
    remittanceId: of.remittanceId,
    paymentDate: of.paymentDate,
    isTest: of.isTest,
    ...{ ordinal, statusCode, status, billedAmount, paidAmount, payerClaimControlNumber },
    patientResponsibilityAmount: sumMoney(owed.map(({ amount }) => amount), billedAmount.currency), // prettier-ignore
    denial: denialOf(claim),
  };
}
