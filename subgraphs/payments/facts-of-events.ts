import type { Call } from '../../platform/connect/port';
import { money, negateMoney, sumMoney, type Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';
import type { PaymentReceipt, PaymentService } from './connector';
import { PAYMENT_COURSE, PAYOUT_COURSE, REFUND_COURSE } from './courses';
import type {
  Payment,
  PaymentFact,
  PaymentOwner,
  PaymentState,
  Payout,
  PayoutComposition,
  PayoutItem,
  PayoutState,
  Refund,
  RefundState,
} from './domain';
import { advances } from './progress';

/** One piece of news on its way into the log. `origin` lacks only what the news itself tells. */
export interface News {
  readonly receipt: PaymentReceipt;
  readonly origin: Omit<Origin, 'sourceId'>;
}

/** The facts that a state leads to, given the last fact of its stream; none when it tells nothing new. */
export type Decide = (last: PaymentFact | null) => readonly PaymentFact[];

/**
 * A payment moves on by `PAYMENT_COURSE`; whatever the order of messages, one that comes late may still fill in what
 * no earlier one knew: whose it is, and what it was paid with.
 */
export function decidePayment(state: PaymentState, { receipt, origin }: News): Decide {
  return (last) => {
    const { sourceId, ...told } = state;
    const incoming: Payment = { ...told, statusAt: receipt.at, origin: { ...origin, sourceId } };
    const current = paymentOf(last);
    if (!current) return [{ type: 'PaymentStatusChanged', data: { payment: incoming } }];
    const [base, other] = advances(PAYMENT_COURSE, current, incoming) ? [incoming, current] : [current, incoming];
    const payment: Payment = {
      ...base,
      ...knownOwner(base, other),
      method: base.method ?? other.method,
      statementDescriptor: base.statementDescriptor ?? other.statementDescriptor,
      failureCode: base.failureCode ?? (base.status === 'FAILED' ? other.failureCode : null),
      origin: incoming.origin,
    };
    return isSame(payment, current) ? [] : [{ type: 'PaymentStatusChanged', data: { payment } }];
  };
}

/** `paymentOwner`: the payment given back, looked up when the message did not name it. */
export function decideRefund(
  state: RefundState,
  paymentOwner: (PaymentOwner & { readonly id: string }) | null,
  { receipt, origin }: News,
): Decide {
  return (last) => {
    const { sourceId, paymentSourceId: _, ...told } = state;
    const incoming: Refund = {
      ...told,
      paymentId: told.paymentId ?? paymentOwner?.id ?? null,
      ...knownOwner(told, paymentOwner ?? told),
      statusAt: receipt.at,
      origin: { ...origin, sourceId },
    };
    const current = refundOf(last);
    if (!current) return [{ type: 'RefundStatusChanged', data: { refund: incoming } }];
    const [base, other] = advances(REFUND_COURSE, current, incoming) ? [incoming, current] : [current, incoming];
    const refund: Refund = {
      ...base,
      ...knownOwner(base, other),
      paymentId: base.paymentId ?? other.paymentId,
      failureCode: base.failureCode ?? (base.status === 'FAILED' ? other.failureCode : null),
      origin: incoming.origin,
    };
    return isSame(refund, current) ? [] : [{ type: 'RefundStatusChanged', data: { refund } }];
  };
}

/** `items` are null until the payment service tells what the payout is made of. */
export function decidePayout(
  state: PayoutState,
  items: readonly PayoutItem[] | null,
  { receipt, origin }: News,
): Decide {
  return (last) => {
    const current = last?.type === 'PayoutStatusChanged' ? last.data.payout : null;
    const incoming: Payout = {
      ...state,
      composition: items === null ? null : compositionOf(items, state.amount.currency),
      statusAt: receipt.at,
      origin: { ...origin, sourceId: state.id },
    };
    const [base, other] = !current || advances(PAYOUT_COURSE, current, incoming) ? [incoming, current] : [current, incoming]; // prettier-ignore
    const payout: Payout = {
      ...base,
      traceNumber: base.traceNumber ?? other?.traceNumber ?? null,
      composition: base.composition ?? other?.composition ?? null,
      origin: incoming.origin,
    };
    if (current && isSame(payout, current)) return [];
    return [{ type: 'PayoutStatusChanged', data: { payout, items: items ?? [] } }];
  };
}

const paymentOf = (fact: PaymentFact | null): Payment | null =>
  fact?.type === 'PaymentRequested' || fact?.type === 'PaymentStatusChanged' ? fact.data.payment : null;

const refundOf = (fact: PaymentFact | null): Refund | null =>
  fact?.type === 'RefundRequested' || fact?.type === 'RefundStatusChanged' ? fact.data.refund : null;

const knownOwner = (first: PaymentOwner, second: PaymentOwner): PaymentOwner => ({
  accountId: first.accountId ?? second.accountId,
  patientId: first.patientId ?? second.patientId,
  facilityId: first.facilityId ?? second.facilityId,
});

/** Same in all but where the knowledge came from: a repeat, in other words. */
const isSame = (a: { readonly origin: Origin }, b: { readonly origin: Origin }): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

const sorted = ({ origin: _, ...rest }: { readonly origin: Origin }): unknown =>
  Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));

/** Payments in, refunds and fees out. Adjustments and the like stay visible as items. */
export function compositionOf(items: readonly PayoutItem[], currency: string): PayoutComposition {
  const sumOf = (kinds: readonly string[]): Money =>
    sumMoney(items.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount), currency); // prettier-ignore
  const ownFees = negateMoney(sumOf(['stripe_fee', 'stripe_fx_fee', 'tax_fee']));
  const fees = sumMoney(items.map(({ fee }) => fee), currency); // prettier-ignore
  return {
    paymentAmount: sumOf(['charge', 'payment']),
    refundAmount: negateMoney(sumOf(['refund', 'payment_refund'])),
    feeAmount: money(fees.minorUnits + ownFees.minorUnits, currency),
  };
}

/** Whether this state of a payout tells what it is made of. Source: Stripe, "Payout reconciliation". */
export const isComposed = ({ status }: PayoutState): boolean => status === 'PAID';

/** Whose payment a refund gives back, when the refund itself does not say. Throws SOURCE_UNAVAILABLE. */
export async function refundedPaymentOf(
  { paymentId, paymentSourceId, accountId }: RefundState,
  { known, service, call }: RefundLookup,
): Promise<(PaymentOwner & { readonly id: string }) | null> {
  if (paymentSourceId === null || (paymentId !== null && accountId !== null)) return null;
  return (await known(paymentSourceId)) ?? (await service.payment(paymentSourceId, call));
}

export interface RefundLookup {
  /** A payment that the hub has, by the payment service's id. */
  readonly known: (paymentSourceId: string) => Promise<(PaymentOwner & { readonly id: string }) | null>;
  readonly service: Pick<PaymentService, 'payment'>;
  readonly call: Call;
}
