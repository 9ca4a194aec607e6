import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';
import type { Fact } from '../../platform/events/port';

/** In order of progress. See `progress.ts` for which may follow which. */
export const PAYMENT_STATUSES = [
  'REQUESTED',
  'REQUIRES_PAYMENT_METHOD',
  'REQUIRES_CONFIRMATION',
  'REQUIRES_ACTION',
  'PROCESSING',
  'REQUIRES_CAPTURE',
  'FAILED',
  'SUCCEEDED',
  'CANCELED',
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export const REFUND_STATUSES = ['REQUESTED', 'PENDING', 'REQUIRES_ACTION', 'SUCCEEDED', 'FAILED', 'CANCELED'] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export const PAYOUT_STATUSES = ['PENDING', 'IN_TRANSIT', 'PAID', 'FAILED', 'CANCELED'] as const;
export type PayoutStatus = (typeof PAYOUT_STATUSES)[number];

/** What a payment was made with: never more of a card than its network and last four digits. */
export interface PaymentMethod {
  readonly kind: string;
  readonly brand: string | null;
  readonly last4: string | null;
}

/** Who a payment is for: surrogate ids, null where the payment service was not told. */
export interface PaymentOwner {
  readonly accountId: string | null;
  readonly patientId: string | null;
  readonly facilityId: string | null;
}

/** A payment as one message of the payment service tells it. */
export interface PaymentState extends PaymentOwner {
  readonly id: string;
  /** The payment service's own id: `pi_…`. */
  readonly sourceId: string;
  readonly amount: Money;
  readonly status: PaymentStatus;
  readonly method: PaymentMethod | null;
  readonly failureCode: string | null;
  readonly statementDescriptor: string | null;
  readonly createdAt: Instant;
}

/** A canonical payment. `statusAt`: when the present status was reached, by the payment service's clock. */
export interface Payment extends Omit<PaymentState, 'sourceId'> {
  readonly statusAt: Instant;
  readonly origin: Origin;
}

/** A refund as one message of the payment service tells it. `paymentSourceId`: the payment service's id of its payment. */
export interface RefundState extends PaymentOwner {
  readonly id: string;
  readonly sourceId: string;
  /** The hub's id of the payment; null when the message names only the payment service's. */
  readonly paymentId: string | null;
  readonly paymentSourceId: string | null;
  readonly amount: Money;
  readonly status: RefundStatus;
  readonly reason: string | null;
  readonly failureCode: string | null;
  readonly createdAt: Instant;
}

/** A canonical refund. */
export interface Refund extends Omit<RefundState, 'sourceId' | 'paymentSourceId'> {
  readonly statusAt: Instant;
  readonly origin: Origin;
}

/** One movement inside a payout; amounts are negative for what is taken out of it. */
export interface PayoutItem {
  readonly id: string;
  readonly kind: string;
  /** The hub's id of the payment; null for fees and adjustments. */
  readonly paymentId: string | null;
  readonly amount: Money;
  readonly fee: Money;
  readonly net: Money;
}

/** A payout as one message of the payment service tells it. */
export interface PayoutState {
  readonly id: string;
  readonly amount: Money;
  readonly status: PayoutStatus;
  readonly arrivalDate: CalendarDate;
  readonly traceNumber: string | null;
  readonly statementDescriptor: string | null;
  readonly createdAt: Instant;
}

/** What a payout is made of, all positive: amount = payments - refunds - fees + adjustments. */
export interface PayoutComposition {
  readonly paymentAmount: Money;
  readonly refundAmount: Money;
  readonly feeAmount: Money;
}

/** A canonical payout. `composition` is null until the payment service has told what it is made of. */
export interface Payout extends PayoutState {
  readonly composition: PayoutComposition | null;
  readonly statusAt: Instant;
  readonly origin: Origin;
}

/** `CLAIM_PAYMENT`: a payer pays claims; `OTHER`: something else, such as a card payout; `UNKNOWN`: not said. */
export type BankDepositPurpose = 'CLAIM_PAYMENT' | 'OTHER' | 'UNKNOWN';

/** A credit on a bank account, as a bank file tells it. */
export interface BankDeposit {
  readonly id: string;
  readonly amount: Money;
  readonly valueDate: CalendarDate;
  readonly typeCode: string;
  readonly traceNumber: string | null;
  readonly payerIdentifier: string | null;
  readonly purpose: BankDepositPurpose;
  readonly bankReference: string | null;
  /** The bank's name for its customer. */
  readonly receiverIdentifier: string | null;
  readonly bankAccountLast4: string;
  readonly origin: Origin;
}

/** What the hub asks of the payment service. `id` is the hub's own id of the payment. */
export interface StartPaymentCommand {
  readonly kind: 'START_PAYMENT';
  readonly id: string;
  readonly accountId: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly amount: Money;
  /** Payment service token of a stored method; null: the payer enters one on the payment page. */
  readonly paymentMethodToken: string | null;
}

/** `id` is the hub's own id of the refund, `paymentSourceId` the payment service's id of the payment. */
export interface RefundPaymentCommand extends PaymentOwner {
  readonly kind: 'REFUND_PAYMENT';
  readonly id: string;
  readonly paymentId: string;
  readonly paymentSourceId: string;
  readonly amount: Money;
  readonly reason: RefundReason | null;
}

/** Stripe Refund.reason, as far as a caller may give it. */
export const REFUND_REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export type PaymentCommand = StartPaymentCommand | RefundPaymentCommand;

/** What the payment log says. Status facts carry the whole record as it then stands. */
export type PaymentFact =
  | Fact<'PaymentRequested', { readonly payment: Payment; readonly command: StartPaymentCommand }>
  | Fact<'PaymentStatusChanged', { readonly payment: Payment }>
  | Fact<'RefundRequested', { readonly refund: Refund; readonly command: RefundPaymentCommand }>
  | Fact<'RefundStatusChanged', { readonly refund: Refund }>
  | Fact<'PayoutStatusChanged', { readonly payout: Payout; readonly items: readonly PayoutItem[] }>
  | Fact<'BankDepositReported', { readonly deposit: BankDeposit }>
  | Fact<'BankFileRead', BankFileSummary>;

/** What one bank file held, and what in it did not add up. Findings name records and counts, never text of the bank. */
export interface BankFileSummary {
  readonly messageId: string;
  readonly deposits: number;
  /** Debits are kept raw and counted; they post nothing yet. */
  readonly debits: number;
  readonly findings: readonly string[];
}
