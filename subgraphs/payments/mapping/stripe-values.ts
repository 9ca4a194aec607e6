import type { CalendarDate } from '../../../platform/domain/calendar-date';
import { HubError } from '../../../platform/domain/errors';
import { instantOf, type Instant } from '../../../platform/domain/instant';
import { money, type Money } from '../../../platform/domain/money';
import type { PaymentMethod, PaymentStatus, PayoutStatus, RefundStatus } from '../domain';

/** Text that must be there. Throws BAD_INPUT. */
export function requiredText(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new HubError('BAD_INPUT', 'text is missing');
  return value;
}

/** Text, or null when absent or empty. */
export const optionalText = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

/** The first of the values that is text. Throws BAD_INPUT when none is. */
export const firstText = (...values: unknown[]): string => requiredText(values.find((value) => optionalText(value)));

/** The first of the values that is text, or null. */
export const firstOptionalText = (...values: unknown[]): string | null =>
  optionalText(values.find((value) => optionalText(value)));

/** The id of another object, given as its id or as the object itself (when it was expanded). */
export function reference(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return optionalText(value);
  return optionalText((value as { id?: unknown }).id);
}

/** Stripe amounts are whole minor units, its currency codes lower-case. */
export function stripeMoney(amount: unknown, currency: unknown): Money {
  if (typeof amount !== 'number') throw new HubError('BAD_INPUT', 'an amount is missing');
  return money(amount, requiredText(currency).toUpperCase());
}

/** Seconds since 1970 as an instant. */
export function unixSeconds(value: unknown): Instant {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new HubError('BAD_INPUT', 'a time is missing');
  return instantOf(value * 1_000);
}

/** Seconds since 1970, midnight UTC, as the day they stand for. */
export const unixDay = (value: unknown): CalendarDate => unixSeconds(value).slice(0, 10) as CalendarDate;

/** What was collected once the payment succeeded, else what is asked for. */
export const paymentAmount = (status: unknown, amount: unknown, received: unknown, currency: unknown): Money =>
  stripeMoney(status === 'succeeded' && typeof received === 'number' ? received : amount, currency);

const INTENT_STATUSES: Readonly<Record<string, PaymentStatus>> = {
  requires_payment_method: 'REQUIRES_PAYMENT_METHOD',
  requires_confirmation: 'REQUIRES_CONFIRMATION',
  requires_action: 'REQUIRES_ACTION',
  processing: 'PROCESSING',
  requires_capture: 'REQUIRES_CAPTURE',
  succeeded: 'SUCCEEDED',
  canceled: 'CANCELED',
};

/** A PaymentIntent that asks for a method after an error is one whose attempt failed. */
export function intentStatus(status: unknown, lastError: unknown): PaymentStatus {
  if (status === 'requires_payment_method' && lastError) return 'FAILED';
  return statusOf(INTENT_STATUSES, status);
}

const CHARGE_STATUSES: Readonly<Record<string, PaymentStatus>> = {
  pending: 'PROCESSING',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
};

/** A charge that succeeded without being captured is only authorised. */
export function chargeStatus(status: unknown, captured: unknown): PaymentStatus {
  if (status === 'succeeded' && captured === false) return 'REQUIRES_CAPTURE';
  return statusOf(CHARGE_STATUSES, status);
}

const REFUND_STATUSES: Readonly<Record<string, RefundStatus>> = {
  pending: 'PENDING',
  requires_action: 'REQUIRES_ACTION',
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'CANCELED',
};
export const refundStatus = (status: unknown): RefundStatus => statusOf(REFUND_STATUSES, status);

const PAYOUT_STATUSES: Readonly<Record<string, PayoutStatus>> = {
  pending: 'PENDING',
  in_transit: 'IN_TRANSIT',
  paid: 'PAID',
  failed: 'FAILED',
  canceled: 'CANCELED',
};
export const payoutStatus = (status: unknown): PayoutStatus => statusOf(PAYOUT_STATUSES, status);

function statusOf<Status>(table: Readonly<Record<string, Status>>, status: unknown): Status {
  const found = typeof status === 'string' && Object.hasOwn(table, status) ? table[status] : undefined;
  if (found === undefined) throw new HubError('BAD_INPUT', 'a status that is not known here');
  return found;
}

/** Null until the payment service tells what it was paid with. */
export function paymentMethod(kind: unknown, brand: unknown, last4: unknown): PaymentMethod | null {
  const known = optionalText(kind);
  return known === null ? null : { kind: known, brand: optionalText(brand), last4: optionalText(last4) };
}
