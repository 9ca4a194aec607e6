// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payer as PayerModel, ClaimStatusReport as ClaimStatusReportModel, RemittanceService as RemittanceServiceModel, ProcedureCode as ProcedureCodeModel, ProviderAdjustment as ProviderAdjustmentModel, Imbalance, Adjustment } from './domain';
import type { ClaimDocument, DenialDocument, RemittanceDocument, RemittanceClaimDocument, TransactionDocument } from './documents';
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

/** Who bears what is not paid. X12 CAS01. */
export type AdjustmentGroup =
  /** The provider, by contract. CAS01 = CO. */
  | 'CONTRACTUAL_OBLIGATION'
  /** Correction or reversal, in 4010 only. CAS01 = CR. */
  | 'CORRECTION_OR_REVERSAL'
  /** Neither contract nor patient. CAS01 = OA. */
  | 'OTHER_ADJUSTMENT'
  /** The patient. CAS01 = PR. */
  | 'PATIENT_RESPONSIBILITY'
  /** The provider, on the payer's initiative. CAS01 = PI. */
  | 'PAYER_INITIATED';

/** A request for payment. FHIR R4 Claim; X12 837. Owner: payer. */
export type Claim = {
  readonly __typename?: 'Claim';
  /** The account its charges stand on; null where the facility is not known. */
  readonly account?: Maybe<PatientAccount>;
  /** What is asked for. X12 837 CLM02; FHIR R4 Claim.total. */
  readonly billedAmount?: Maybe<Money>;
  /** The plan it was made under. */
  readonly coverage?: Maybe<Coverage>;
  /** What the payer has refused of it. */
  readonly denials?: Maybe<ReadonlyArray<Denial>>;
  /** The visit it is for. */
  readonly encounter?: Maybe<Encounter>;
  /** Where the care was given. */
  readonly facility?: Maybe<Facility>;
  /** For a claim sent from here its X12 CLM01; for one found in the EHR the id it has there. */
  readonly id: Scalars['ID']['output'];
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** What the payer has paid, reversals taken off. X12 835 CLP04. */
  readonly paidAmount?: Maybe<Money>;
  /** Whose care it is for. */
  readonly patient?: Maybe<Patient>;
  /** What the payer leaves to the patient, reversals taken off. X12 835 CAS of group PR. */
  readonly patientResponsibilityAmount?: Maybe<Money>;
  /** Who is asked to pay. X12 837 loop 2010BB. */
  readonly payer?: Maybe<Payer>;
  /** The payer's number for it. X12 835 CLP07; 277CA REF*1K. */
  readonly payerClaimControlNumber?: Maybe<Scalars['String']['output']>;
  /** The claim payments that decided it, the oldest first. X12 835 loop 2100. */
  readonly remittances?: Maybe<ReadonlyArray<RemittanceClaim>>;
  /** The first day of the care it is for. X12 DTP*472. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Where it stands. */
  readonly status?: Maybe<ClaimStatus>;
  /** What other parties have said about it, the oldest first; the newest 50. X12 999, TA1, 277CA, 277. */
  readonly statusReports?: Maybe<ReadonlyArray<ClaimStatusReport>>;
  /** When it was given on its way; null for a claim that another system sent. */
  readonly submittedAt?: Maybe<Scalars['Instant']['output']>;
};

/** A page of claims. Relay cursor connections specification. */
export type ClaimConnection = {
  readonly __typename?: 'ClaimConnection';
  /** Claims with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<ClaimEdge>>;
  /** Claims without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<Claim>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A claim at its place in a list. */
export type ClaimEdge = {
  readonly __typename?: 'ClaimEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The claim. */
  readonly node?: Maybe<Claim>;
};

/** What kind of message reports on a claim. */
export type ClaimReportKind =
  /** How far it has come. X12 277, 005010X212. */
  | 'CLAIM_277'
  /** Whether the payer takes it into adjudication. X12 277CA, 005010X214. */
  | 'CLAIM_277CA'
  /** What came of delivering it. */
  | 'DELIVERY'
  /** Whether the claim's file could be read. X12 999. */
  | 'ENVELOPE_999'
  /** Whether its interchange could be read. X12 TA1. */
  | 'ENVELOPE_TA1';

/** What a report says of a claim. */
export type ClaimReportOutcome =
  /** It goes on. */
  | 'ACCEPTED'
  /** It is decided; the remittance says how. */
  | 'FINALIZED'
  /** The other party does not know it, or does not say. */
  | 'NOT_FOUND'
  /** It is being worked on. */
  | 'PENDING'
  /** It goes no further as it is. */
  | 'REJECTED';

/** Where a claim stands. */
export type ClaimStatus =
  /** Taken into adjudication. X12 277CA STC01-1 = A1 or A2. */
  | 'ACCEPTED'
  /** Its file could be read. X12 999 IK501 = A or E. */
  | 'ACKNOWLEDGED'
  /** Withdrawn by the system that made it. FHIR R4 Claim.status cancelled or entered-in-error. */
  | 'CANCELLED'
  /** Delivered to the clearinghouse. */
  | 'DELIVERED'
  /** Decided, and nothing paid for a reason that can be worked. X12 835 CLP04 = 0. */
  | 'DENIED'
  /** Decided, and paid at least in part or left to the patient. X12 835 CLP02 = 1 to 3, 19 to 21. */
  | 'PAID'
  /** Being decided. X12 277 STC01-1 = P0 to P5. */
  | 'PENDING'
  /** Priced without being paid; posts nothing. X12 835 CLP02 = 25. */
  | 'PREDETERMINED'
  /** Made and sent by another system. */
  | 'RECORDED'
  /** Refused before adjudication: correct it and send it again. X12 999 IK501 = R; 277CA STC01-1 = A3, A6, A7, A8. */
  | 'REJECTED'
  /** An earlier decision was taken back. X12 835 CLP02 = 22. */
  | 'REVERSED'
  /** On its way: recorded here and not yet delivered. */
  | 'SUBMITTED';

/** What another party said about a claim. X12 999, TA1, 277CA, 277. */
export type ClaimStatusReport = {
  readonly __typename?: 'ClaimStatusReport';
  /** The report's own category: X12 STC01-1 such as `A2`; IK501 of a 999; TA104 of a TA1. */
  readonly categoryCode?: Maybe<Scalars['String']['output']>;
  /** The day it holds from. X12 STC02. */
  readonly effectiveDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** The message it was read from, and its place in it. */
  readonly id: Scalars['ID']['output'];
  /** What kind of message said it. */
  readonly kind?: Maybe<ClaimReportKind>;
  /** What it says. */
  readonly outcome?: Maybe<ClaimReportOutcome>;
  /** When it came. */
  readonly receivedAt?: Maybe<Scalars['Instant']['output']>;
  /** The report's own reason: X12 STC01-2; IK502 of a 999; TA105 of a TA1. */
  readonly statusCode?: Maybe<Scalars['String']['output']>;
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

/** Stub: a plan that covers a patient. Owner: ehr. */
export type Coverage = {
  readonly __typename?: 'Coverage';
  /** The EHR's id. */
  readonly id: Scalars['ID']['output'];
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

/** What a payer refuses of a claim, and why. X12 835 CAS, neither the patient's nor explained by a contract. Owner: payer. */
export type Denial = {
  readonly __typename?: 'Denial';
  /** The claim. */
  readonly claim?: Maybe<Claim>;
  /** The day of the remittance. */
  readonly denialDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** How much is refused. */
  readonly deniedAmount?: Maybe<Money>;
  /** Derived from the remittance and the claim payment's place in it. */
  readonly id: Scalars['ID']['output'];
  /** Who refuses. */
  readonly payer?: Maybe<Payer>;
  /** Group and reason of each adjustment, such as `CO-29`. X12 CAS01 and CAS02. */
  readonly reasonCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Remittance advice remark codes. X12 LQ*HE, MOA, MIA. */
  readonly remarkCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The remittance that says so. */
  readonly remittanceAdvice?: Maybe<RemittanceAdvice>;
};

/** A page of denials. Relay cursor connections specification. */
export type DenialConnection = {
  readonly __typename?: 'DenialConnection';
  /** Denials with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<DenialEdge>>;
  /** Denials without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<Denial>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A denial at its place in a list. */
export type DenialEdge = {
  readonly __typename?: 'DenialEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The denial. */
  readonly node?: Maybe<Denial>;
};

/** Stub: a visit. Owner: ehr. */
export type Encounter = {
  readonly __typename?: 'Encounter';
  /** The EHR's id. */
  readonly id: Scalars['ID']['output'];
};

/** A place of care. Owner: ehr. */
export type Facility = {
  readonly __typename?: 'Facility';
  /** The EHR's id. */
  readonly id: Scalars['ID']['output'];
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

/** Stub: whose care it is. Owner: ehr. */
export type Patient = {
  readonly __typename?: 'Patient';
  /** The EHR's id. */
  readonly id: Scalars['ID']['output'];
};

/** A patient's account at a facility. Owner: billing; this subgraph contributes its claims. */
export type PatientAccount = {
  readonly __typename?: 'PatientAccount';
  /** Claims for the charges of this account, the latest service first. */
  readonly claims?: Maybe<ClaimConnection>;
  /** The hub's id of the account. */
  readonly id: Scalars['ID']['output'];
};


/** A patient's account at a facility. Owner: billing; this subgraph contributes its claims. */
export type PatientAccountClaimsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Whoever pays claims. FHIR R4 Organization; X12 NM1*PR and N1*PR. Owner: payer. */
export type Payer = {
  readonly __typename?: 'Payer';
  /** The EHR's id where the EHR names it, else the hub's own. */
  readonly id: Scalars['ID']['output'];
  /** Its name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** The number by which claims address it. X12 NM109 with NM108 = PI. */
  readonly payerIdentifier?: Maybe<Scalars['String']['output']>;
};

/** A span of days, either end open. FHIR R4 Period. */
export type Period = {
  readonly __typename?: 'Period';
  readonly end?: Maybe<Scalars['CalendarDate']['output']>;
  readonly start?: Maybe<Scalars['CalendarDate']['output']>;
};

/** What was done, by a code list. X12 SVC01. */
export type ProcedureCode = {
  readonly __typename?: 'ProcedureCode';
  /** The code. X12 SVC01-2. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** Its modifiers. X12 SVC01-3 to SVC01-6. */
  readonly modifiers?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Which list: `HC` is HCPCS with CPT. X12 SVC01-1. */
  readonly qualifier?: Maybe<Scalars['String']['output']>;
};

/** An adjustment of a payment that belongs to no claim in it. X12 835 PLB. */
export type ProviderAdjustment = {
  readonly __typename?: 'ProviderAdjustment';
  /** Positive takes off what is paid. X12 835 PLB04. */
  readonly amount?: Maybe<Money>;
  /** Last day of the provider's fiscal year. X12 835 PLB02. */
  readonly fiscalPeriodDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** The provider it is about. X12 835 PLB01. */
  readonly providerId?: Maybe<Scalars['String']['output']>;
  /** `WO` takes back an overpayment, `FB` carries a balance forward, `L6` is interest. X12 835 PLB03-1. */
  readonly reasonCode?: Maybe<Scalars['String']['output']>;
  /** X12 835 PLB03-2. */
  readonly referenceNumber?: Maybe<Scalars['String']['output']>;
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
  /** One claim; absent and not visible to the viewer are the same NOT_FOUND. */
  readonly claim?: Maybe<Claim>;
  /** Claims the viewer may see, the latest service first. */
  readonly claims?: Maybe<ClaimConnection>;
  /** Denials the viewer may see, the latest first. */
  readonly denials?: Maybe<DenialConnection>;
  /** Every payer known, by name. */
  readonly payers?: Maybe<ReadonlyArray<Payer>>;
  /** One remittance advice; absent and not visible to the viewer are the same NOT_FOUND. */
  readonly remittanceAdvice?: Maybe<RemittanceAdvice>;
  /** Remittance advices the viewer may see, the latest payment first. */
  readonly remittanceAdvices?: Maybe<RemittanceAdviceConnection>;
  /** X12 transaction sets that came in and were kept without being posted, the newest first. */
  readonly transactionSets?: Maybe<TransactionSetConnection>;
};


export type QueryClaimArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClaimsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<ClaimStatus>;
};


export type QueryDenialsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryRemittanceAdviceArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRemittanceAdvicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  status?: InputMaybe<RemittanceStatus>;
};


export type QueryTransactionSetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  setCode?: InputMaybe<Scalars['String']['input']>;
};

/** One reason why less was paid than billed. X12 835 CAS. */
export type RemittanceAdjustment = {
  readonly __typename?: 'RemittanceAdjustment';
  /** How much; negative adds to what is paid. X12 CAS03. */
  readonly amount?: Maybe<Money>;
  /** Who bears it. */
  readonly group?: Maybe<AdjustmentGroup>;
  /** The prior payer's part, told so that the sums come out: posts nothing. X12 CAS01 = OA with CAS02 = 23. */
  readonly isPriorPayer?: Maybe<Scalars['Boolean']['output']>;
  /** Units it is about, as decimal text. X12 CAS04. */
  readonly quantity?: Maybe<Scalars['String']['output']>;
  /** Claim adjustment reason code. X12 CAS02. */
  readonly reasonCode?: Maybe<Scalars['String']['output']>;
};

/** A payer's account of what it pays and why. X12 835. Owner: payer. */
export type RemittanceAdvice = {
  readonly __typename?: 'RemittanceAdvice';
  /** How many claim payments it has, of claims the viewer may see. */
  readonly claimCount?: Maybe<Scalars['Int']['output']>;
  /** Its claim payments in their order, of claims the viewer may see. */
  readonly claims?: Maybe<RemittanceClaimConnection>;
  /** What was wrong with its envelope, in words. */
  readonly findings?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The guide it follows: `005010X221A1`. */
  readonly guideVersion?: Maybe<Scalars['String']['output']>;
  /** What is to be done with it: `I` it tells of a payment, `H` it only notifies, as the code list of X12 835 BPR01 has it. */
  readonly handlingCode?: Maybe<Scalars['String']['output']>;
  /** Derived from its business key: trace, originator, day, amount and payee, or the digest of one without a trace. */
  readonly id: Scalars['ID']['output'];
  /** The sums that do not come out, of the whole and of claim payments the viewer may see. */
  readonly imbalances?: Maybe<ReadonlyArray<RemittanceImbalance>>;
  /** Sent as a test: posts nothing. X12 ISA15 = T. */
  readonly isTest?: Maybe<Scalars['Boolean']['output']>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** Who is paid: its NPI or tax id. X12 835 N1*PE. */
  readonly payeeIdentifier?: Maybe<Scalars['String']['output']>;
  /** Who is paid, as the payer calls it. X12 835 loop 1000B. */
  readonly payeeName?: Maybe<Scalars['String']['output']>;
  /** Who pays. X12 835 loop 1000A. */
  readonly payer?: Maybe<Payer>;
  /** Who originates the payment. X12 835 TRN03. */
  readonly payerCompanyId?: Maybe<Scalars['String']['output']>;
  /** What is paid; negative when the payer takes money back. X12 835 BPR02. */
  readonly paymentAmount?: Maybe<Money>;
  /** The day of the payment. X12 835 BPR16. */
  readonly paymentDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** How the money comes. X12 835 BPR04. */
  readonly paymentMethod?: Maybe<RemittancePaymentMethod>;
  /** The day it was made. X12 835 DTM*405. */
  readonly productionDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Adjustments of the payment that belong to no claim in it. X12 835 PLB. */
  readonly providerAdjustments?: Maybe<ReadonlyArray<ProviderAdjustment>>;
  /** Whether its sums come out. */
  readonly status?: Maybe<RemittanceStatus>;
  /** Number that ties it to its payment. X12 835 TRN02. */
  readonly traceNumber?: Maybe<Scalars['String']['output']>;
};


/** A payer's account of what it pays and why. X12 835. Owner: payer. */
export type RemittanceAdviceClaimsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of remittance advices. Relay cursor connections specification. */
export type RemittanceAdviceConnection = {
  readonly __typename?: 'RemittanceAdviceConnection';
  /** Remittance advices with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<RemittanceAdviceEdge>>;
  /** Remittance advices without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<RemittanceAdvice>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A remittance advice at its place in a list. */
export type RemittanceAdviceEdge = {
  readonly __typename?: 'RemittanceAdviceEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The remittance advice. */
  readonly node?: Maybe<RemittanceAdvice>;
};

/** One claim payment. X12 835 loop 2100. */
export type RemittanceClaim = {
  readonly __typename?: 'RemittanceClaim';
  /** Why less was paid than billed, for the claim as a whole. X12 835 CAS of loop 2100. */
  readonly adjustments?: Maybe<ReadonlyArray<RemittanceAdjustment>>;
  /** X12 835 CLP03. */
  readonly billedAmount?: Maybe<Money>;
  /** The claim it pays; null while no such claim is known. */
  readonly claim?: Maybe<Claim>;
  /** The number of the claim as the payer returned it. X12 835 CLP01. */
  readonly claimSubmittedId?: Maybe<Scalars['String']['output']>;
  /** The next payer it was sent on to. X12 835 NM1*TT. */
  readonly crossoverPayerName?: Maybe<Scalars['String']['output']>;
  /** Where the care was given, as a code. X12 835 CLP08. */
  readonly facilityTypeCode?: Maybe<Scalars['String']['output']>;
  /** X12 835 CLP06. */
  readonly filingIndicatorCode?: Maybe<Scalars['String']['output']>;
  /** Original, replacement or void. X12 835 CLP09. */
  readonly frequencyCode?: Maybe<Scalars['String']['output']>;
  /** The remittance and the place in it. */
  readonly id: Scalars['ID']['output'];
  /** The patient's number at the payer. X12 835 NM1*QC and NM1*IL, NM109. */
  readonly memberId?: Maybe<Scalars['String']['output']>;
  /** Its place in the remittance, from 1. */
  readonly ordinal?: Maybe<Scalars['Int']['output']>;
  /** X12 835 CLP04. */
  readonly paidAmount?: Maybe<Money>;
  /** The patient as the payer names them. X12 835 NM1*QC. */
  readonly patientName?: Maybe<Scalars['String']['output']>;
  /** What the payer says the patient owes; never posted. X12 835 CLP05. */
  readonly patientResponsibilityAmount?: Maybe<Money>;
  /** The payer's number of the claim. X12 835 CLP07. */
  readonly payerClaimControlNumber?: Maybe<Scalars['String']['output']>;
  /** The day the payer received the claim. X12 835 DTM*050. */
  readonly receivedDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Remark codes of the claim. X12 835 MIA and MOA. */
  readonly remarkCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The remittance it stands in. */
  readonly remittanceAdvice?: Maybe<RemittanceAdvice>;
  /** The first day of the care. X12 835 DTM*232. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Its services. X12 835 loop 2110. */
  readonly services?: Maybe<ReadonlyArray<RemittanceService>>;
  /** What the payer did. */
  readonly status?: Maybe<RemittanceClaimStatus>;
  /** X12 835 CLP02 itself. */
  readonly statusCode?: Maybe<Scalars['String']['output']>;
};

/** A page of claim payments. Relay cursor connections specification. */
export type RemittanceClaimConnection = {
  readonly __typename?: 'RemittanceClaimConnection';
  /** Claim payments with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<RemittanceClaimEdge>>;
  /** Claim payments without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<RemittanceClaim>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A claim payment at its place in a list. */
export type RemittanceClaimEdge = {
  readonly __typename?: 'RemittanceClaimEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The claim payment. */
  readonly node?: Maybe<RemittanceClaim>;
};

/** What a payer did with a claim. X12 835 CLP02. */
export type RemittanceClaimStatus =
  /** Not that payer's claim; sent on. CLP02 = 23. */
  | 'NOT_OUR_CLAIM_FORWARDED'
  /** The patient was not recognised as insured there. CLP02 = 4. */
  | 'NOT_RECOGNISED'
  /** Another code, of 4010. */
  | 'OTHER'
  /** Priced, not paid; never posts. CLP02 = 25. */
  | 'PREDETERMINED'
  /** Processed as primary and sent on to the next payer: do not bill it. CLP02 = 19. */
  | 'PRIMARY_FORWARDED'
  /** CLP02 = 1. */
  | 'PROCESSED_AS_PRIMARY'
  /** CLP02 = 2. */
  | 'PROCESSED_AS_SECONDARY'
  /** CLP02 = 3. */
  | 'PROCESSED_AS_TERTIARY'
  /** An earlier payment is taken back. CLP02 = 22. */
  | 'REVERSED'
  /** Processed as secondary and sent on. CLP02 = 20. */
  | 'SECONDARY_FORWARDED'
  /** Processed as tertiary and sent on. CLP02 = 21. */
  | 'TERTIARY_FORWARDED';

/** A sum of a remittance that does not come out. */
export type RemittanceImbalance = {
  readonly __typename?: 'RemittanceImbalance';
  /** Place of the claim payment; null for the whole. */
  readonly claimOrdinal?: Maybe<Scalars['Int']['output']>;
  /** What its parts come to. */
  readonly computedAmount?: Maybe<Money>;
  /** Which sum. */
  readonly level?: Maybe<RemittanceLevel>;
  /** Place of the service within it; null above that. */
  readonly serviceOrdinal?: Maybe<Scalars['Int']['output']>;
  /** What the remittance says. */
  readonly statedAmount?: Maybe<Money>;
};

/** A level at which a remittance must balance. */
export type RemittanceLevel =
  /** CLP03 = CLP04 + Σ CAS of the claim and its services. */
  | 'CLAIM'
  /** BPR02 = Σ CLP04 − Σ PLB. */
  | 'REMITTANCE'
  /** SVC03 = SVC02 − Σ CAS of the service. */
  | 'SERVICE';

/** How a payer's money comes. X12 835 BPR04. */
export type RemittancePaymentMethod =
  /** A check. BPR04 = CHK. */
  | 'CHECK'
  /** Electronic transfer. BPR04 = ACH, BOP, FWT. */
  | 'ELECTRONIC_TRANSFER'
  /** No money moves. BPR04 = NON. */
  | 'NON_PAYMENT'
  /** Any other way. */
  | 'OTHER';

/** One service of a claim payment. X12 835 loop 2110. */
export type RemittanceService = {
  readonly __typename?: 'RemittanceService';
  /** Why less was paid than billed. X12 835 CAS of loop 2110. */
  readonly adjustments?: Maybe<ReadonlyArray<RemittanceAdjustment>>;
  /** X12 835 AMT*B6. */
  readonly allowedAmount?: Maybe<Money>;
  /** X12 835 SVC02. */
  readonly billedAmount?: Maybe<Money>;
  /** Our own number of the line. X12 835 REF*6R. */
  readonly lineControlNumber?: Maybe<Scalars['String']['output']>;
  /** Its place in the claim payment, from 1. */
  readonly ordinal?: Maybe<Scalars['Int']['output']>;
  /** X12 835 SVC03. */
  readonly paidAmount?: Maybe<Money>;
  /** What was done. X12 835 SVC01. */
  readonly procedure?: Maybe<ProcedureCode>;
  /** Remittance advice remark codes. X12 835 LQ*HE. */
  readonly remarkCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** X12 835 SVC04. */
  readonly revenueCode?: Maybe<Scalars['String']['output']>;
  /** X12 835 DTM*472 or DTM*150. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Units paid, as decimal text. X12 835 SVC05. */
  readonly units?: Maybe<Scalars['String']['output']>;
};

/** Whether the sums of a remittance come out. X12 005010X221A1 section 1.10.2.1. */
export type RemittanceStatus =
  /** All of them do, to the cent. */
  | 'BALANCED'
  /** At least one does not: it is kept, and needs a person. */
  | 'OUT_OF_BALANCE';

/** How often a segment stands in a transaction set. */
export type SegmentCount = {
  readonly __typename?: 'SegmentCount';
  /** How often. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Id of the segment: `CLM`. */
  readonly segmentId?: Maybe<Scalars['String']['output']>;
};

/** An X12 transaction set that came in and was kept. */
export type TransactionSet = {
  readonly __typename?: 'TransactionSet';
  /** X12 ST02. */
  readonly controlNumber?: Maybe<Scalars['String']['output']>;
  /** How many of what it is about. */
  readonly counts?: Maybe<ReadonlyArray<SegmentCount>>;
  /** The guide it follows. X12 ST03 or GS08. */
  readonly guideVersion?: Maybe<Scalars['String']['output']>;
  /** Id of its message in the inbox. */
  readonly id: Scalars['ID']['output'];
  /** X12 ISA15 = T. */
  readonly isTest?: Maybe<Scalars['Boolean']['output']>;
  /** When it came. */
  readonly receivedAt?: Maybe<Scalars['Instant']['output']>;
  /** How many segments it has, ST and SE included. */
  readonly segmentCount?: Maybe<Scalars['Int']['output']>;
  /** What it is: `271`. X12 ST01. */
  readonly setCode?: Maybe<Scalars['String']['output']>;
};

/** A page of transaction sets. Relay cursor connections specification. */
export type TransactionSetConnection = {
  readonly __typename?: 'TransactionSetConnection';
  /** Transaction sets with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<TransactionSetEdge>>;
  /** Transaction sets without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<TransactionSet>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A transaction set at its place in a list. */
export type TransactionSetEdge = {
  readonly __typename?: 'TransactionSetEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The transaction set. */
  readonly node?: Maybe<TransactionSet>;
};



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
  Claim: Claim;
  Denial: Denial;
  PatientAccount: PatientAccount;
  Payer: Payer;
  RemittanceAdvice: RemittanceAdvice;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Claim:
    ( { __typename: 'Claim' }
    & GraphQLRecursivePick<FederationTypes['Claim'], {"id":true}> );
  Denial:
    ( { __typename: 'Denial' }
    & GraphQLRecursivePick<FederationTypes['Denial'], {"id":true}> );
  PatientAccount:
    ( { __typename: 'PatientAccount' }
    & GraphQLRecursivePick<FederationTypes['PatientAccount'], {"id":true}> );
  Payer:
    ( { __typename: 'Payer' }
    & GraphQLRecursivePick<FederationTypes['Payer'], {"id":true}> );
  RemittanceAdvice:
    ( { __typename: 'RemittanceAdvice' }
    & GraphQLRecursivePick<FederationTypes['RemittanceAdvice'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdjustmentGroup: AdjustmentGroup;
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  Claim: ResolverTypeWrapper<ClaimDocument>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ClaimConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Claim']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ClaimEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Claim']>>;
  ClaimReportKind: ClaimReportKind;
  ClaimReportOutcome: ClaimReportOutcome;
  ClaimStatus: ClaimStatus;
  ClaimStatusReport: ResolverTypeWrapper<ClaimStatusReportModel>;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  Coverage: ResolverTypeWrapper<{ readonly id: string }>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Denial: ResolverTypeWrapper<DenialDocument>;
  DenialConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Denial']>>;
  DenialEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Denial']>>;
  Encounter: ResolverTypeWrapper<{ readonly id: string }>;
  Facility: ResolverTypeWrapper<{ readonly id: string }>;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  Mask: Mask;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Patient: ResolverTypeWrapper<{ readonly id: string }>;
  PatientAccount: ResolverTypeWrapper<{ readonly id: string }>;
  Payer: ResolverTypeWrapper<PayerModel>;
  Period: ResolverTypeWrapper<Period>;
  ProcedureCode: ResolverTypeWrapper<ProcedureCodeModel>;
  ProviderAdjustment: ResolverTypeWrapper<ProviderAdjustmentModel>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemittanceAdjustment: ResolverTypeWrapper<Adjustment>;
  RemittanceAdvice: ResolverTypeWrapper<RemittanceDocument>;
  RemittanceAdviceConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['RemittanceAdvice']>>;
  RemittanceAdviceEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['RemittanceAdvice']>>;
  RemittanceClaim: ResolverTypeWrapper<RemittanceClaimDocument>;
  RemittanceClaimConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['RemittanceClaim']>>;
  RemittanceClaimEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['RemittanceClaim']>>;
  RemittanceClaimStatus: RemittanceClaimStatus;
  RemittanceImbalance: ResolverTypeWrapper<Imbalance>;
  RemittanceLevel: RemittanceLevel;
  RemittancePaymentMethod: RemittancePaymentMethod;
  RemittanceService: ResolverTypeWrapper<RemittanceServiceModel>;
  RemittanceStatus: RemittanceStatus;
  SegmentCount: ResolverTypeWrapper<SegmentCount>;
  TransactionSet: ResolverTypeWrapper<TransactionDocument>;
  TransactionSetConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['TransactionSet']>>;
  TransactionSetEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['TransactionSet']>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CalendarDate: Scalars['CalendarDate']['output'];
  Claim: ClaimDocument;
  ID: Scalars['ID']['output'];
  ClaimConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Claim']>;
  Int: Scalars['Int']['output'];
  ClaimEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Claim']>;
  ClaimStatusReport: ClaimStatusReportModel;
  CodedValue: CodedValue;
  Coverage: { readonly id: string };
  Currency: Scalars['Currency']['output'];
  Denial: DenialDocument;
  DenialConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Denial']>;
  DenialEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Denial']>;
  Encounter: { readonly id: string };
  Facility: { readonly id: string };
  Instant: Scalars['Instant']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Patient: { readonly id: string };
  PatientAccount: { readonly id: string };
  Payer: PayerModel;
  Period: Period;
  ProcedureCode: ProcedureCodeModel;
  ProviderAdjustment: ProviderAdjustmentModel;
  Query: Record<PropertyKey, never>;
  RemittanceAdjustment: Adjustment;
  RemittanceAdvice: RemittanceDocument;
  RemittanceAdviceConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['RemittanceAdvice']>;
  RemittanceAdviceEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['RemittanceAdvice']>;
  RemittanceClaim: RemittanceClaimDocument;
  RemittanceClaimConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['RemittanceClaim']>;
  RemittanceClaimEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['RemittanceClaim']>;
  RemittanceImbalance: Imbalance;
  RemittanceService: RemittanceServiceModel;
  SegmentCount: SegmentCount;
  TransactionSet: TransactionDocument;
  TransactionSetConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['TransactionSet']>;
  TransactionSetEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['TransactionSet']>;
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

export interface CalendarDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CalendarDate'], unknown> {
  name: 'CalendarDate';
}

export type ClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Claim'] = ResolversParentTypes['Claim'], FederationReferenceType extends FederationReferenceTypes['Claim'] = FederationReferenceTypes['Claim']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Claim']> | FederationReferenceType, FederationReferenceType, ContextType>;
  account?: Resolver<Maybe<ResolversTypes['PatientAccount']>, ParentType, ContextType>;
  billedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  coverage?: Resolver<Maybe<ResolversTypes['Coverage']>, ParentType, ContextType>;
  denials?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Denial']>>, ParentType, ContextType>;
  encounter?: Resolver<Maybe<ResolversTypes['Encounter']>, ParentType, ContextType>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  paidAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  patient?: Resolver<Maybe<ResolversTypes['Patient']>, ParentType, ContextType>;
  patientResponsibilityAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Payer']>, ParentType, ContextType>;
  payerClaimControlNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  remittances?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceClaim']>>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ClaimStatus']>, ParentType, ContextType>;
  statusReports?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ClaimStatusReport']>>, ParentType, ContextType>;
  submittedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
};

export type ClaimConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClaimConnection'] = ResolversParentTypes['ClaimConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ClaimEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Claim']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ClaimEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClaimEdge'] = ResolversParentTypes['ClaimEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
};

export type ClaimStatusReportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClaimStatusReport'] = ResolversParentTypes['ClaimStatusReport']> = {
  categoryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  effectiveDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['ClaimReportKind']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['ClaimReportOutcome']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CodedValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodedValue'] = ResolversParentTypes['CodedValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  display?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CoverageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], unknown> {
  name: 'Currency';
}

export type DenialResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Denial'] = ResolversParentTypes['Denial'], FederationReferenceType extends FederationReferenceTypes['Denial'] = FederationReferenceTypes['Denial']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Denial']> | FederationReferenceType, FederationReferenceType, ContextType>;
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  denialDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  deniedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Payer']>, ParentType, ContextType>;
  reasonCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  remarkCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  remittanceAdvice?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType>;
};

export type DenialConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DenialConnection'] = ResolversParentTypes['DenialConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DenialEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Denial']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DenialEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DenialEdge'] = ResolversParentTypes['DenialEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Denial']>, ParentType, ContextType>;
};

export type EncounterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Encounter'] = ResolversParentTypes['Encounter']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type FacilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

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

export type PatientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Patient'] = ResolversParentTypes['Patient']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PatientAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientAccount'] = ResolversParentTypes['PatientAccount'], FederationReferenceType extends FederationReferenceTypes['PatientAccount'] = FederationReferenceTypes['PatientAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['PatientAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  claims?: Resolver<Maybe<ResolversTypes['ClaimConnection']>, ParentType, ContextType, RequireFields<PatientAccountClaimsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PayerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payer'] = ResolversParentTypes['Payer'], FederationReferenceType extends FederationReferenceTypes['Payer'] = FederationReferenceTypes['Payer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payerIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type ProcedureCodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProcedureCode'] = ResolversParentTypes['ProcedureCode']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modifiers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  qualifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProviderAdjustmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProviderAdjustment'] = ResolversParentTypes['ProviderAdjustment']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  fiscalPeriodDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  providerId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  referenceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType, RequireFields<QueryClaimArgs, 'id'>>;
  claims?: Resolver<Maybe<ResolversTypes['ClaimConnection']>, ParentType, ContextType, RequireFields<QueryClaimsArgs, 'first'>>;
  denials?: Resolver<Maybe<ResolversTypes['DenialConnection']>, ParentType, ContextType, RequireFields<QueryDenialsArgs, 'first'>>;
  payers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Payer']>>, ParentType, ContextType>;
  remittanceAdvice?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType, RequireFields<QueryRemittanceAdviceArgs, 'id'>>;
  remittanceAdvices?: Resolver<Maybe<ResolversTypes['RemittanceAdviceConnection']>, ParentType, ContextType, RequireFields<QueryRemittanceAdvicesArgs, 'first'>>;
  transactionSets?: Resolver<Maybe<ResolversTypes['TransactionSetConnection']>, ParentType, ContextType, RequireFields<QueryTransactionSetsArgs, 'first'>>;
};

export type RemittanceAdjustmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceAdjustment'] = ResolversParentTypes['RemittanceAdjustment']> = {
  amount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['AdjustmentGroup']>, ParentType, ContextType>;
  isPriorPayer?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RemittanceAdviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceAdvice'] = ResolversParentTypes['RemittanceAdvice'], FederationReferenceType extends FederationReferenceTypes['RemittanceAdvice'] = FederationReferenceTypes['RemittanceAdvice']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RemittanceAdvice']> | FederationReferenceType, FederationReferenceType, ContextType>;
  claimCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  claims?: Resolver<Maybe<ResolversTypes['RemittanceClaimConnection']>, ParentType, ContextType, RequireFields<RemittanceAdviceClaimsArgs, 'first'>>;
  findings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  guideVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  handlingCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imbalances?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceImbalance']>>, ParentType, ContextType>;
  isTest?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  payeeIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payeeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Payer']>, ParentType, ContextType>;
  payerCompanyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  paymentDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  paymentMethod?: Resolver<Maybe<ResolversTypes['RemittancePaymentMethod']>, ParentType, ContextType>;
  productionDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  providerAdjustments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ProviderAdjustment']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RemittanceStatus']>, ParentType, ContextType>;
  traceNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RemittanceAdviceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceAdviceConnection'] = ResolversParentTypes['RemittanceAdviceConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceAdviceEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceAdvice']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RemittanceAdviceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceAdviceEdge'] = ResolversParentTypes['RemittanceAdviceEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType>;
};

export type RemittanceClaimResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceClaim'] = ResolversParentTypes['RemittanceClaim']> = {
  adjustments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceAdjustment']>>, ParentType, ContextType>;
  billedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  claim?: Resolver<Maybe<ResolversTypes['Claim']>, ParentType, ContextType>;
  claimSubmittedId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  crossoverPayerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  facilityTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filingIndicatorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  frequencyCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ordinal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  paidAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  patientName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  patientResponsibilityAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  payerClaimControlNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  remarkCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  remittanceAdvice?: Resolver<Maybe<ResolversTypes['RemittanceAdvice']>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  services?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceService']>>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['RemittanceClaimStatus']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RemittanceClaimConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceClaimConnection'] = ResolversParentTypes['RemittanceClaimConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceClaimEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceClaim']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RemittanceClaimEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceClaimEdge'] = ResolversParentTypes['RemittanceClaimEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['RemittanceClaim']>, ParentType, ContextType>;
};

export type RemittanceImbalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceImbalance'] = ResolversParentTypes['RemittanceImbalance']> = {
  claimOrdinal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  computedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['RemittanceLevel']>, ParentType, ContextType>;
  serviceOrdinal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  statedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type RemittanceServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemittanceService'] = ResolversParentTypes['RemittanceService']> = {
  adjustments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RemittanceAdjustment']>>, ParentType, ContextType>;
  allowedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  billedAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  lineControlNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ordinal?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  paidAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  procedure?: Resolver<Maybe<ResolversTypes['ProcedureCode']>, ParentType, ContextType>;
  remarkCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  revenueCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  units?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SegmentCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentCount'] = ResolversParentTypes['SegmentCount']> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  segmentId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TransactionSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionSet'] = ResolversParentTypes['TransactionSet']> = {
  controlNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SegmentCount']>>, ParentType, ContextType>;
  guideVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isTest?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  receivedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  segmentCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  setCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TransactionSetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionSetConnection'] = ResolversParentTypes['TransactionSetConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TransactionSetEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TransactionSet']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TransactionSetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransactionSetEdge'] = ResolversParentTypes['TransactionSetEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['TransactionSet']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CalendarDate?: GraphQLScalarType;
  Claim?: ClaimResolvers<ContextType>;
  ClaimConnection?: ClaimConnectionResolvers<ContextType>;
  ClaimEdge?: ClaimEdgeResolvers<ContextType>;
  ClaimStatusReport?: ClaimStatusReportResolvers<ContextType>;
  CodedValue?: CodedValueResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Denial?: DenialResolvers<ContextType>;
  DenialConnection?: DenialConnectionResolvers<ContextType>;
  DenialEdge?: DenialEdgeResolvers<ContextType>;
  Encounter?: EncounterResolvers<ContextType>;
  Facility?: FacilityResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Patient?: PatientResolvers<ContextType>;
  PatientAccount?: PatientAccountResolvers<ContextType>;
  Payer?: PayerResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  ProcedureCode?: ProcedureCodeResolvers<ContextType>;
  ProviderAdjustment?: ProviderAdjustmentResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemittanceAdjustment?: RemittanceAdjustmentResolvers<ContextType>;
  RemittanceAdvice?: RemittanceAdviceResolvers<ContextType>;
  RemittanceAdviceConnection?: RemittanceAdviceConnectionResolvers<ContextType>;
  RemittanceAdviceEdge?: RemittanceAdviceEdgeResolvers<ContextType>;
  RemittanceClaim?: RemittanceClaimResolvers<ContextType>;
  RemittanceClaimConnection?: RemittanceClaimConnectionResolvers<ContextType>;
  RemittanceClaimEdge?: RemittanceClaimEdgeResolvers<ContextType>;
  RemittanceImbalance?: RemittanceImbalanceResolvers<ContextType>;
  RemittanceService?: RemittanceServiceResolvers<ContextType>;
  SegmentCount?: SegmentCountResolvers<ContextType>;
  TransactionSet?: TransactionSetResolvers<ContextType>;
  TransactionSetConnection?: TransactionSetConnectionResolvers<ContextType>;
  TransactionSetEdge?: TransactionSetEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
