// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Patient as PatientModel, Guarantor as GuarantorModel, Encounter as EncounterModel, Coverage as CoverageModel, ChargeItem as ChargeItemModel, Practitioner as PractitionerModel, Facility as FacilityModel, HumanName as HumanNameModel, Address as AddressModel } from './domain';
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

/** A postal address. FHIR R4 Address. */
export type Address = {
  readonly __typename?: 'Address';
  /** The town. */
  readonly city?: Maybe<Scalars['String']['output']>;
  /** The country, as the source writes it. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** Street and house number, and what else stands above the town. */
  readonly line?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** The postal code; its first three digits for who may not see it whole. */
  readonly postalCode?: Maybe<Scalars['String']['output']>;
  /** The state, as the source writes it. */
  readonly state?: Maybe<Scalars['String']['output']>;
};

/** Gender as administration records it. FHIR R4 administrative-gender. */
export type AdministrativeGender =
  /** FHIR female. */
  | 'FEMALE'
  /** FHIR male. */
  | 'MALE'
  /** FHIR other. */
  | 'OTHER'
  /** FHIR unknown. */
  | 'UNKNOWN';

/** One thing done that is charged for. FHIR R4 ChargeItem. Owner: ehr. */
export type ChargeItem = {
  readonly __typename?: 'ChargeItem';
  /** What is charged for the whole quantity. */
  readonly chargeAmount?: Maybe<Money>;
  /** What was done. */
  readonly code?: Maybe<CodedValue>;
  /** The visit it belongs to. */
  readonly encounter?: Maybe<Encounter>;
  readonly id: Scalars['ID']['output'];
  /** How many, as decimal text. */
  readonly quantity?: Maybe<Scalars['String']['output']>;
  /** Why it was done, the main reason first. FHIR R4 ChargeItem.reason. */
  readonly reasons?: Maybe<ReadonlyArray<CodedValue>>;
  /** The day it was done; its year for who may not see the day. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Whether it is to be billed. */
  readonly status?: Maybe<ChargeItemStatus>;
};

/** Whether something done is to be billed. FHIR R4 chargeitem-status. */
export type ChargeItemStatus =
  /** FHIR aborted: not finished. */
  | 'ABORTED'
  /** FHIR billable. */
  | 'BILLABLE'
  /** FHIR billed. */
  | 'BILLED'
  /** FHIR entered-in-error: never happened. */
  | 'ENTERED_IN_ERROR'
  /** FHIR not-billable. */
  | 'NOT_BILLABLE'
  /** FHIR planned: not done yet. */
  | 'PLANNED'
  /** FHIR unknown. */
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

/** One plan that covers a patient. FHIR R4 Coverage; X12 271, 837 loop 2000B. Owner: ehr. */
export type Coverage = {
  readonly __typename?: 'Coverage';
  readonly id: Scalars['ID']['output'];
  /** The subscriber's number with the payer; its last four for who may not see it. */
  readonly memberId?: Maybe<Scalars['String']['output']>;
  /** Who is covered. */
  readonly patient?: Maybe<Patient>;
  /** Who pays. */
  readonly payer?: Maybe<Payer>;
  /** From which day to which it covers. */
  readonly period?: Maybe<Period>;
  /** The plan's name as the source gives it. */
  readonly planName?: Maybe<Scalars['String']['output']>;
  /** When it pays among the patient's plans. */
  readonly priority?: Maybe<CoveragePriority>;
  /** How the patient is related to the subscriber. */
  readonly relationship?: Maybe<SubscriberRelationship>;
  /** Whether it is in force. */
  readonly status?: Maybe<FinancialStatus>;
};

/** Which of a patient's plans pays first. FHIR R4 Coverage.order; X12 SBR01. */
export type CoveragePriority =
  /** Any later one. */
  | 'OTHER'
  /** Order 1; SBR01 = P. */
  | 'PRIMARY'
  /** Order 2; SBR01 = S. */
  | 'SECONDARY'
  /** Order 3; SBR01 = T. */
  | 'TERTIARY';

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

/** One visit. FHIR R4 Encounter. Owner: ehr. */
export type Encounter = {
  readonly __typename?: 'Encounter';
  /** What was done and is charged for. */
  readonly chargeItems?: Maybe<ReadonlyArray<ChargeItem>>;
  /** In what setting. */
  readonly encounterClass?: Maybe<EncounterClass>;
  /** Where. The one that served; where the source names none, the one of its location, else the patient's own. */
  readonly facility?: Maybe<Facility>;
  readonly id: Scalars['ID']['output'];
  /** Where this record came from. */
  readonly origin?: Maybe<Origin>;
  /** Who was seen. */
  readonly patient?: Maybe<Patient>;
  /** From which day to which. */
  readonly period?: Maybe<Period>;
  /** The clinician who saw the patient. */
  readonly practitioner?: Maybe<Practitioner>;
  /** Why the patient came, the main reason first. FHIR R4 Encounter.reasonCode. */
  readonly reasons?: Maybe<ReadonlyArray<CodedValue>>;
  /** The day it began; its year for who may not see the day. */
  readonly serviceDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** How far it has come. */
  readonly status?: Maybe<EncounterStatus>;
  /** The sum of what is billable or billed. */
  readonly totalChargeAmount?: Maybe<Money>;
};

/** In what setting a visit happens. HL7 v3 ActEncounterCode. */
export type EncounterClass =
  /** AMB: the patient comes and goes the same day. */
  | 'AMBULATORY'
  /** EMER: in an emergency department. */
  | 'EMERGENCY'
  /** FLD: where the patient was found. */
  | 'FIELD'
  /** HH: at the patient's home. */
  | 'HOME_HEALTH'
  /** IMP, ACUTE or NONAC: admitted. */
  | 'INPATIENT'
  /** OBSENC: kept to be watched, not admitted. */
  | 'OBSERVATION'
  /** Any other code. */
  | 'OTHER'
  /** PRENC: before an admission. */
  | 'PRE_ADMISSION'
  /** SS: admitted for less than a day. */
  | 'SHORT_STAY'
  /** VR: over distance. */
  | 'VIRTUAL';

/** Relay connection of encounters. */
export type EncounterConnection = {
  readonly __typename?: 'EncounterConnection';
  /** The page's encounters with a cursor each. */
  readonly edges: ReadonlyArray<EncounterEdge>;
  /** The page's encounters. */
  readonly nodes: ReadonlyArray<Encounter>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** An encounter in a connection. */
export type EncounterEdge = {
  readonly __typename?: 'EncounterEdge';
  /** Where to go on after. */
  readonly cursor: Scalars['String']['output'];
  /** The encounter. */
  readonly node: Encounter;
};

/** How far a visit has come. FHIR R4 encounter-status. */
export type EncounterStatus =
  /** FHIR arrived. */
  | 'ARRIVED'
  /** FHIR cancelled. */
  | 'CANCELLED'
  /** FHIR entered-in-error: never happened. */
  | 'ENTERED_IN_ERROR'
  /** FHIR finished. */
  | 'FINISHED'
  /** FHIR in-progress. */
  | 'IN_PROGRESS'
  /** FHIR onleave. */
  | 'ON_LEAVE'
  /** FHIR planned. */
  | 'PLANNED'
  /** FHIR triaged. */
  | 'TRIAGED'
  /** FHIR unknown. */
  | 'UNKNOWN';

/** A place of care. FHIR R4 Organization of type prov. Owner: ehr. */
export type Facility = {
  readonly __typename?: 'Facility';
  readonly id: Scalars['ID']['output'];
  /** The company whose books its money goes into. */
  readonly legalEntity?: Maybe<LegalEntity>;
  /** The name it goes by. */
  readonly name: Scalars['String']['output'];
  /** National Provider Identifier, ten digits. 45 CFR 162.406. */
  readonly npi?: Maybe<Scalars['String']['output']>;
};

/** Whether a plan is in force. FHIR R4 fm-status. */
export type FinancialStatus =
  /** FHIR active. */
  | 'ACTIVE'
  /** FHIR cancelled. */
  | 'CANCELLED'
  /** FHIR draft. */
  | 'DRAFT'
  /** FHIR entered-in-error: never was. */
  | 'ENTERED_IN_ERROR';

/** A person who answers for the bills of patients: someone outside, or a patient. FHIR R4 Account.guarantor. Owner: ehr. */
export type Guarantor = {
  readonly __typename?: 'Guarantor';
  /** The person's home address. */
  readonly address?: Maybe<Address>;
  readonly id: Scalars['ID']['output'];
  /** The person's name. */
  readonly name?: Maybe<HumanName>;
  /** The patients they answer for, of those the viewer may see. */
  readonly patients?: Maybe<ReadonlyArray<Patient>>;
  /** A telephone number as the source wrote it. */
  readonly telephone?: Maybe<Scalars['String']['output']>;
};

/** A person's name. FHIR R4 HumanName. */
export type HumanName = {
  readonly __typename?: 'HumanName';
  /** The family name. */
  readonly family?: Maybe<Scalars['String']['output']>;
  /** Given names in their order. */
  readonly given: ReadonlyArray<Scalars['String']['output']>;
  /** Such as `Dr.` */
  readonly prefix: ReadonlyArray<Scalars['String']['output']>;
  /** The whole name as one writes it. */
  readonly text: Scalars['String']['output'];
};

/** Stub: a company that keeps books of its own. Owner: erp. */
export type LegalEntity = {
  readonly __typename?: 'LegalEntity';
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

/** A person who receives care. FHIR R4 Patient. Owner: ehr. */
export type Patient = {
  readonly __typename?: 'Patient';
  /** The home address. */
  readonly address?: Maybe<Address>;
  /** FHIR R4 Patient.gender. */
  readonly administrativeGender?: Maybe<AdministrativeGender>;
  /** The day of birth; its year for who may not see the day. */
  readonly birthDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** The plans that cover the patient, the one that pays first first. */
  readonly coverages?: Maybe<ReadonlyArray<Coverage>>;
  /** The patient's visits, the newest first. */
  readonly encounters?: Maybe<EncounterConnection>;
  /** Where the patient is registered or has been seen, of the places whose visits the viewer may see. */
  readonly facilities?: Maybe<ReadonlyArray<Facility>>;
  /** Who answers for the patient's bills, the first one first: the patient alone where no one else does. */
  readonly guarantors?: Maybe<ReadonlyArray<Guarantor>>;
  readonly id: Scalars['ID']['output'];
  /** The number the care provider knows the patient by. FHIR R4 Patient.identifier of type MR. */
  readonly medicalRecordNumber?: Maybe<Scalars['String']['output']>;
  /** The official name. */
  readonly name?: Maybe<HumanName>;
  /** Where this record came from. */
  readonly origin?: Maybe<Origin>;
  /** A telephone number as the source wrote it. */
  readonly telephone?: Maybe<Scalars['String']['output']>;
};


/** A person who receives care. FHIR R4 Patient. Owner: ehr. */
export type PatientEncountersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** Relay connection of patients. */
export type PatientConnection = {
  readonly __typename?: 'PatientConnection';
  /** The page's patients with a cursor each. */
  readonly edges: ReadonlyArray<PatientEdge>;
  /** The page's patients. */
  readonly nodes: ReadonlyArray<Patient>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A patient in a connection. */
export type PatientEdge = {
  readonly __typename?: 'PatientEdge';
  /** Where to go on after. */
  readonly cursor: Scalars['String']['output'];
  /** The patient. */
  readonly node: Patient;
};

/** Stub: who pays. Owner: payer. */
export type Payer = {
  readonly __typename?: 'Payer';
  readonly id: Scalars['ID']['output'];
};

/** A span of days, either end open. FHIR R4 Period. */
export type Period = {
  readonly __typename?: 'Period';
  readonly end?: Maybe<Scalars['CalendarDate']['output']>;
  readonly start?: Maybe<Scalars['CalendarDate']['output']>;
};

/** A clinician. FHIR R4 Practitioner. Owner: ehr. */
export type Practitioner = {
  readonly __typename?: 'Practitioner';
  readonly id: Scalars['ID']['output'];
  /** The clinician's name. */
  readonly name?: Maybe<HumanName>;
  /** National Provider Identifier, ten digits. 45 CFR 162.406. */
  readonly npi?: Maybe<Scalars['String']['output']>;
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
  /** One encounter. Absent, or outside what the viewer may see: null and NOT_FOUND. */
  readonly encounter?: Maybe<Encounter>;
  /** Every facility of the network, by name. */
  readonly facilities?: Maybe<ReadonlyArray<Facility>>;
  /** One facility. Absent: null and NOT_FOUND. */
  readonly facility?: Maybe<Facility>;
  /** One patient. Absent, or outside what the viewer may see: null and NOT_FOUND. */
  readonly patient?: Maybe<Patient>;
  /** The patients the viewer may see, by id. */
  readonly patients?: Maybe<PatientConnection>;
  /** The patients the viewer may see whose family name starts with a text, by name. */
  readonly patientsNamed?: Maybe<PatientConnection>;
};


export type QueryEncounterArgs = {
  id: Scalars['ID']['input'];
};


export type QueryFacilityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPatientArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPatientsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryPatientsNamedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  familyName: Scalars['String']['input'];
  first: Scalars['Int']['input'];
};

/** How the patient is related to the subscriber of a plan. FHIR R4 subscriber-relationship. */
export type SubscriberRelationship =
  /** FHIR child; X12 PAT01 = 19. */
  | 'CHILD'
  /** Any other code. */
  | 'OTHER'
  /** FHIR parent. */
  | 'PARENT'
  /** FHIR self; X12 SBR02 = 18. */
  | 'SELF'
  /** FHIR spouse; X12 PAT01 = 01. */
  | 'SPOUSE';



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
  ChargeItem: ChargeItem;
  Coverage: Coverage;
  Encounter: Encounter;
  Facility: Facility;
  Guarantor: Guarantor;
  Patient: Patient;
  Practitioner: Practitioner;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ChargeItem:
    ( { __typename: 'ChargeItem' }
    & GraphQLRecursivePick<FederationTypes['ChargeItem'], {"id":true}> );
  Coverage:
    ( { __typename: 'Coverage' }
    & GraphQLRecursivePick<FederationTypes['Coverage'], {"id":true}> );
  Encounter:
    ( { __typename: 'Encounter' }
    & GraphQLRecursivePick<FederationTypes['Encounter'], {"id":true}> );
  Facility:
    ( { __typename: 'Facility' }
    & GraphQLRecursivePick<FederationTypes['Facility'], {"id":true}> );
  Guarantor:
    ( { __typename: 'Guarantor' }
    & GraphQLRecursivePick<FederationTypes['Guarantor'], {"id":true}> );
  Patient:
    ( { __typename: 'Patient' }
    & GraphQLRecursivePick<FederationTypes['Patient'], {"id":true}> );
  Practitioner:
    ( { __typename: 'Practitioner' }
    & GraphQLRecursivePick<FederationTypes['Practitioner'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Address: ResolverTypeWrapper<AddressModel>;
  AdministrativeGender: AdministrativeGender;
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  ChargeItem: ResolverTypeWrapper<ChargeItemModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ChargeItemStatus: ChargeItemStatus;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  Coverage: ResolverTypeWrapper<CoverageModel>;
  CoveragePriority: CoveragePriority;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Encounter: ResolverTypeWrapper<EncounterModel>;
  EncounterClass: EncounterClass;
  EncounterConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Encounter']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  EncounterEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Encounter']>>;
  EncounterStatus: EncounterStatus;
  Facility: ResolverTypeWrapper<FacilityModel>;
  FinancialStatus: FinancialStatus;
  Guarantor: ResolverTypeWrapper<GuarantorModel>;
  HumanName: ResolverTypeWrapper<HumanNameModel>;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  LegalEntity: ResolverTypeWrapper<{ readonly id: string }>;
  Mask: Mask;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Patient: ResolverTypeWrapper<PatientModel>;
  PatientConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['Patient']>>;
  PatientEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['Patient']>>;
  Payer: ResolverTypeWrapper<{ readonly id: string }>;
  Period: ResolverTypeWrapper<Period>;
  Practitioner: ResolverTypeWrapper<PractitionerModel>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SubscriberRelationship: SubscriberRelationship;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Address: AddressModel;
  CalendarDate: Scalars['CalendarDate']['output'];
  ChargeItem: ChargeItemModel;
  ID: Scalars['ID']['output'];
  CodedValue: CodedValue;
  Coverage: CoverageModel;
  Currency: Scalars['Currency']['output'];
  Encounter: EncounterModel;
  EncounterConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Encounter']>;
  Int: Scalars['Int']['output'];
  EncounterEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Encounter']>;
  Facility: FacilityModel;
  Guarantor: GuarantorModel;
  HumanName: HumanNameModel;
  Instant: Scalars['Instant']['output'];
  LegalEntity: { readonly id: string };
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Patient: PatientModel;
  PatientConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['Patient']>;
  PatientEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['Patient']>;
  Payer: { readonly id: string };
  Period: Period;
  Practitioner: PractitionerModel;
  Query: Record<PropertyKey, never>;
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

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  postalCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface CalendarDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CalendarDate'], unknown> {
  name: 'CalendarDate';
}

export type ChargeItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChargeItem'] = ResolversParentTypes['ChargeItem'], FederationReferenceType extends FederationReferenceTypes['ChargeItem'] = FederationReferenceTypes['ChargeItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ChargeItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chargeAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['CodedValue']>, ParentType, ContextType>;
  encounter?: Resolver<Maybe<ResolversTypes['Encounter']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  quantity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasons?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CodedValue']>>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ChargeItemStatus']>, ParentType, ContextType>;
};

export type CodedValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodedValue'] = ResolversParentTypes['CodedValue']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  display?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CoverageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Coverage'] = ResolversParentTypes['Coverage'], FederationReferenceType extends FederationReferenceTypes['Coverage'] = FederationReferenceTypes['Coverage']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Coverage']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  memberId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  patient?: Resolver<Maybe<ResolversTypes['Patient']>, ParentType, ContextType>;
  payer?: Resolver<Maybe<ResolversTypes['Payer']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  planName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<Maybe<ResolversTypes['CoveragePriority']>, ParentType, ContextType>;
  relationship?: Resolver<Maybe<ResolversTypes['SubscriberRelationship']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['FinancialStatus']>, ParentType, ContextType>;
};

export interface CurrencyScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Currency'], unknown> {
  name: 'Currency';
}

export type EncounterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Encounter'] = ResolversParentTypes['Encounter'], FederationReferenceType extends FederationReferenceTypes['Encounter'] = FederationReferenceTypes['Encounter']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Encounter']> | FederationReferenceType, FederationReferenceType, ContextType>;
  chargeItems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChargeItem']>>, ParentType, ContextType>;
  encounterClass?: Resolver<Maybe<ResolversTypes['EncounterClass']>, ParentType, ContextType>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  patient?: Resolver<Maybe<ResolversTypes['Patient']>, ParentType, ContextType>;
  period?: Resolver<Maybe<ResolversTypes['Period']>, ParentType, ContextType>;
  practitioner?: Resolver<Maybe<ResolversTypes['Practitioner']>, ParentType, ContextType>;
  reasons?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CodedValue']>>, ParentType, ContextType>;
  serviceDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['EncounterStatus']>, ParentType, ContextType>;
  totalChargeAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type EncounterConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EncounterConnection'] = ResolversParentTypes['EncounterConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EncounterEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Encounter']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EncounterEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EncounterEdge'] = ResolversParentTypes['EncounterEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Encounter'], ParentType, ContextType>;
};

export type FacilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility'], FederationReferenceType extends FederationReferenceTypes['Facility'] = FederationReferenceTypes['Facility']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Facility']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  npi?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GuarantorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Guarantor'] = ResolversParentTypes['Guarantor'], FederationReferenceType extends FederationReferenceTypes['Guarantor'] = FederationReferenceTypes['Guarantor']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Guarantor']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['HumanName']>, ParentType, ContextType>;
  patients?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Patient']>>, ParentType, ContextType>;
  telephone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HumanNameResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HumanName'] = ResolversParentTypes['HumanName']> = {
  family?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  given?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  prefix?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], unknown> {
  name: 'Instant';
}

export type LegalEntityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LegalEntity'] = ResolversParentTypes['LegalEntity']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type PatientResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Patient'] = ResolversParentTypes['Patient'], FederationReferenceType extends FederationReferenceTypes['Patient'] = FederationReferenceTypes['Patient']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Patient']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  administrativeGender?: Resolver<Maybe<ResolversTypes['AdministrativeGender']>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  coverages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Coverage']>>, ParentType, ContextType>;
  encounters?: Resolver<Maybe<ResolversTypes['EncounterConnection']>, ParentType, ContextType, RequireFields<PatientEncountersArgs, 'first'>>;
  facilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Facility']>>, ParentType, ContextType>;
  guarantors?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Guarantor']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  medicalRecordNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['HumanName']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  telephone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PatientConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientConnection'] = ResolversParentTypes['PatientConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PatientEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Patient']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PatientEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PatientEdge'] = ResolversParentTypes['PatientEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Patient'], ParentType, ContextType>;
};

export type PayerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payer'] = ResolversParentTypes['Payer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type PractitionerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Practitioner'] = ResolversParentTypes['Practitioner'], FederationReferenceType extends FederationReferenceTypes['Practitioner'] = FederationReferenceTypes['Practitioner']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Practitioner']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['HumanName']>, ParentType, ContextType>;
  npi?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  encounter?: Resolver<Maybe<ResolversTypes['Encounter']>, ParentType, ContextType, RequireFields<QueryEncounterArgs, 'id'>>;
  facilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Facility']>>, ParentType, ContextType>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType, RequireFields<QueryFacilityArgs, 'id'>>;
  patient?: Resolver<Maybe<ResolversTypes['Patient']>, ParentType, ContextType, RequireFields<QueryPatientArgs, 'id'>>;
  patients?: Resolver<Maybe<ResolversTypes['PatientConnection']>, ParentType, ContextType, RequireFields<QueryPatientsArgs, 'first'>>;
  patientsNamed?: Resolver<Maybe<ResolversTypes['PatientConnection']>, ParentType, ContextType, RequireFields<QueryPatientsNamedArgs, 'familyName' | 'first'>>;
};

export type Resolvers<ContextType = Context> = {
  Address?: AddressResolvers<ContextType>;
  CalendarDate?: GraphQLScalarType;
  ChargeItem?: ChargeItemResolvers<ContextType>;
  CodedValue?: CodedValueResolvers<ContextType>;
  Coverage?: CoverageResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Encounter?: EncounterResolvers<ContextType>;
  EncounterConnection?: EncounterConnectionResolvers<ContextType>;
  EncounterEdge?: EncounterEdgeResolvers<ContextType>;
  Facility?: FacilityResolvers<ContextType>;
  Guarantor?: GuarantorResolvers<ContextType>;
  HumanName?: HumanNameResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  LegalEntity?: LegalEntityResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Patient?: PatientResolvers<ContextType>;
  PatientConnection?: PatientConnectionResolvers<ContextType>;
  PatientEdge?: PatientEdgeResolvers<ContextType>;
  Payer?: PayerResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Practitioner?: PractitionerResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
