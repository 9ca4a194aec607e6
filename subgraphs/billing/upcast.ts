import type { Fact } from '../../platform/events/port';
import { adjustmentKindOf } from '../../platform/domain/adjustment-kind';
import type { BillingFact, ClaimPayment, PaymentAdjustment, UnidentifiedCashRecorded } from './domain';

/**
 * Facts of the billing log as they are written now.
 * UnidentifiedCashRecorded 1 → 2: each adjustment gets its kind, which follows from its group and reason.
 */
export function upcast(fact: Fact): readonly BillingFact[] {
  if (fact.type !== 'UnidentifiedCashRecorded' || fact.version === 2) return [fact as BillingFact];
  const data = fact.data as UnidentifiedCashRecorded['data'];
  const item = { ...data.item, payment: withKinds(data.item.payment) };
  return [{ type: 'UnidentifiedCashRecorded', version: 2, data: { ...data, item } }];
}

/** A claim payment as it may have been kept: of adjustments that do not tell their kinds yet. */
interface KeptPayment extends Omit<ClaimPayment, 'adjustments'> {
  readonly adjustments: readonly (Omit<PaymentAdjustment, 'kind'> & Partial<Pick<PaymentAdjustment, 'kind'>>)[];
}

/** The payment with the kinds that its adjustments lack. */
export const withKinds = (payment: KeptPayment): ClaimPayment => ({
  ...payment,
  adjustments: payment.adjustments.map((adjustment) => ({
    ...adjustment,
    kind: adjustment.kind ?? adjustmentKindOf(adjustment.group, adjustment.reasonCode),
  })),
});
