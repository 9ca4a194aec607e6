// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccountDocument, EntryDocument, CaseDocument, UnidentifiedDocument } from './documents';
import type { Money as MoneyModel } from '../../platform/domain/money';
import type { Origin as OriginModel } from '../../platform/domain/origin';
import type { BalanceChange } from './balance-changes';
import type { RaisedCase } from './raised-exceptions';
import type { MetricAnswer, MetricCellAnswer } from './metrics/answers';
import type { Context } from './loaders';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
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

/** A balance changed: the entries that did it and what they led to, as they were recorded. */
export type AccountBalanceChanged = {
  readonly __typename?: 'AccountBalanceChanged';
  /** The account, as of now. */
  readonly account?: Maybe<PatientAccount>;
  /** The balance these entries led to. */
  readonly balance?: Maybe<Money>;
  /** When the change was committed. */
  readonly changedAt?: Maybe<Scalars['Instant']['output']>;
  /** The chain of work it belongs to, from the entrance on. */
  readonly correlationId?: Maybe<Scalars['String']['output']>;
  /** Resume `after` this to miss nothing and see nothing twice. */
  readonly cursor: Scalars['String']['output'];
  /** The entries of this change. */
  readonly entries?: Maybe<ReadonlyArray<LedgerEntry>>;
  /** The payers' part of that balance. */
  readonly insuranceBalanceAmount?: Maybe<Money>;
  /** The patient's part of that balance. */
  readonly patientBalanceAmount?: Maybe<Money>;
  /** Patient money that no charge has used yet, at that time. */
  readonly unappliedAmount?: Maybe<Money>;
};

/** Days since the posting day of the oldest charge that is still open. */
export type AgeBucket =
  /** Up to 30 days. */
  | 'DAYS_0_TO_30'
  /** 31 to 60 days. */
  | 'DAYS_31_TO_60'
  /** 61 to 90 days. */
  | 'DAYS_61_TO_90'
  /** 91 to 120 days. */
  | 'DAYS_91_TO_120'
  /** More than 120 days. */
  | 'DAYS_OVER_120';

export type Claim = {
  readonly __typename?: 'Claim';
  readonly id: Scalars['ID']['output'];
};

/** How far the books are from being closed. Counts days of books, never people. */
export type CloseReadiness = {
  readonly __typename?: 'CloseReadiness';
  /** The oldest of them; null when there is none. */
  readonly oldestUnjournalledDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Days of a facility's books that hold entries no journal covers yet. */
  readonly unjournalledDayCount?: Maybe<Scalars['Int']['output']>;
};

/** A code from a named code system. FHIR R4 Coding. */
export type CodedValue = {
  readonly __typename?: 'CodedValue';
  readonly code: Scalars['String']['output'];
  /** What the code means, in the source's own words where the source gave any. */
  readonly display?: Maybe<Scalars['String']['output']>;
  /** URI or short name of the code system. */
  readonly system?: Maybe<Scalars['String']['output']>;
};

/** Where in the immutable record a step stands. */
export type CommitReference = {
  readonly __typename?: 'CommitReference';
  /** The chain of work it belongs to, from the entrance on. */
  readonly correlationId: Scalars['String']['output'];
  /** Business key of what caused it. */
  readonly factKey: Scalars['String']['output'];
  /** Stream and version: `account/ID@7`. */
  readonly id: Scalars['String']['output'];
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

export type Encounter = {
  readonly __typename?: 'Encounter';
  readonly id: Scalars['ID']['output'];
};

/** Something that needs a person. */
export type ExceptionCase = {
  readonly __typename?: 'ExceptionCase';
  /** The account it is about, where there is one. */
  readonly account?: Maybe<PatientAccount>;
  readonly id: Scalars['ID']['output'];
  /** Why a person is needed. */
  readonly kind?: Maybe<ExceptionKind>;
  /** Id of the raw message, where there is one. */
  readonly messageId?: Maybe<Scalars['String']['output']>;
  /** When it was raised. */
  readonly openedAt?: Maybe<Scalars['Instant']['output']>;
  /** What happened and what to do, in business words. Holds ids only. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Where the case stands. */
  readonly status?: Maybe<ExceptionStatus>;
  /** The outside system it came from, where it came from one. */
  readonly system?: Maybe<Scalars['String']['output']>;
};

/** Exception cases, a page at a time. */
export type ExceptionCaseConnection = {
  readonly __typename?: 'ExceptionCaseConnection';
  readonly edges?: Maybe<ReadonlyArray<ExceptionCaseEdge>>;
  readonly nodes?: Maybe<ReadonlyArray<ExceptionCase>>;
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One case and its place in the list. */
export type ExceptionCaseEdge = {
  readonly __typename?: 'ExceptionCaseEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<ExceptionCase>;
};

/** Why a person is needed. */
export type ExceptionKind =
  /** Somebody broke the glass: whether they had to is to be reviewed, with the audit trail. */
  | 'BREAK_GLASS'
  /** A charge that changed after its claim was sent. */
  | 'CHARGE_CHANGED_AFTER_CLAIM'
  /** A charge that names no place of care, so that no account can take it. */
  | 'CHARGE_WITHOUT_FACILITY'
  /** A claim or line that the payer will not pay. */
  | 'CLAIM_DENIED'
  /** A claim that the clearinghouse or payer did not take. */
  | 'CLAIM_REJECTED'
  /** A business key seen before, with another content. */
  | 'CONFLICTING_MESSAGE'
  /** A journal that the ERP did not take. */
  | 'JOURNAL_REJECTED'
  /** A remittance whose sums do not agree. */
  | 'OUT_OF_BALANCE_REMITTANCE'
  /** A payment that names no account. */
  | 'PAYMENT_WITHOUT_ACCOUNT'
  /** Payer money whose claim is not known. */
  | 'UNIDENTIFIED_CASH'
  /** A message that could not be read; it is kept as it came. */
  | 'UNREADABLE_MESSAGE';

/** A case was raised. */
export type ExceptionRaised = {
  readonly __typename?: 'ExceptionRaised';
  /** The chain of work it belongs to, from the entrance on. */
  readonly correlationId?: Maybe<Scalars['String']['output']>;
  /** Resume `after` this to miss nothing and see nothing twice. */
  readonly cursor: Scalars['String']['output'];
  /** The case, as of now. */
  readonly exceptionCase?: Maybe<ExceptionCase>;
  /** When it was raised. */
  readonly raisedAt?: Maybe<Scalars['Instant']['output']>;
};

/** Where a case stands. */
export type ExceptionStatus =
  /** Waits for a person. */
  | 'OPEN'
  /** Done. */
  | 'RESOLVED';

export type Facility = {
  readonly __typename?: 'Facility';
  readonly id: Scalars['ID']['output'];
};

export type Guarantor = {
  readonly __typename?: 'Guarantor';
  readonly id: Scalars['ID']['output'];
};

/** The ledger's own accounts. */
export type LedgerAccountCode =
  /** What is not expected to be paid any more. */
  | 'BAD_DEBT'
  /** Taken by card, not yet paid out to the bank. */
  | 'CARD_CLEARING'
  /** Money in the bank. */
  | 'CASH'
  /** Care given free under the charity policy. */
  | 'CHARITY'
  /** What contracts with payers take off the charges. */
  | 'CONTRACTUAL_ALLOWANCE'
  /** What payers are expected to pay. */
  | 'INSURANCE_RECEIVABLE'
  /** Interest paid by payers. */
  | 'INTEREST'
  /** Fees of the payment service. */
  | 'MERCHANT_FEES'
  /** What patients and guarantors owe. */
  | 'PATIENT_RECEIVABLE'
  /** Remitted by a payer, not yet seen at the bank. */
  | 'PAYER_CLEARING'
  /** Withheld or to be withheld by a payer. */
  | 'PAYER_RECOUPMENT'
  /** Owed back to patients or payers. */
  | 'REFUNDS_PAYABLE'
  /** Charges for care. */
  | 'REVENUE'
  /** Patient money that no charge has used yet. */
  | 'UNAPPLIED_PATIENT_CASH'
  /** Payer money whose claim is not known. */
  | 'UNIDENTIFIED_PAYER_CASH';

/** One business step in an account's ledger, balanced by itself. */
export type LedgerEntry = {
  readonly __typename?: 'LedgerEntry';
  /** What it did to the account's balance: positive when more became receivable. */
  readonly amount?: Maybe<Money>;
  /** The account's balance after it. */
  readonly balanceAfterAmount?: Maybe<Money>;
  /** The claim it is about. */
  readonly claim?: Maybe<Claim>;
  /** The fact it came from: stream, version and business key of the commit. */
  readonly commit?: Maybe<CommitReference>;
  /** The encounter it is about. */
  readonly encounter?: Maybe<Encounter>;
  readonly id: Scalars['ID']['output'];
  /** What kind of step it is. */
  readonly kind?: Maybe<LedgerEntryKind>;
  /** Its double entry. */
  readonly legs?: Maybe<ReadonlyArray<LedgerLeg>>;
  /** The payment it is about. */
  readonly payment?: Maybe<Payment>;
  /** The day it counts for in the general ledger; for care, the day it was given. */
  readonly postingDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Why, in the code of its source: X12 835 CAS group and reason such as `CO-45`. */
  readonly reasonCode?: Maybe<Scalars['String']['output']>;
  /** When it was committed. */
  readonly recordedAt?: Maybe<Scalars['Instant']['output']>;
  /** The remittance that caused it. */
  readonly remittanceAdvice?: Maybe<RemittanceAdvice>;
  /** The day the care was given, where it is about care. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
};

/** Entries, a page at a time. */
export type LedgerEntryConnection = {
  readonly __typename?: 'LedgerEntryConnection';
  readonly edges?: Maybe<ReadonlyArray<LedgerEntryEdge>>;
  readonly nodes?: Maybe<ReadonlyArray<LedgerEntry>>;
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One entry and its place in the list. */
export type LedgerEntryEdge = {
  readonly __typename?: 'LedgerEntryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<LedgerEntry>;
};

/** What kind of step an entry is. */
export type LedgerEntryKind =
  /** Payer money seen at the bank. */
  | 'BANK_DEPOSIT'
  /** Unapplied money used for what is owed; with the signs turned, paid money that is owed no longer becomes unapplied. */
  | 'CASH_APPLIED'
  /** Care charged. FHIR R4 ChargeItem. */
  | 'CHARGE'
  /** A charge taken back or corrected. */
  | 'CHARGE_REVERSAL'
  /** Taken off by contract. X12 835 CAS group CO. */
  | 'CONTRACTUAL_ADJUSTMENT'
  /** Paid by a payer. X12 835 CLP04. */
  | 'INSURANCE_PAYMENT'
  /** Paid by the patient or guarantor. */
  | 'PATIENT_PAYMENT'
  /** Moved to the patient. X12 835 CAS group PR. */
  | 'PATIENT_RESPONSIBILITY'
  /** Card money paid out to the bank. */
  | 'PAYOUT'
  /** Adjustment of a whole remittance. X12 835 PLB. */
  | 'PROVIDER_ADJUSTMENT'
  /** Paid back to the patient or guarantor. */
  | 'REFUND'
  /** Payer money whose claim is not known here. */
  | 'UNIDENTIFIED_CASH';

/** One side of a double entry. */
export type LedgerLeg = {
  readonly __typename?: 'LedgerLeg';
  /** Positive for a debit, negative for a credit. */
  readonly amount: Money;
  /** The account of the ledger. */
  readonly ledgerAccount: LedgerAccountCode;
};

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

/** One metric: its total and the groups asked for. */
export type Metric = {
  readonly __typename?: 'Metric';
  /** The business day at whose end it was counted. It stays as it is until the next. */
  readonly asOfDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** One for each group that holds anything. */
  readonly cells?: Maybe<ReadonlyArray<MetricCell>>;
  /** What is counted and added up. */
  readonly name?: Maybe<MetricName>;
  /** Over all groups. */
  readonly total?: Maybe<MetricCell>;
};

/** One group of a metric. */
export type MetricCell = {
  readonly __typename?: 'MetricCell';
  /** How long it has been open, when grouped by it. */
  readonly age?: Maybe<AgeBucket>;
  /** Receivable, billed, paid, denied, unapplied or held; null when suppressed. */
  readonly amount?: Maybe<Money>;
  /** PAYMENTS: days from service to first payment, on average. Null when suppressed or not known of every claim. */
  readonly averageDaysToPayment?: Maybe<Scalars['Int']['output']>;
  /** How many accounts, claims or items; null when suppressed. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Group and reason such as `CO-29`, when grouped by it. X12 835 CAS01 and CAS02. */
  readonly denialReason?: Maybe<Scalars['String']['output']>;
  /** Where the care was given, when grouped by it. */
  readonly facility?: Maybe<Facility>;
  /** Whether its values are held back, since they tell of fewer than 11 people or would let such a cell be worked out. */
  readonly isSuppressed?: Maybe<Scalars['Boolean']['output']>;
  /** Month of service `YYYY-MM`, when grouped by it. */
  readonly month?: Maybe<Scalars['String']['output']>;
  /** Who was asked to pay, when grouped by it. */
  readonly payer?: Maybe<Payer>;
  /** PAYMENTS: what was paid of what was billed on these claims, in basis points: 10000 is all of it. Null when suppressed. */
  readonly paymentRate?: Maybe<Scalars['Int']['output']>;
  /** Who is to pay, when grouped by it. */
  readonly responsibleParty?: Maybe<ResponsibleParty>;
};

/** By what a metric is grouped. */
export type MetricDimension =
  /** How long it has been open: money received counts for the oldest charges first. Groups RECEIVABLES. */
  | 'AGE'
  /** Why the payer refuses; of several reasons the first. Groups DENIALS. */
  | 'DENIAL_REASON'
  /** Where the care was given. Groups all but UNIDENTIFIED_CASH. */
  | 'FACILITY'
  /** The month of service. Groups CLAIMS, PAYMENTS, DENIALS. */
  | 'MONTH'
  /** Who was asked to pay; for receivables, on the account's newest claim. Groups RECEIVABLES, CLAIMS, PAYMENTS, DENIALS. */
  | 'PAYER'
  /** Who is to pay: the insurance or the patient. Groups RECEIVABLES. */
  | 'RESPONSIBLE_PARTY';

/** What a metric is narrowed to. */
export type MetricFilter = {
  /** Only this facility. */
  readonly facilityId?: InputMaybe<Scalars['ID']['input']>;
  /** Only this month of service, `YYYY-MM`. */
  readonly month?: InputMaybe<Scalars['String']['input']>;
  /** Only this payer. */
  readonly payerId?: InputMaybe<Scalars['ID']['input']>;
};

/** What is counted and added up. */
export type MetricName =
  /** Claims and what was billed on them. */
  | 'CLAIMS'
  /** Claims that stand denied in full or in part, and what was denied. */
  | 'DENIALS'
  /** Claims that were paid, and what was paid on them. */
  | 'PAYMENTS'
  /** What is open on accounts, a patient's and the payers' part counted each. */
  | 'RECEIVABLES'
  /** Accounts with patient money that no charge has used yet. */
  | 'UNAPPLIED_CASH'
  /** Payer money held until its claim is known. Not grouped: whose it is is not known. */
  | 'UNIDENTIFIED_CASH';

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

export type Patient = {
  readonly __typename?: 'Patient';
  readonly id: Scalars['ID']['output'];
};

/** What one patient owes, and is owed for, at one facility. FHIR R4 Account. Owner: billing. */
export type PatientAccount = {
  readonly __typename?: 'PatientAccount';
  /** All that is still receivable: insurance and patient together. */
  readonly balance?: Maybe<Money>;
  /** When the balance last changed. */
  readonly changedAt?: Maybe<Scalars['Instant']['output']>;
  /** Cursor of the newest change: subscribe `after` it to miss nothing. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The account's entries, the newest first. */
  readonly entries?: Maybe<LedgerEntryConnection>;
  /** Where the care was given. */
  readonly facility?: Maybe<Facility>;
  /** Who is billed for what the patient owes. */
  readonly guarantor?: Maybe<Guarantor>;
  readonly id: Scalars['ID']['output'];
  /** The part of the balance that payers are expected to pay. */
  readonly insuranceBalanceAmount?: Maybe<Money>;
  /** Whose care it is about. */
  readonly patient?: Maybe<Patient>;
  /** The part of the balance that the patient or guarantor owes. */
  readonly patientBalanceAmount?: Maybe<Money>;
  /** Patient money received that no charge has used yet; not part of the balance. */
  readonly unappliedAmount?: Maybe<Money>;
};


/** What one patient owes, and is owed for, at one facility. FHIR R4 Account. Owner: billing. */
export type PatientAccountEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Accounts, a page at a time. */
export type PatientAccountConnection = {
  readonly __typename?: 'PatientAccountConnection';
  readonly edges?: Maybe<ReadonlyArray<PatientAccountEdge>>;
  readonly nodes?: Maybe<ReadonlyArray<PatientAccount>>;
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One account and its place in the list. */
export type PatientAccountEdge = {
  readonly __typename?: 'PatientAccountEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<PatientAccount>;
};

export type Payer = {
  readonly __typename?: 'Payer';
  readonly id: Scalars['ID']['output'];
};

export type Payment = {
  readonly __typename?: 'Payment';
  readonly id: Scalars['ID']['output'];
};

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
  /** The event of a running subscription, for the gateway alone. */
  readonly _onAccountBalanceChanged?: Maybe<AccountBalanceChanged>;
  /** The event of a running subscription, for the gateway alone. */
  readonly _onExceptionRaised?: Maybe<ExceptionRaised>;
  /** One account. Absent, or outside what the viewer may see: null and NOT_FOUND. */
  readonly account?: Maybe<PatientAccount>;
  /** The accounts the viewer may see, the largest balance first. */
  readonly accounts?: Maybe<PatientAccountConnection>;
  /** The accounts of one patient that the viewer may see, the largest balance first. */
  readonly accountsOfPatient?: Maybe<PatientAccountConnection>;
  /** How far the books are from being closed. */
  readonly closeReadiness?: Maybe<CloseReadiness>;
  /** One case. Absent, or outside what the viewer may see: null and NOT_FOUND. */
  readonly exceptionCase?: Maybe<ExceptionCase>;
  /** What needs a person, the newest first. */
  readonly exceptionCases?: Maybe<ExceptionCaseConnection>;
  /**
   * Counts and amounts that tell of no person: a cell of fewer than 11 people, and a cell by which one could be worked out of
   * the others in the same request, is suppressed. As of the last business day.
   */
  readonly metric?: Maybe<Metric>;
  /** Sums of the whole ledger by ledger account; their total is always zero. */
  readonly trialBalance?: Maybe<TrialBalance>;
  /** Payer money whose claim is not known here, the oldest first. */
  readonly unidentifiedCash?: Maybe<UnidentifiedCashConnection>;
};


export type Query_OnAccountBalanceChangedArgs = {
  accountId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type Query_OnExceptionRaisedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<ExceptionKind>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryAccountsOfPatientArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  patientId: Scalars['ID']['input'];
};


export type QueryExceptionCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryExceptionCasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  kind?: InputMaybe<ExceptionKind>;
  status?: InputMaybe<ExceptionStatus>;
};


export type QueryMetricArgs = {
  currency?: InputMaybe<Scalars['Currency']['input']>;
  filter?: InputMaybe<MetricFilter>;
  groupBy?: InputMaybe<ReadonlyArray<MetricDimension>>;
  name: MetricName;
};


export type QueryUnidentifiedCashArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

export type RemittanceAdvice = {
  readonly __typename?: 'RemittanceAdvice';
  readonly id: Scalars['ID']['output'];
};

/** Who is to pay. */
export type ResponsibleParty =
  /** The payers. */
  | 'INSURANCE'
  /** The patient or guarantor. */
  | 'PATIENT';

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Each change of an account's balance, in order, without gap or repeat from `after` on. */
  readonly accountBalanceChanged?: Maybe<AccountBalanceChanged>;
  /** Each case that needs a person, as it is raised, without gap or repeat from `after` on. */
  readonly exceptionRaised?: Maybe<ExceptionRaised>;
};


export type SubscriptionAccountBalanceChangedArgs = {
  accountId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionExceptionRaisedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  kind?: InputMaybe<ExceptionKind>;
};

/** Sums of the ledger, which prove that nothing was lost. */
export type TrialBalance = {
  readonly __typename?: 'TrialBalance';
  /** How many entries were added up. */
  readonly entryCount?: Maybe<Scalars['Int']['output']>;
  /** One line for each ledger account with entries. */
  readonly lines?: Maybe<ReadonlyArray<TrialBalanceLine>>;
  /** Sum of all lines; zero unless the ledger is broken. */
  readonly totalAmount?: Maybe<Money>;
};

/** One ledger account's sum. */
export type TrialBalanceLine = {
  readonly __typename?: 'TrialBalanceLine';
  /** Positive for a debit balance, negative for a credit balance. */
  readonly amount: Money;
  /** The account of the ledger. */
  readonly ledgerAccount: LedgerAccountCode;
};

/** Payer money held until its claim is known. */
export type UnidentifiedCash = {
  readonly __typename?: 'UnidentifiedCash';
  /** What the payer paid for the claim. X12 835 CLP04. */
  readonly amount?: Maybe<Money>;
  /** The claim number the payer named. X12 835 CLP01. */
  readonly claimSubmittedId?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** The day it counts for in the general ledger. */
  readonly postingDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** The remittance it came with. */
  readonly remittanceAdvice?: Maybe<RemittanceAdvice>;
  /** Whether it found its claim. */
  readonly status?: Maybe<UnidentifiedCashStatus>;
};

/** Unidentified cash, a page at a time. */
export type UnidentifiedCashConnection = {
  readonly __typename?: 'UnidentifiedCashConnection';
  readonly edges?: Maybe<ReadonlyArray<UnidentifiedCashEdge>>;
  /** Sum of what is still held. */
  readonly heldAmount?: Maybe<Money>;
  readonly nodes?: Maybe<ReadonlyArray<UnidentifiedCash>>;
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** One item and its place in the list. */
export type UnidentifiedCashEdge = {
  readonly __typename?: 'UnidentifiedCashEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<UnidentifiedCash>;
};

/** Whether the money found its claim. */
export type UnidentifiedCashStatus =
  /** Waiting for its claim. */
  | 'HELD'
  /** Posted to the claim's account. */
  | 'IDENTIFIED';



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
  ExceptionCase: ExceptionCase;
  LedgerEntry: LedgerEntry;
  PatientAccount: PatientAccount;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ExceptionCase:
    ( { __typename: 'ExceptionCase' }
    & GraphQLRecursivePick<FederationTypes['ExceptionCase'], {"id":true}> );
  LedgerEntry:
    ( { __typename: 'LedgerEntry' }
    & GraphQLRecursivePick<FederationTypes['LedgerEntry'], {"id":true}> );
  PatientAccount:
    ( { __typename: 'PatientAccount' }
    & GraphQLRecursivePick<FederationTypes['PatientAccount'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccountBalanceChanged: ResolverTypeWrapper<BalanceChange>;
  AgeBucket: AgeBucket;
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  Claim: ResolverTypeWrapper<{ readonly id: string }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CloseReadiness: ResolverTypeWrapper<CloseReadiness>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  CommitReference: ResolverTypeWrapper<CommitReference>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Encounter: ResolverTypeWrapper<{ readonly id: string }>;
  ExceptionCase: ResolverTypeWrapper<CaseDocument>;
  ExceptionCaseConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['ExceptionCase']>>;
  ExceptionCaseEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['ExceptionCase']>>;
  ExceptionKind: ExceptionKind;
  ExceptionRaised: ResolverTypeWrapper<RaisedCase>;
  ExceptionStatus: ExceptionStatus;
  Facility: ResolverTypeWrapper<{ readonly id: string }>;
  Guarantor: ResolverTypeWrapper<{ readonly id: string }>;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  LedgerAccountCode: LedgerAccountCode;
  LedgerEntry: ResolverTypeWrapper<EntryDocument>;
  LedgerEntryConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['LedgerEntry']>>;
  LedgerEntryEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['LedgerEntry']>>;
  LedgerEntryKind: LedgerEntryKind;
  LedgerLeg: ResolverTypeWrapper<Omit<LedgerLeg, 'amount'> & { amount: ResolversTypes['Money'] }>;
  Mask: Mask;
  Metric: ResolverTypeWrapper<MetricAnswer>;
  MetricCell: ResolverTypeWrapper<MetricCellAnswer>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  MetricDimension: MetricDimension;
  MetricFilter: MetricFilter;
  MetricName: MetricName;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Patient: ResolverTypeWrapper<{ readonly id: string }>;
  PatientAccount: ResolverTypeWrapper<AccountDocument>;
  PatientAccountConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['PatientAccount']>>;
  PatientAccountEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['PatientAccount']>>;
  Payer: ResolverTypeWrapper<{ readonly id: string }>;
  Payment: ResolverTypeWrapper<{ readonly id: string }>;
  Period: ResolverTypeWrapper<Period>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemittanceAdvice: ResolverTypeWrapper<{ readonly id: string }>;
  ResponsibleParty: ResponsibleParty;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TrialBalance: ResolverTypeWrapper<Omit<TrialBalance, 'lines' | 'totalAmount'> & { lines?: Maybe<ReadonlyArray<ResolversTypes['TrialBalanceLine']>>, totalAmount?: Maybe<ResolversTypes['Money']> }>;
  TrialBalanceLine: ResolverTypeWrapper<Omit<TrialBalanceLine, 'amount'> & { amount: ResolversTypes['Money'] }>;
  UnidentifiedCash: ResolverTypeWrapper<UnidentifiedDocument>;
  UnidentifiedCashConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['UnidentifiedCash']>>;
  UnidentifiedCashEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['UnidentifiedCash']>>;
  UnidentifiedCashStatus: UnidentifiedCashStatus;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccountBalanceChanged: BalanceChange;
  CalendarDate: Scalars['CalendarDate']['output'];
  Claim: { readonly id: string };
  ID: Scalars['ID']['output'];
  CloseReadiness: CloseReadiness;
  Int: Scalars['Int']['output'];
  CodedValue: CodedValue;
  CommitReference: CommitReference;
  Currency: Scalars['Currency']['output'];
  Encounter: { readonly id: string };
  ExceptionCase: CaseDocument;
  ExceptionCaseConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['ExceptionCase']>;
  ExceptionCaseEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['ExceptionCase']>;
  ExceptionRaised: RaisedCase;
  Facility: { readonly id: string };
  Guarantor: { readonly id: string };
  Instant: Scalars['Instant']['output'];
  LedgerEntry: EntryDocument;
  LedgerEntryConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['LedgerEntry']>;
  LedgerEntryEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['LedgerEntry']>;
  LedgerLeg: Omit<LedgerLeg, 'amount'> & { amount: ResolversParentTypes['Money'] };
  Metric: MetricAnswer;
  MetricCell: MetricCellAnswer;
  Boolean: Scalars['Boolean']['output'];
  MetricFilter: MetricFilter;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Patient: { readonly id: string };
  PatientAccount: AccountDocument;
  PatientAccountConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['PatientAccount']>;
  PatientAccountEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['PatientAccount']>;
  Payer: { readonly id: string };
  Payment: { readonly id: string };
  Period: Period;
  Query: Record<PropertyKey, never>;
  RemittanceAdvice: { readonly id: string };
  Subscription: Record<PropertyKey, never>;
  TrialBalance: Omit<TrialBalance, 'lines' | 'totalAmount'> & { lines?: Maybe<ReadonlyArray<ResolversParentTypes['TrialBalanceLine']>>, totalAmount?: Maybe<ResolversParentTypes['Money']> };
  TrialBalanceLine: Omit<TrialBalanceLine, 'amount'> & { amount: ResolversParentTypes['Money'] };
  UnidentifiedCash: UnidentifiedDocument;
  UnidentifiedCashConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['UnidentifiedCash']>;
  UnidentifiedCashEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['UnidentifiedCash']>;
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

export type AccountBalanceChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountBalanceChanged'] = ResolversParentTypes['AccountBalanceChanged']> = {
  account?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  entries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerEntry']>>, ParentType, ContextType>;
  insuranceBalanceAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  patientBalanceAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unappliedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export interface CalendarDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CalendarDate'], unknown> {
  name: 'CalendarDate';
}

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CloseReadinessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloseReadiness'] = ResolversParentTypes['CloseReadiness']> = {
  oldestUnjournalledDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  unjournalledDayCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CodedValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodedValue'] = ResolversParentTypes['CodedValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  display?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CommitReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommitReference'] = ResolversParentTypes['CommitReference']> = {
  correlationId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  factKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], unknown> {
  name: 'Currency';
}

export type EncounterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Encounter'] = ResolversParentTypes['Encounter']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ExceptionCaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExceptionCase'] = ResolversParentTypes['ExceptionCase'], FederationReferenceType extends FederationReferenceTypes['ExceptionCase'] = FederationReferenceTypes['ExceptionCase']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ExceptionCase']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ExceptionKind']>, ParentType, ContextType>;
  messageId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ExceptionStatus']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ExceptionCaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExceptionCaseConnection'] = ResolversParentTypes['ExceptionCaseConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExceptionCaseEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExceptionCase']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ExceptionCaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExceptionCaseEdge'] = ResolversParentTypes['ExceptionCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ExceptionCase']>, ParentType, ContextType>;
};

export type ExceptionRaisedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExceptionRaised'] = ResolversParentTypes['ExceptionRaised']> = {
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exceptionCase?: Resolver<Maybe<ResolversTypes['ExceptionCase']>, ParentType, ContextType>;
  raisedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type FacilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type GuarantorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Guarantor'] = ResolversParentTypes['Guarantor']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], unknown> {
  name: 'Instant';
}

export type LedgerEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEntry'] = ResolversParentTypes['LedgerEntry'], FederationReferenceType extends FederationReferenceTypes['LedgerEntry'] = FederationReferenceTypes['LedgerEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LedgerEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  balanceAfterAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  commit?: Resolver<Maybe<ResolversTypes['CommitReference']>, ParentType, ContextType>;
  encounter?: Resolver<Maybe<ResolversTypes['Encounter']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['LedgerEntryKind']>, ParentType, ContextType>;
  legs?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerLeg']>>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  postingDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  remittanceAdvice?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type LedgerEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEntryConnection'] = ResolversParentTypes['LedgerEntryConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerEntryEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerEntry']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LedgerEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerEntryEdge'] = ResolversParentTypes['LedgerEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['LedgerEntry']>, ParentType, ContextType>;
};

export type LedgerLegResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerLeg'] = ResolversParentTypes['LedgerLeg']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ledgerAccount?: Resolver<ResolversTypes['LedgerAccountCode'], ParentType, ContextType>;
};

export type MetricResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric']> = {
  asOfDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  cells?: Resolver<Maybe<ReadonlyArray<ResolversTypes['MetricCell']>>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['MetricName']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['MetricCell']>, ParentType, ContextType>;
};

export type MetricCellResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetricCell'] = ResolversParentTypes['MetricCell']> = {
  age?: Resolver<Maybe<ResolversTypes['AgeBucket']>, ParentType, ContextType>;
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  averageDaysToPayment?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  denialReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType>;
  isSuppressed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  month?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Payer']>, ParentType, ContextType>;
  paymentRate?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  responsibleParty?: Resolver<Maybe<ResolversTypes['ResponsibleParty']>, ParentType, ContextType>;
};

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

export type PatientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Patient'] = ResolversParentTypes['Patient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PatientAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientAccount'] = ResolversParentTypes['PatientAccount'], FederationReferenceType extends FederationReferenceTypes['PatientAccount'] = FederationReferenceTypes['PatientAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PatientAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  balance?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  changedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entries?: Resolver<Maybe<ResolversTypes['LedgerEntryConnection']>, ParentType, ContextType, RequireFields<PatientAccountEntriesArgs, 'first'>>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType>;
  guarantor?: Resolver<Maybe<ResolversTypes['Guarantor']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  insuranceBalanceAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  patient?: Resolver<Maybe<ResolversTypes['Patient']>, ParentType, ContextType>;
  patientBalanceAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  unappliedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type PatientAccountConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientAccountConnection'] = ResolversParentTypes['PatientAccountConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PatientAccountEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PatientAccount']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PatientAccountEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientAccountEdge'] = ResolversParentTypes['PatientAccountEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType>;
};

export type PayerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payer'] = ResolversParentTypes['Payer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  _onAccountBalanceChanged?: Resolver<Maybe<ResolversTypes['AccountBalanceChanged']>, ParentType, ContextType, RequireFields<Query_OnAccountBalanceChangedArgs, 'accountId'>>;
  _onExceptionRaised?: Resolver<Maybe<ResolversTypes['ExceptionRaised']>, ParentType, ContextType, Partial<Query_OnExceptionRaisedArgs>>;
  account?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType, RequireFields<QueryAccountArgs, 'id'>>;
  accounts?: Resolver<Maybe<ResolversTypes['PatientAccountConnection']>, ParentType, ContextType, RequireFields<QueryAccountsArgs, 'first'>>;
  accountsOfPatient?: Resolver<Maybe<ResolversTypes['PatientAccountConnection']>, ParentType, ContextType, RequireFields<QueryAccountsOfPatientArgs, 'first' | 'patientId'>>;
  closeReadiness?: Resolver<Maybe<ResolversTypes['CloseReadiness']>, ParentType, ContextType>;
  exceptionCase?: Resolver<Maybe<ResolversTypes['ExceptionCase']>, ParentType, ContextType, RequireFields<QueryExceptionCaseArgs, 'id'>>;
  exceptionCases?: Resolver<Maybe<ResolversTypes['ExceptionCaseConnection']>, ParentType, ContextType, RequireFields<QueryExceptionCasesArgs, 'first'>>;
  metric?: Resolver<Maybe<ResolversTypes['Metric']>, ParentType, ContextType, RequireFields<QueryMetricArgs, 'currency' | 'groupBy' | 'name'>>;
  trialBalance?: Resolver<Maybe<ResolversTypes['TrialBalance']>, ParentType, ContextType>;
  unidentifiedCash?: Resolver<Maybe<ResolversTypes['UnidentifiedCashConnection']>, ParentType, ContextType, RequireFields<QueryUnidentifiedCashArgs, 'first'>>;
};

export type RemittanceAdviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceAdvice'] = ResolversParentTypes['RemittanceAdvice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  accountBalanceChanged?: SubscriptionResolver<Maybe<ResolversTypes['AccountBalanceChanged']>, "accountBalanceChanged", ParentType, ContextType, RequireFields<SubscriptionAccountBalanceChangedArgs, 'accountId'>>;
  exceptionRaised?: SubscriptionResolver<Maybe<ResolversTypes['ExceptionRaised']>, "exceptionRaised", ParentType, ContextType, Partial<SubscriptionExceptionRaisedArgs>>;
};

export type TrialBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalance'] = ResolversParentTypes['TrialBalance']> = {
  entryCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lines?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TrialBalanceLine']>>, ParentType, ContextType>;
  totalAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type TrialBalanceLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrialBalanceLine'] = ResolversParentTypes['TrialBalanceLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  ledgerAccount?: Resolver<ResolversTypes['LedgerAccountCode'], ParentType, ContextType>;
};

export type UnidentifiedCashResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnidentifiedCash'] = ResolversParentTypes['UnidentifiedCash']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  claimSubmittedId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  postingDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  remittanceAdvice?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['UnidentifiedCashStatus']>, ParentType, ContextType>;
};

export type UnidentifiedCashConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnidentifiedCashConnection'] = ResolversParentTypes['UnidentifiedCashConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UnidentifiedCashEdge']>>, ParentType, ContextType>;
  heldAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['UnidentifiedCash']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type UnidentifiedCashEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnidentifiedCashEdge'] = ResolversParentTypes['UnidentifiedCashEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['UnidentifiedCash']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccountBalanceChanged?: AccountBalanceChangedResolvers<ContextType>;
  CalendarDate?: GraphQLScalarType;
  Claim?: ClaimResolvers<ContextType>;
  CloseReadiness?: CloseReadinessResolvers<ContextType>;
  CodedValue?: CodedValueResolvers<ContextType>;
  CommitReference?: CommitReferenceResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Encounter?: EncounterResolvers<ContextType>;
  ExceptionCase?: ExceptionCaseResolvers<ContextType>;
  ExceptionCaseConnection?: ExceptionCaseConnectionResolvers<ContextType>;
  ExceptionCaseEdge?: ExceptionCaseEdgeResolvers<ContextType>;
  ExceptionRaised?: ExceptionRaisedResolvers<ContextType>;
  Facility?: FacilityResolvers<ContextType>;
  Guarantor?: GuarantorResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  LedgerEntry?: LedgerEntryResolvers<ContextType>;
  LedgerEntryConnection?: LedgerEntryConnectionResolvers<ContextType>;
  LedgerEntryEdge?: LedgerEntryEdgeResolvers<ContextType>;
  LedgerLeg?: LedgerLegResolvers<ContextType>;
  Metric?: MetricResolvers<ContextType>;
  MetricCell?: MetricCellResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Patient?: PatientResolvers<ContextType>;
  PatientAccount?: PatientAccountResolvers<ContextType>;
  PatientAccountConnection?: PatientAccountConnectionResolvers<ContextType>;
  PatientAccountEdge?: PatientAccountEdgeResolvers<ContextType>;
  Payer?: PayerResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemittanceAdvice?: RemittanceAdviceResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TrialBalance?: TrialBalanceResolvers<ContextType>;
  TrialBalanceLine?: TrialBalanceLineResolvers<ContextType>;
  UnidentifiedCash?: UnidentifiedCashResolvers<ContextType>;
  UnidentifiedCashConnection?: UnidentifiedCashConnectionResolvers<ContextType>;
  UnidentifiedCashEdge?: UnidentifiedCashEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
