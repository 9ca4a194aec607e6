import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { PaymentState, PayoutItem, PayoutState, RefundState } from '../domain';
import * as values from './stripe-values';

/**
 * Stripe objects to the hub's. `metadata` holds surrogate ids only: `payment_id`, `refund_id` (the hub's own ids, on
 * what the hub asked for), `account_id`, `patient_id`, `facility_id`.
 * Source: Stripe API reference, version 2026-10-28.endive.
 */
const STANDARD = 'Stripe';

const ownerRows = (object: string) => ({
  accountId: from(`${object}.metadata.account_id`, values.optionalText),
  patientId: from(`${object}.metadata.patient_id`, values.optionalText),
  facilityId: from(`${object}.metadata.facility_id`, values.optionalText),
});

/** A PaymentIntent; `latest_charge` is read when it was expanded. */
export const paymentIntentMapping = defineMapping<unknown, PaymentState>({
  entity: 'Payment',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from(['PaymentIntent.metadata.payment_id', 'PaymentIntent.id'], values.firstText),
    sourceId: from('PaymentIntent.id', values.requiredText),
    ...ownerRows('PaymentIntent'),
    amount: from(
      ['PaymentIntent.status', 'PaymentIntent.amount', 'PaymentIntent.amount_received', 'PaymentIntent.currency'],
      values.paymentAmount,
    ),
    status: from(['PaymentIntent.status', 'PaymentIntent.last_payment_error'], values.intentStatus),
    method: from(
      [
        'PaymentIntent.latest_charge.payment_method_details.type',
        'PaymentIntent.latest_charge.payment_method_details.card.brand',
        'PaymentIntent.latest_charge.payment_method_details.card.last4',
      ],
      values.paymentMethod,
    ),
    failureCode: from(
      ['PaymentIntent.last_payment_error.decline_code', 'PaymentIntent.last_payment_error.code'],
      values.firstOptionalText,
    ),
    statementDescriptor: from(
      ['PaymentIntent.statement_descriptor', 'PaymentIntent.latest_charge.calculated_statement_descriptor'],
      values.firstOptionalText,
    ),
    createdAt: from('PaymentIntent.created', values.unixSeconds),
  },
});

/** A Charge, which tells the method; it carries its PaymentIntent's metadata. One without an intent is a payment itself. */
export const chargeMapping = defineMapping<unknown, PaymentState>({
  entity: 'Payment',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from(['Charge.metadata.payment_id', 'Charge.payment_intent', 'Charge.id'], paymentIdOfCharge),
    sourceId: from(['Charge.payment_intent', 'Charge.id'], referenceOrId),
    ...ownerRows('Charge'),
    amount: from(['Charge.amount', 'Charge.currency'], values.stripeMoney),
    status: from(['Charge.status', 'Charge.captured'], values.chargeStatus),
    method: from(
      [
        'Charge.payment_method_details.type',
        'Charge.payment_method_details.card.brand',
        'Charge.payment_method_details.card.last4',
      ],
      values.paymentMethod,
    ),
    failureCode: from(['Charge.outcome.reason', 'Charge.failure_code'], values.firstOptionalText),
    statementDescriptor: from(
      ['Charge.statement_descriptor', 'Charge.calculated_statement_descriptor'],
      values.firstOptionalText,
    ),
    createdAt: from('Charge.created', values.unixSeconds),
  },
});

function paymentIdOfCharge(own: unknown, intent: unknown, charge: unknown): string {
  return values.firstText(own, values.reference(intent), charge);
}

function referenceOrId(intent: unknown, charge: unknown): string {
  return values.firstText(values.reference(intent), charge);
}

export const refundMapping = defineMapping<unknown, RefundState>({
  entity: 'Refund',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from(['Refund.metadata.refund_id', 'Refund.id'], values.firstText),
    sourceId: from('Refund.id', values.requiredText),
    paymentId: from('Refund.metadata.payment_id', values.optionalText),
    paymentSourceId: from(['Refund.payment_intent', 'Refund.charge'], refundedPayment),
    ...ownerRows('Refund'),
    amount: from(['Refund.amount', 'Refund.currency'], values.stripeMoney),
    status: from('Refund.status', values.refundStatus),
    reason: from('Refund.reason', values.optionalText),
    failureCode: from('Refund.failure_reason', values.optionalText),
    createdAt: from('Refund.created', values.unixSeconds),
  },
});

function refundedPayment(intent: unknown, charge: unknown): string | null {
  return values.reference(intent) ?? values.reference(charge);
}

export const payoutMapping = defineMapping<unknown, PayoutState>({
  entity: 'Payout',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from('Payout.id', values.requiredText),
    amount: from(['Payout.amount', 'Payout.currency'], values.stripeMoney),
    status: from('Payout.status', values.payoutStatus),
    arrivalDate: from('Payout.arrival_date', values.unixDay),
    traceNumber: from('Payout.trace_id.value', values.optionalText),
    statementDescriptor: from('Payout.statement_descriptor', values.optionalText),
    createdAt: from('Payout.created', values.unixSeconds),
  },
});

/** A BalanceTransaction with its `source` expanded to the Charge or Refund that moved. */
export const payoutItemMapping = defineMapping<unknown, PayoutItem>({
  entity: 'PayoutItem',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from('BalanceTransaction.id', values.requiredText),
    kind: from('BalanceTransaction.type', values.requiredText),
    paymentId: from(
      ['BalanceTransaction.source.metadata.payment_id', 'BalanceTransaction.source.payment_intent'],
      paymentOfSource,
    ),
    amount: from(['BalanceTransaction.amount', 'BalanceTransaction.currency'], values.stripeMoney),
    fee: from(['BalanceTransaction.fee', 'BalanceTransaction.currency'], values.stripeMoney),
    net: from(['BalanceTransaction.net', 'BalanceTransaction.currency'], values.stripeMoney),
  },
});

function paymentOfSource(own: unknown, intent: unknown): string | null {
  return values.firstOptionalText(own, values.reference(intent));
}
