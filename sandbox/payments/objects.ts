/** Names and values a client attaches to an object. Surrogate ids only. */
export type Metadata = Readonly<Record<string, string>>;

interface Common {
  readonly id: string;
  /** Seconds since 1970, in the sandbox's own days. */
  readonly created: number;
}

interface Live extends Common {
  readonly livemode: false;
}

/** Why a card was refused, as Stripe words it. */
export interface Decline {
  readonly code: string;
  readonly declineCode: string;
  readonly message: string;
}

/** Stripe API, "The PaymentIntent object": the fields the sandbox fills. Amounts in minor units. */
export interface PaymentIntent extends Live {
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly amount_capturable: number;
  readonly amount_received: number;
  readonly canceled_at: number | null;
  readonly cancellation_reason: string | null;
  readonly capture_method: string;
  readonly client_secret: string;
  readonly confirmation_method: 'automatic';
  readonly currency: string;
  readonly customer: null;
  readonly description: string | null;
  readonly last_payment_error: object | null;
  readonly latest_charge: string | null;
  readonly metadata: Metadata;
  readonly next_action: null;
  readonly payment_method: string | null;
  readonly payment_method_types: readonly string[];
  readonly receipt_email: string | null;
  readonly statement_descriptor: string | null;
  readonly status: 'requires_payment_method' | 'requires_confirmation' | 'succeeded' | 'canceled';
}

/** Stripe API, "The Charge object": the fields the sandbox fills. */
export interface Charge extends Live {
  readonly object: 'charge';
  readonly amount: number;
  readonly amount_captured: number;
  readonly amount_refunded: number;
  readonly balance_transaction: string | null;
  readonly billing_details: { readonly address: null; readonly email: null; readonly name: null; readonly phone: null };
  readonly calculated_statement_descriptor: string | null;
  readonly captured: boolean;
  readonly currency: string;
  readonly customer: null;
  readonly description: string | null;
  readonly disputed: false;
  readonly failure_code: string | null;
  readonly failure_message: string | null;
  readonly metadata: Metadata;
  readonly outcome: { readonly network_status: string; readonly seller_message: string; readonly type: string };
  readonly paid: boolean;
  readonly payment_intent: string;
  readonly payment_method: string;
  readonly payment_method_details: { readonly type: 'card'; readonly card: Card };
  readonly receipt_email: string | null;
  readonly refunded: boolean;
  readonly statement_descriptor: string | null;
  readonly status: 'succeeded' | 'failed';
}

/** What a charge shows of the card: never its number. */
export interface Card {
  readonly brand: string;
  readonly country: string;
  readonly exp_month: number;
  readonly exp_year: number;
  readonly fingerprint: string;
  readonly funding: 'credit' | 'debit';
  readonly last4: string;
  readonly network: string;
}

/** Stripe API, "The Refund object". */
export interface Refund extends Common {
  readonly object: 'refund';
  readonly amount: number;
  readonly balance_transaction: string;
  readonly charge: string;
  readonly currency: string;
  readonly metadata: Metadata;
  readonly payment_intent: string;
  readonly reason: string | null;
  readonly receipt_number: null;
  readonly status: 'succeeded';
}

/** Stripe API, "The Balance Transaction object". `net` = `amount` − `fee`. */
export interface BalanceTransaction extends Common {
  readonly object: 'balance_transaction';
  readonly amount: number;
  readonly available_on: number;
  readonly balance_type: 'payments';
  readonly currency: string;
  readonly description: string | null;
  readonly exchange_rate: null;
  readonly fee: number;
  readonly fee_details: readonly { amount: number; currency: string; type: 'stripe_fee'; description: string }[];
  readonly net: number;
  readonly reporting_category: string;
  readonly source: string;
  readonly type: 'charge' | 'refund' | 'payout';
  /** The payout that took it along. Not part of Stripe's object: taken out of answers, found by `?payout=`. */
  readonly paidOutBy: string | null;
}

/** Stripe API, "The Payout object". */
export interface Payout extends Live {
  readonly object: 'payout';
  readonly amount: number;
  readonly arrival_date: number;
  readonly automatic: true;
  readonly balance_transaction: string;
  readonly currency: string;
  readonly description: string;
  readonly destination: string;
  readonly failure_code: null;
  readonly failure_message: null;
  readonly metadata: Metadata;
  readonly method: 'standard';
  readonly reconciliation_status: 'completed';
  readonly source_type: 'card';
  readonly statement_descriptor: string | null;
  readonly status: 'in_transit' | 'paid';
  readonly trace_id: { readonly status: 'pending' | 'supported'; readonly value: string | null };
  readonly type: 'bank_account';
}

/** Stripe API, "The Event object": a state as it was when the event happened. */
export interface StripeEvent extends Live {
  readonly object: 'event';
  readonly api_version: string;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
}

/** What a patient is asked to pay: handed over by the statement vendor, kept beside Stripe's objects. */
export interface Bill extends Common {
  readonly object: 'sandbox_bill';
  readonly account_id: string;
  readonly patient_id: string;
  readonly facility_id: string;
  readonly amount: number;
  readonly currency: string;
  readonly status: 'open' | 'paid' | 'replaced' | 'ignored';
  /** The sandbox day on which the patient acts, YYYY-MM-DD. */
  readonly actsOn: string;
  /** What the patient will do: see patient-behaviour.ts. */
  readonly plan: 'FULL' | 'PARTIAL' | 'OVERPAY' | 'DECLINED_FIRST' | 'NEVER';
  readonly paidAmount: number;
  readonly payments: readonly string[];
  /** The day on which what was paid too much goes back, YYYY-MM-DD. */
  readonly refundOn: string | null;
}

/** Everything the payment service keeps, by its `object` name. */
export interface Kinds {
  payment_intent: PaymentIntent;
  charge: Charge;
  refund: Refund;
  balance_transaction: BalanceTransaction;
  payout: Payout;
  event: StripeEvent;
  sandbox_bill: Bill;
}
export type Kind = keyof Kinds;
export type Kept = Kinds[Kind];

/** The prefixes of Stripe's ids. */
export const PREFIXES: Readonly<Record<Kind, string>> = {
  payment_intent: 'pi',
  charge: 'ch',
  refund: 're',
  balance_transaction: 'txn',
  payout: 'po',
  event: 'evt',
  sandbox_bill: 'bill',
};
