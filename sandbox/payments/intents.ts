import { testMethod, feeOf } from './cards';
import type { FormObject } from './form';
import type { BalanceTransaction, Card, Charge, Decline, PaymentIntent } from './objects';
import { integer, metadata, requiredText, requireKnown, text } from './parameters';
import { invalidParameter, resourceMissing, StripeError } from './stripe-error';
import type { Till } from './till';

const CREATE = ['amount', 'currency', 'metadata', 'description', 'receipt_email', 'statement_descriptor', 'statement_descriptor_suffix', 'payment_method', 'payment_method_types', 'automatic_payment_methods', 'confirm', 'off_session', 'return_url', 'capture_method', 'confirmation_method', 'expand']; // prettier-ignore
const CONFIRM = ['payment_method', 'payment_method_types', 'off_session', 'return_url', 'receipt_email', 'expand'];
const LEAST = 50; // cents: Stripe's smallest charge in USD
const MOST = 99_999_999; // cents: Stripe's largest
const SETTLES = 2 * 86_400; // seconds until a charge's money is available

/** POST /v1/payment_intents. Throws StripeError 400 for its parameters, 402 when `confirm` meets a refusing card. */
export function createIntent(till: Till, params: FormObject): PaymentIntent {
  requireKnown(params, CREATE);
  const id = till.newId('payment_intent');
  const method = methodOf(params);
  const created = till.put<PaymentIntent>({
    id,
    object: 'payment_intent',
    amount: chargeable(params),
    amount_capturable: 0,
    amount_received: 0,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: captureMethod(params),
    client_secret: `${id}_secret_sandbox`,
    confirmation_method: 'automatic',
    created: till.now(),
    currency: currency(params),
    customer: null,
    description: text(params, 'description'),
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: metadata(params),
    next_action: null,
    payment_method: method,
    payment_method_types: ['card'],
    receipt_email: text(params, 'receipt_email'),
    statement_descriptor: text(params, 'statement_descriptor') ?? text(params, 'statement_descriptor_suffix'),
    status: method === null ? 'requires_payment_method' : 'requires_confirmation',
  });
  till.emit('payment_intent.created', created);
  return text(params, 'confirm') === 'true' ? pay(till, created) : created;
}

/** POST /v1/payment_intents/:id/confirm: charges the card. Throws 402 when it declines, 400 from a final state. */
export function confirmIntent(till: Till, id: string, params: FormObject): PaymentIntent {
  requireKnown(params, CONFIRM);
  const intent = intentOf(till, id);
  requireStatus(intent, ['requires_payment_method', 'requires_confirmation'], 'confirm');
  const method = methodOf(params) ?? intent.payment_method;
  return pay(till, { ...intent, payment_method: method });
}

/** POST /v1/payment_intents/:id: description and metadata. */
export function updateIntent(till: Till, id: string, params: FormObject): PaymentIntent {
  requireKnown(params, ['metadata', 'description', 'receipt_email', 'expand']);
  const intent = intentOf(till, id);
  const description = params['description'] === undefined ? intent.description : text(params, 'description');
  return till.put({ ...intent, description, metadata: metadata(params, intent.metadata) });
}

/** POST /v1/payment_intents/:id/cancel. Throws 400 once it succeeded or was canceled. */
export function cancelIntent(till: Till, id: string, params: FormObject): PaymentIntent {
  requireKnown(params, ['cancellation_reason', 'expand']);
  const intent = intentOf(till, id);
  requireStatus(intent, ['requires_payment_method', 'requires_confirmation'], 'cancel');
  const reason = text(params, 'cancellation_reason');
  const canceled = till.put<PaymentIntent>({ ...intent, status: 'canceled', canceled_at: till.now(), cancellation_reason: reason }); // prettier-ignore
  till.emit('payment_intent.canceled', canceled);
  return canceled;
}

/** The intent `id`. Throws 404 `resource_missing`. */
export function intentOf(till: Till, id: string): PaymentIntent {
  const intent = till.book.get('payment_intent', id);
  if (intent === undefined) throw resourceMissing('payment_intent', id);
  return intent;
}

function requireStatus(intent: PaymentIntent, allowed: readonly PaymentIntent['status'][], verb: string): void {
  if (allowed.includes(intent.status)) return;
  const message = `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`;
  const code = 'payment_intent_unexpected_state';
  throw new StripeError(400, { type: 'invalid_request_error', code, message, payment_intent: intent });
}

function pay(till: Till, intent: PaymentIntent): PaymentIntent {
  const method = intent.payment_method;
  const behind = method === null ? undefined : testMethod(method);
  if (method === null || behind === undefined) {
    throw invalidParameter('payment_method', 'You must provide a payment method to confirm this PaymentIntent.');
  }
  if (behind.decline !== null) return refuseCard(till, intent, { ...behind, decline: behind.decline });
  const charge = recordCharge(till, intent, { card: behind.card, decline: null });
  const paid = till.put<PaymentIntent>({ ...intent, status: 'succeeded', amount_received: intent.amount, latest_charge: charge.id, last_payment_error: null }); // prettier-ignore
  till.emit('charge.succeeded', charge);
  till.emit('payment_intent.succeeded', paid);
  return paid;
}

function refuseCard(till: Till, intent: PaymentIntent, { card, decline }: { card: Card; decline: Decline }): never {
  const charge = recordCharge(till, intent, { card, decline });
  const failure = { type: 'card_error' as const, code: decline.code, decline_code: decline.declineCode, message: decline.message, charge: charge.id }; // prettier-ignore
  const failed = till.put<PaymentIntent>({ ...intent, status: 'requires_payment_method', payment_method: null, latest_charge: charge.id, last_payment_error: failure }); // prettier-ignore
  till.emit('charge.failed', charge);
  till.emit('payment_intent.payment_failed', failed);
  throw new StripeError(402, { ...failure, payment_intent: failed });
}

function recordCharge(till: Till, intent: PaymentIntent, paidWith: { card: Card; decline: Decline | null }): Charge {
  const { card, decline } = paidWith;
  const id = till.newId('charge');
  const transaction = decline === null ? recordFee(till, intent, id) : null;
  return till.put<Charge>({
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: decline === null ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: transaction?.id ?? null,
    billing_details: { address: null, email: null, name: null, phone: null },
    calculated_statement_descriptor: intent.statement_descriptor ?? 'SANDBOX HEALTH',
    captured: decline === null,
    created: till.now(),
    currency: intent.currency,
    customer: null,
    description: intent.description,
    disputed: false,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    livemode: false,
    metadata: intent.metadata,
    outcome: outcomeOf(decline),
    paid: decline === null,
    payment_intent: intent.id,
    payment_method: intent.payment_method ?? '',
    payment_method_details: { type: 'card', card },
    receipt_email: intent.receipt_email,
    refunded: false,
    statement_descriptor: intent.statement_descriptor,
    status: decline === null ? 'succeeded' : 'failed',
  });
}

const outcomeOf = (decline: Decline | null): Charge['outcome'] =>
  decline === null
    ? { network_status: 'approved_by_network', seller_message: 'Payment complete.', type: 'authorized' }
    : { network_status: 'declined_by_network', seller_message: decline.message, type: 'issuer_declined' };

function recordFee(till: Till, { amount, currency, description }: PaymentIntent, chargeId: string): BalanceTransaction {
  const fee = feeOf(amount);
  return till.put<BalanceTransaction>({
    id: till.newId('balance_transaction'),
    object: 'balance_transaction',
    amount,
    available_on: till.now() + SETTLES,
    balance_type: 'payments',
    created: till.now(),
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: [{ amount: fee, currency, type: 'stripe_fee', description: 'Stripe processing fees' }],
    net: amount - fee,
    reporting_category: 'charge',
    source: chargeId,
    type: 'charge',
    paidOutBy: null,
  });
}

function chargeable(params: FormObject): number {
  requiredText(params, 'amount');
  const amount = integer(params, 'amount') ?? 0;
  if (amount < LEAST) throw invalidParameter('amount', 'Amount must be at least $0.50 usd', 'amount_too_small');
  if (amount > MOST) throw invalidParameter('amount', 'Amount must be no more than $999,999.99', 'amount_too_large');
  return amount;
}

function currency(params: FormObject): string {
  const code = requiredText(params, 'currency').toLowerCase();
  if (code !== 'usd') throw invalidParameter('currency', `Invalid currency: ${code}. This account takes usd.`);
  return code;
}

function captureMethod(params: FormObject): string {
  const method = text(params, 'capture_method') ?? 'automatic_async';
  if (method === 'manual') throw invalidParameter('capture_method', 'This account does not capture manually.');
  return method;
}

function methodOf(params: FormObject): string | null {
  const method = text(params, 'payment_method');
  if (method !== null && testMethod(method) === undefined) {
    throw invalidParameter('payment_method', `No such PaymentMethod: '${method}'`, 'resource_missing');
  }
  return method;
}
