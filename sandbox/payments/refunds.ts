import type { FormObject } from './form';
import { intentOf } from './intents';
import type { BalanceTransaction, Charge, Refund } from './objects';
import { integer, metadata, requireKnown, text } from './parameters';
import { invalidParameter, resourceMissing, StripeError } from './stripe-error';
import type { Till } from './till';

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'];

/**
 * POST /v1/refunds: all that is left of a charge, or `amount` of it. The processing fee is not given back.
 * Throws StripeError 400 when nothing was paid, all was refunded, or more is asked than is left.
 */
export function createRefund(till: Till, params: FormObject): Refund {
  requireKnown(params, ['charge', 'payment_intent', 'amount', 'reason', 'metadata', 'expand']);
  const charge = chargeOf(till, params);
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = integer(params, 'amount') ?? left;
  requireRefundable(charge, amount, left);
  const reason = text(params, 'reason');
  if (reason !== null && !REASONS.includes(reason)) throw invalidParameter('reason', `Invalid reason: ${reason}`);
  const id = till.newId('refund');
  const refund = till.put<Refund>({
    id,
    object: 'refund',
    amount,
    balance_transaction: recordReturn(till, { id, amount, currency: charge.currency }).id,
    charge: charge.id,
    created: till.now(),
    currency: charge.currency,
    metadata: metadata(params),
    payment_intent: charge.payment_intent,
    reason,
    receipt_number: null,
    status: 'succeeded',
  });
  const refunded = charge.amount_refunded + amount;
  const after = till.put<Charge>({ ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured }); // prettier-ignore
  till.emit('charge.refunded', after, { amount_refunded: charge.amount_refunded, refunded: charge.refunded });
  till.emit('refund.created', refund);
  return refund;
}

/** POST /v1/refunds/:id: metadata. Throws 404. */
export function updateRefund(till: Till, id: string, params: FormObject): Refund {
  requireKnown(params, ['metadata', 'expand']);
  const refund = till.book.get('refund', id);
  if (refund === undefined) throw resourceMissing('refund', id);
  const after = till.put<Refund>({ ...refund, metadata: metadata(params, refund.metadata) });
  till.emit('refund.updated', after, { metadata: refund.metadata });
  return after;
}

function chargeOf(till: Till, params: FormObject): Charge {
  const given = text(params, 'charge');
  const intent = text(params, 'payment_intent');
  if (given === null && intent === null) {
    throw invalidParameter('charge', 'One of the following params should be provided: charge, payment_intent.', 'parameter_missing'); // prettier-ignore
  }
  const id = given ?? intentOf(till, intent ?? '').latest_charge;
  const charge = id === null ? undefined : till.book.get('charge', id);
  if (charge === undefined && given !== null) throw resourceMissing('charge', given);
  if (charge === undefined || !charge.paid) {
    const message = 'This PaymentIntent does not have a successful charge to refund.';
    throw invalidParameter('payment_intent', message, 'charge_not_refundable');
  }
  return charge;
}

function requireRefundable({ id }: Charge, amount: number, left: number): void {
  if (left === 0) {
    const message = `Charge ${id} has already been refunded.`;
    throw new StripeError(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message });
  }
  if (amount < 1) throw invalidParameter('amount', 'Invalid positive integer', 'parameter_invalid_integer');
  if (amount > left) {
    throw invalidParameter('amount', `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`);
  }
}

function recordReturn(till: Till, refund: { id: string; amount: number; currency: string }): BalanceTransaction {
  return till.put<BalanceTransaction>({
    id: till.newId('balance_transaction'),
    object: 'balance_transaction',
    amount: -refund.amount,
    available_on: till.now(),
    balance_type: 'payments',
    created: till.now(),
    currency: refund.currency,
    description: 'REFUND FOR CHARGE',
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: -refund.amount,
    reporting_category: 'refund',
    source: refund.id,
    type: 'refund',
    paidOutBy: null,
  });
}
