// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payment as PaymentModel, PaymentMethod as PaymentMethodModel, Refund as RefundModel, Payout as PayoutModel, PayoutItem as PayoutItemModel, BankDeposit as BankDepositModel } from './domain';
import type { Money as MoneyModel } from '../../platform/domain/money';
import type { Origin as OriginModel } from '../../platform/domain/origin';
import type { Context } from './loaders';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A day with no time and no zone, `YYYY-MM-DD`. */
  CalendarDate: { input: CalendarDate; output: CalendarDate; }
  /** An ISO 4217 alphabetic currency code. */
  Currency: { input: string; output: string; }
  /** A moment in UTC, ISO 8601 with milliseconds and `Z`. */
  Instant: { input: Instant; output: Instant; }
  /** A whole number of a currency's minor unit (cents for USD); a JSON number within the safe integers. Never a fraction. */
  MinorUnits: { input: number; output: number; }
  _FieldSet: { input: string; output: string; }
};

/** A credit on one of the hospital's bank accounts. BAI2 record 16 with its 88. Owner: payments. */
export type BankDeposit = {
  readonly __typename?: 'BankDeposit';
  /** BAI2 16 amount, in the currency of record 03 or 02. */
  readonly amount?: Maybe<Money>;
  /** Last four characters of the account it went to. BAI2 03 account number. */
  readonly bankAccountLast4?: Maybe<Scalars['String']['output']>;
  /** The bank's reference. BAI2 16 bank reference number. */
  readonly bankReference?: Maybe<Scalars['String']['output']>;
  /** The hub's id, made of what the bank says about it. */
  readonly id: Scalars['ID']['output'];
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** Who paid: originating company id (X12 835 TRN03), from the addenda in the text. */
  readonly payerIdentifier?: Maybe<Scalars['String']['output']>;
  /** What it was sent for, as far as the bank says. */
  readonly purpose?: Maybe<BankDepositPurpose>;
  /** Who received it, as the bank calls its customer. BAI2 02 ultimate receiver. */
  readonly receiverIdentifier?: Maybe<Scalars['String']['output']>;
  /** Reassociation trace number (X12 835 TRN02), from the addenda in the text, else the customer reference. */
  readonly traceNumber?: Maybe<Scalars['String']['output']>;
  /** What kind of credit. BAI2 16 type code, such as 142 for an ACH credit. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** The day the money counts: BAI2 16 funds type V value date, else the as-of date of record 02. */
  readonly valueDate?: Maybe<Scalars['CalendarDate']['output']>;
};

/** A page of bank deposits. Relay cursor connections specification. */
export type BankDepositConnection = {
  readonly __typename?: 'BankDepositConnection';
  /** Deposits with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<BankDepositEdge>>;
  /** Deposits without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<BankDeposit>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A bank deposit at its place in a list. */
export type BankDepositEdge = {
  readonly __typename?: 'BankDepositEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The deposit. */
  readonly node?: Maybe<BankDeposit>;
};

/** What a bank deposit was sent for. */
export type BankDepositPurpose =
  /** A payer pays claims: ACH company entry description HCCLAIMPMT (CAQH CORE 370). */
  | 'CLAIM_PAYMENT'
  /** Something else: another company entry description. */
  | 'OTHER'
  /** The bank does not say. */
  | 'UNKNOWN';

/** A code from a named code system. FHIR R4 Coding. */
export type CodedValue = {
  readonly __typename?: 'CodedValue';
  readonly code: Scalars['String']['output'];
  /** What the code means, in the source's own words where the source gave any. */
  readonly display?: Maybe<Scalars['String']['output']>;
  /** URI or short name of the code system. */
  readonly system?: Maybe<Scalars['String']['output']>;
};

/** How sensitive a value is, the mildest first. */
export type DataClass =
  /** Money. */
  | 'FINANCIAL'
  /** For people and clients of the network. */
  | 'INTERNAL'
  /** Protected health information, 45 CFR 160.103. */
  | 'PHI'
  /** Personally identifiable, not about health. */
  | 'PII'
  /** Tells nothing that others may not know. Like all else it is answered to who is signed in. */
  | 'PUBLIC'
  /** Keys and credentials. */
  | 'SECRET';

/** What is left of a value that a viewer may not see whole. */
export type Mask =
  /** A keyed digest: equal values stay equal. */
  | 'HASH'
  /** The last four characters. */
  | 'LAST4'
  /** The amount rounded down to a whole hundred of the major unit. */
  | 'RANGE'
  /** A fixed word in place of text. */
  | 'REDACT'
  /** The year, as its first of January. Ninety years ago stands for every year before it, 45 CFR 164.514(b)(2)(i)(C). */
  | 'YEAR_ONLY'
  /** The first three digits of a postal code; 000 for areas of 20,000 people or fewer, 45 CFR 164.514(b)(2). */
  | 'ZIP3';

/** An exact amount of money. */
export type Money = {
  readonly __typename?: 'Money';
  /** ISO 4217 alphabetic code. */
  readonly currency: Scalars['Currency']['output'];
  /** The amount in the currency's minor unit: 12550 is 125.50 USD. */
  readonly minorUnits: Scalars['MinorUnits']['output'];
};

/** Where a record came from and how old that knowledge is. */
export type Origin = {
  readonly __typename?: 'Origin';
  readonly correlationId: Scalars['String']['output'];
  /** Id of the raw message it was read from. */
  readonly messageId: Scalars['String']['output'];
  readonly receivedAt: Scalars['Instant']['output'];
  /** The system's own id of the record. */
  readonly sourceId: Scalars['String']['output'];
  /** The system's own version of the record, where it has one. */
  readonly sourceVersion?: Maybe<Scalars['String']['output']>;
  /** Name of the outside system, as the catalog lists it. */
  readonly system: Scalars['String']['output'];
};

/** Relay cursor connections specification, forward paging. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
};

/** A patient's account at a facility. Owner: billing; this subgraph contributes its payments. */
export type PatientAccount = {
  readonly __typename?: 'PatientAccount';
  /** The hub's id of the account. */
  readonly id: Scalars['ID']['output'];
  /** Card and bank payments made towards this account, the newest first. */
  readonly payments?: Maybe<PaymentConnection>;
};


/** A patient's account at a facility. Owner: billing; this subgraph contributes its payments. */
export type PatientAccountPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Money that a patient or guarantor pays by card. Stripe PaymentIntent and its Charge. Owner: payments. */
export type Payment = {
  readonly __typename?: 'Payment';
  /** The account it is meant for; null when the payment service was not told. Stripe metadata.account_id. */
  readonly account?: Maybe<PatientAccount>;
  /** What is to be paid, or was once it succeeded. Stripe PaymentIntent.amount, amount_received. */
  readonly amount?: Maybe<Money>;
  /** When it was begun. Stripe created. */
  readonly createdAt?: Maybe<Scalars['Instant']['output']>;
  /** Why it failed, in the payment service's code. Stripe last_payment_error.decline_code or code. */
  readonly failureCode?: Maybe<Scalars['String']['output']>;
  /** The hub's id: its own where the hub asked for the payment, else the payment service's. */
  readonly id: Scalars['ID']['output'];
  /** What it was paid with; null until the payment service says so. */
  readonly method?: Maybe<PaymentMethod>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** What went back so far: the sum of its succeeded refunds. */
  readonly refundedAmount?: Maybe<Money>;
  /** Its refunds, the oldest first. */
  readonly refunds?: Maybe<ReadonlyArray<Refund>>;
  /** What the payer reads on the card statement. Stripe statement_descriptor. */
  readonly statementDescriptor?: Maybe<Scalars['String']['output']>;
  /** How far it has come. */
  readonly status?: Maybe<PaymentStatus>;
  /** When it reached its present status. */
  readonly statusAt?: Maybe<Scalars['Instant']['output']>;
};

/** A page of payments. Relay cursor connections specification. */
export type PaymentConnection = {
  readonly __typename?: 'PaymentConnection';
  /** Payments with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<PaymentEdge>>;
  /** Payments without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<Payment>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A payment at its place in a list. */
export type PaymentEdge = {
  readonly __typename?: 'PaymentEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The payment. */
  readonly node?: Maybe<Payment>;
};

/** What a payment was made with. Stripe Charge.payment_method_details. */
export type PaymentMethod = {
  readonly __typename?: 'PaymentMethod';
  /** Card network: `visa`. Stripe payment_method_details.card.brand. */
  readonly brand?: Maybe<Scalars['String']['output']>;
  /** Kind in the payment service's word: `card`, `us_bank_account`. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** Last four digits. Stripe payment_method_details.card.last4. */
  readonly last4?: Maybe<Scalars['String']['output']>;
};

/** How far a payment has come. Stripe PaymentIntent.status unless said otherwise. */
export type PaymentStatus =
  /** Stripe canceled. */
  | 'CANCELED'
  /** Tried and declined (Stripe requires_payment_method with last_payment_error), or refused outright. */
  | 'FAILED'
  /** Stripe processing. */
  | 'PROCESSING'
  /** Asked for by the hub and not yet with the payment service. */
  | 'REQUESTED'
  /** Stripe requires_action: the payer must do something, such as 3-D Secure. */
  | 'REQUIRES_ACTION'
  /** Stripe requires_capture: authorised, not yet collected. */
  | 'REQUIRES_CAPTURE'
  /** Stripe requires_confirmation. */
  | 'REQUIRES_CONFIRMATION'
  /** Stripe requires_payment_method, nothing tried yet. */
  | 'REQUIRES_PAYMENT_METHOD'
  /** Stripe succeeded. */
  | 'SUCCEEDED';

/** Money that the payment service sends to the bank. Stripe Payout and its balance transactions. Owner: payments. */
export type Payout = {
  readonly __typename?: 'Payout';
  /** What reaches the bank. Stripe Payout.amount. */
  readonly amount?: Maybe<Money>;
  /** The day it should reach the bank. Stripe Payout.arrival_date. */
  readonly arrivalDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** When it was made. Stripe Payout.created. */
  readonly createdAt?: Maybe<Scalars['Instant']['output']>;
  /** The payment service's fees taken out of it; null until its composition is known. */
  readonly feeAmount?: Maybe<Money>;
  /** The payment service's id. */
  readonly id: Scalars['ID']['output'];
  /** What it is made of. */
  readonly items?: Maybe<PayoutItemConnection>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** Payments in it before fees; null until its composition is known. */
  readonly paymentAmount?: Maybe<Money>;
  /** Refunds taken out of it, as a positive amount; null until its composition is known. */
  readonly refundAmount?: Maybe<Money>;
  /** What the bank statement says. Stripe Payout.statement_descriptor. */
  readonly statementDescriptor?: Maybe<Scalars['String']['output']>;
  /** How far it has come. */
  readonly status?: Maybe<PayoutStatus>;
  /** When it reached its present status. */
  readonly statusAt?: Maybe<Scalars['Instant']['output']>;
  /** Trace number under which the bank sees it. Stripe Payout.trace_id.value. */
  readonly traceNumber?: Maybe<Scalars['String']['output']>;
};


/** Money that the payment service sends to the bank. Stripe Payout and its balance transactions. Owner: payments. */
export type PayoutItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of payouts. Relay cursor connections specification. */
export type PayoutConnection = {
  readonly __typename?: 'PayoutConnection';
  /** Payouts with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<PayoutEdge>>;
  /** Payouts without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<Payout>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A payout at its place in a list. */
export type PayoutEdge = {
  readonly __typename?: 'PayoutEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The payout. */
  readonly node?: Maybe<Payout>;
};

/** One movement inside a payout. Stripe BalanceTransaction. */
export type PayoutItem = {
  readonly __typename?: 'PayoutItem';
  /** Before fees; negative for what is taken out. Stripe BalanceTransaction.amount. */
  readonly amount?: Maybe<Money>;
  /** Stripe BalanceTransaction.fee. */
  readonly feeAmount?: Maybe<Money>;
  /** The payment service's id of the movement. */
  readonly id: Scalars['ID']['output'];
  /** What moved, in the payment service's word: `charge`, `refund`, `stripe_fee`. Stripe BalanceTransaction.type. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** Stripe BalanceTransaction.net. */
  readonly netAmount?: Maybe<Money>;
  /** The payment that moved, for a charge or refund. */
  readonly payment?: Maybe<Payment>;
};

/** A page of movements in a payout. Relay cursor connections specification. */
export type PayoutItemConnection = {
  readonly __typename?: 'PayoutItemConnection';
  /** Movements with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<PayoutItemEdge>>;
  /** Movements without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<PayoutItem>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A movement at its place in a payout. */
export type PayoutItemEdge = {
  readonly __typename?: 'PayoutItemEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The movement. */
  readonly node?: Maybe<PayoutItem>;
};

/** How far a payout has come. Stripe Payout.status. */
export type PayoutStatus =
  /** Stripe canceled. */
  | 'CANCELED'
  /** Stripe failed, also after it once was paid: the bank sent it back. */
  | 'FAILED'
  /** Stripe in_transit. */
  | 'IN_TRANSIT'
  /** Stripe paid. */
  | 'PAID'
  /** Stripe pending. */
  | 'PENDING';

/** A span of days, either end open. FHIR R4 Period. */
export type Period = {
  readonly __typename?: 'Period';
  readonly end?: Maybe<Scalars['CalendarDate']['output']>;
  readonly start?: Maybe<Scalars['CalendarDate']['output']>;
};

/** Why the viewer asks. HL7 v3 PurposeOfUse. */
export type PurposeOfUse =
  /** Break the glass: an emergency, with a reason given. */
  | 'BTG'
  /** Healthcare operations. */
  | 'HOPERAT'
  /** Healthcare payment. */
  | 'HPAYMT'
  /** At the patient's own request. */
  | 'PATRQT'
  /** Treatment. */
  | 'TREAT';

export type Query = {
  readonly __typename?: 'Query';
  /** Credits that the bank reported on the hospital's accounts, the newest value date first. */
  readonly bankDeposits?: Maybe<BankDepositConnection>;
  /** One payment; absent and not visible to the viewer are the same NOT_FOUND. */
  readonly payment?: Maybe<Payment>;
  /** Payments the viewer may see, the newest first. */
  readonly payments?: Maybe<PaymentConnection>;
  /** Payouts of the payment service to the bank, the newest first. */
  readonly payouts?: Maybe<PayoutConnection>;
};


export type QueryBankDepositsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryPaymentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<PaymentStatus>;
};


export type QueryPayoutsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Money that goes back to a payer. Stripe Refund. Owner: payments. */
export type Refund = {
  readonly __typename?: 'Refund';
  /** How much goes back. Stripe Refund.amount. */
  readonly amount?: Maybe<Money>;
  /** When it was asked for. Stripe Refund.created. */
  readonly createdAt?: Maybe<Scalars['Instant']['output']>;
  /** Why it failed. Stripe Refund.failure_reason. */
  readonly failureCode?: Maybe<Scalars['String']['output']>;
  /** The hub's id: its own where the hub asked for the refund, else the payment service's. */
  readonly id: Scalars['ID']['output'];
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** The payment that is given back. */
  readonly payment?: Maybe<Payment>;
  /** Why, in the payment service's code. Stripe Refund.reason. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** How far it has come. */
  readonly status?: Maybe<RefundStatus>;
  /** When it reached its present status. */
  readonly statusAt?: Maybe<Scalars['Instant']['output']>;
};

/** How far a refund has come. Stripe Refund.status unless said otherwise. */
export type RefundStatus =
  /** Stripe canceled. */
  | 'CANCELED'
  /** Stripe failed, also after it once succeeded: the money came back. */
  | 'FAILED'
  /** Stripe pending. */
  | 'PENDING'
  /** Asked for by the hub and not yet with the payment service. */
  | 'REQUESTED'
  /** Stripe requires_action. */
  | 'REQUIRES_ACTION'
  /** Stripe succeeded. */
  | 'SUCCEEDED';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<unknown, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, unknown, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: never[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  BankDeposit: BankDeposit;
  PatientAccount: PatientAccount;
  Payment: Payment;
  Payout: Payout;
  Refund: Refund;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  BankDeposit:
    ( { __typename: 'BankDeposit' }
    & GraphQLRecursivePick<FederationTypes['BankDeposit'], {"id":true}> );
  PatientAccount:
    ( { __typename: 'PatientAccount' }
    & GraphQLRecursivePick<FederationTypes['PatientAccount'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  Payout:
    ( { __typename: 'Payout' }
    & GraphQLRecursivePick<FederationTypes['Payout'], {"id":true}> );
  Refund:
    ( { __typename: 'Refund' }
    & GraphQLRecursivePick<FederationTypes['Refund'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  BankDeposit: ResolverTypeWrapper<BankDepositModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BankDepositConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['BankDeposit']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  BankDepositEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['BankDeposit']>>;
  BankDepositPurpose: BankDepositPurpose;
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  Mask: Mask;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PatientAccount: ResolverTypeWrapper<{ readonly id: string }>;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Payment']>>;
  PaymentEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Payment']>>;
  PaymentMethod: ResolverTypeWrapper<PaymentMethodModel>;
  PaymentStatus: PaymentStatus;
  Payout: ResolverTypeWrapper<PayoutModel>;
  PayoutConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Payout']>>;
  PayoutEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Payout']>>;
  PayoutItem: ResolverTypeWrapper<PayoutItemModel>;
  PayoutItemConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['PayoutItem']>>;
  PayoutItemEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['PayoutItem']>>;
  PayoutStatus: PayoutStatus;
  Period: ResolverTypeWrapper<Period>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Refund: ResolverTypeWrapper<RefundModel>;
  RefundStatus: RefundStatus;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  BankDeposit: BankDepositModel;
  ID: Scalars['ID']['output'];
  BankDepositConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['BankDeposit']>;
  Int: Scalars['Int']['output'];
  BankDepositEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['BankDeposit']>;
  CalendarDate: Scalars['CalendarDate']['output'];
  CodedValue: CodedValue;
  Currency: Scalars['Currency']['output'];
  Instant: Scalars['Instant']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PatientAccount: { readonly id: string };
  Payment: PaymentModel;
  PaymentConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Payment']>;
  PaymentEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Payment']>;
  PaymentMethod: PaymentMethodModel;
  Payout: PayoutModel;
  PayoutConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Payout']>;
  PayoutEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Payout']>;
  PayoutItem: PayoutItemModel;
  PayoutItemConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['PayoutItem']>;
  PayoutItemEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['PayoutItem']>;
  Period: Period;
  Query: Record<PropertyKey, never>;
  Refund: RefundModel;
  String: Scalars['String']['output'];
};

export type AccessDirectiveArgs = {
  class: DataClass;
  mask?: Maybe<Mask>;
  purposes?: Maybe<ReadonlyArray<PurposeOfUse>>;
  scopes?: Maybe<ReadonlyArray<ReadonlyArray<Scalars['String']['input']>>>;
};

export type AccessDirectiveResolver<Result, Parent, ContextType = Context, Args = AccessDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ApiDirectiveArgs = {
  domain: Scalars['String']['input'];
  layer: Scalars['String']['input'];
  systems: ReadonlyArray<Scalars['String']['input']>;
  team: Scalars['String']['input'];
  version: Scalars['String']['input'];
};

export type ApiDirectiveResolver<Result, Parent, ContextType = Context, Args = ApiDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SelectsByDirectiveArgs = {
  fields: ReadonlyArray<Scalars['String']['input']>;
};

export type SelectsByDirectiveResolver<Result, Parent, ContextType = Context, Args = SelectsByDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type BankDepositResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BankDeposit'] = ResolversParentTypes['BankDeposit'], FederationReferenceType extends FederationReferenceTypes['BankDeposit'] = FederationReferenceTypes['BankDeposit']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BankDeposit']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  bankAccountLast4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bankReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  payerIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['BankDepositPurpose']>, ParentType, ContextType>;
  receiverIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  traceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  valueDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type BankDepositConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BankDepositConnection'] = ResolversParentTypes['BankDepositConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BankDepositEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BankDeposit']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BankDepositEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BankDepositEdge'] = ResolversParentTypes['BankDepositEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['BankDeposit']>, ParentType, ContextType>;
};

export interface CalendarDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CalendarDate'], unknown> {
  name: 'CalendarDate';
}

export type CodedValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodedValue'] = ResolversParentTypes['CodedValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  display?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], unknown> {
  name: 'Currency';
}

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], unknown> {
  name: 'Instant';
}

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], unknown> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  currency?: Resolver<ResolversTypes['Currency'], ParentType, ContextType>;
  minorUnits?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
};

export type OriginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Origin'] = ResolversParentTypes['Origin']> = {
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  sourceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sourceVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PatientAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientAccount'] = ResolversParentTypes['PatientAccount'], FederationReferenceType extends FederationReferenceTypes['PatientAccount'] = FederationReferenceTypes['PatientAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PatientAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<PatientAccountPaymentsArgs, 'first'>>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  failureCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<Maybe<ResolversTypes['PaymentMethod']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  refundedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refunds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Refund']>>, ParentType, ContextType>;
  statementDescriptor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['PaymentStatus']>, ParentType, ContextType>;
  statusAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type PaymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentConnection'] = ResolversParentTypes['PaymentConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PaymentEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Payment']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PaymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentEdge'] = ResolversParentTypes['PaymentEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
};

export type PaymentMethodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PaymentMethod'] = ResolversParentTypes['PaymentMethod']> = {
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  last4?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayoutResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payout'] = ResolversParentTypes['Payout'], FederationReferenceType extends FederationReferenceTypes['Payout'] = FederationReferenceTypes['Payout']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payout']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  arrivalDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  feeAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<Maybe<ResolversTypes['PayoutItemConnection']>, ParentType, ContextType, RequireFields<PayoutItemsArgs, 'first'>>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  paymentAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  refundAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  statementDescriptor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['PayoutStatus']>, ParentType, ContextType>;
  statusAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  traceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PayoutConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutConnection'] = ResolversParentTypes['PayoutConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PayoutEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Payout']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PayoutEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutEdge'] = ResolversParentTypes['PayoutEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Payout']>, ParentType, ContextType>;
};

export type PayoutItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutItem'] = ResolversParentTypes['PayoutItem']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  feeAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  netAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
};

export type PayoutItemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutItemConnection'] = ResolversParentTypes['PayoutItemConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PayoutItemEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PayoutItem']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PayoutItemEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PayoutItemEdge'] = ResolversParentTypes['PayoutItemEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['PayoutItem']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  bankDeposits?: Resolver<Maybe<ResolversTypes['BankDepositConnection']>, ParentType, ContextType, RequireFields<QueryBankDepositsArgs, 'first'>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'id'>>;
  payments?: Resolver<Maybe<ResolversTypes['PaymentConnection']>, ParentType, ContextType, RequireFields<QueryPaymentsArgs, 'first'>>;
  payouts?: Resolver<Maybe<ResolversTypes['PayoutConnection']>, ParentType, ContextType, RequireFields<QueryPayoutsArgs, 'first'>>;
};

export type RefundResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Refund'] = ResolversParentTypes['Refund'], FederationReferenceType extends FederationReferenceTypes['Refund'] = FederationReferenceTypes['Refund']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Refund']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  failureCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RefundStatus']>, ParentType, ContextType>;
  statusAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  BankDeposit?: BankDepositResolvers<ContextType>;
  BankDepositConnection?: BankDepositConnectionResolvers<ContextType>;
  BankDepositEdge?: BankDepositEdgeResolvers<ContextType>;
  CalendarDate?: GraphQLScalarType;
  CodedValue?: CodedValueResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Instant?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PatientAccount?: PatientAccountResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentConnection?: PaymentConnectionResolvers<ContextType>;
  PaymentEdge?: PaymentEdgeResolvers<ContextType>;
  PaymentMethod?: PaymentMethodResolvers<ContextType>;
  Payout?: PayoutResolvers<ContextType>;
  PayoutConnection?: PayoutConnectionResolvers<ContextType>;
  PayoutEdge?: PayoutEdgeResolvers<ContextType>;
  PayoutItem?: PayoutItemResolvers<ContextType>;
  PayoutItemConnection?: PayoutItemConnectionResolvers<ContextType>;
  PayoutItemEdge?: PayoutItemEdgeResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Refund?: RefundResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
