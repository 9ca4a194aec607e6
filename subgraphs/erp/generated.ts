// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LegalEntity as LegalEntityModel, LedgerAccount as LedgerAccountModel, JournalEntry as JournalEntryModel, JournalEntryLine as JournalEntryLineModel, FiscalPeriod as FiscalPeriodModel } from './domain';
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

/** A place of care. Owner: ehr. */
export type Facility = {
  readonly __typename?: 'Facility';
  /** The EHR's id. */
  readonly id: Scalars['ID']['output'];
};

/** A span of days whose books are opened and closed together. Owner: erp. */
export type FiscalPeriod = {
  readonly __typename?: 'FiscalPeriod';
  /** Its last day. */
  readonly endDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** The fiscal year it belongs to. */
  readonly fiscalYear?: Maybe<Scalars['Int']['output']>;
  /** The ERP's id, such as 2026-01. */
  readonly id: Scalars['ID']['output'];
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** Its first day. */
  readonly startDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Whether its books are open. */
  readonly status?: Maybe<FiscalPeriodStatus>;
};

/** Whether the books of a period are open. */
export type FiscalPeriodStatus =
  /** No entry may be posted. */
  | 'CLOSED'
  /** Entries may be posted. */
  | 'OPEN';

/** An entry in the general ledger, asked for by the hub or made in the ERP. Owner: erp. */
export type JournalEntry = {
  readonly __typename?: 'JournalEntry';
  /** Where the business was done; null for the company as a whole. */
  readonly facility?: Maybe<Facility>;
  /** The period it was posted in; null until it was. */
  readonly fiscalPeriod?: Maybe<FiscalPeriod>;
  /** The hub's id, which the ERP knows as the external id. */
  readonly id: Scalars['ID']['output'];
  /** Whose books it is in. */
  readonly legalEntity?: Maybe<LegalEntity>;
  /** Its debits and credits. */
  readonly lines?: Maybe<ReadonlyArray<JournalEntryLine>>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** The day it counts in the books. */
  readonly postingDate?: Maybe<Scalars['CalendarDate']['output']>;
  /** Why the ERP refused it; null unless it did. */
  readonly rejectionReason?: Maybe<JournalRejectionReason>;
  /** When the hub asked for it; null for entries made in the ERP. */
  readonly requestedAt?: Maybe<Scalars['Instant']['output']>;
  /** The entry that this one takes back; null for all others. */
  readonly reversalOf?: Maybe<JournalEntry>;
  /** The business key under which it was sent: the same one is never posted twice. */
  readonly sourceKey?: Maybe<Scalars['String']['output']>;
  /** What the ERP says of it, or how far its request has come. */
  readonly status?: Maybe<JournalEntryStatus>;
  /** The sum of its debits, which is that of its credits. */
  readonly totalAmount?: Maybe<Money>;
};

/** A page of journal entries. Relay cursor connections specification. */
export type JournalEntryConnection = {
  readonly __typename?: 'JournalEntryConnection';
  /** Entries with their cursors. */
  readonly edges?: Maybe<ReadonlyArray<JournalEntryEdge>>;
  /** Entries without cursors. */
  readonly nodes?: Maybe<ReadonlyArray<JournalEntry>>;
  /** Whether more follow. */
  readonly pageInfo?: Maybe<PageInfo>;
  /** How many there are in all. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A journal entry at its place in a list. */
export type JournalEntryEdge = {
  readonly __typename?: 'JournalEntryEdge';
  /** Where to go on from. */
  readonly cursor?: Maybe<Scalars['String']['output']>;
  /** The entry. */
  readonly node?: Maybe<JournalEntry>;
};

/** One side of a journal entry. */
export type JournalEntryLine = {
  readonly __typename?: 'JournalEntryLine';
  /** Its credit; zero for a debit. */
  readonly creditAmount?: Maybe<Money>;
  /** Its debit; zero for a credit. */
  readonly debitAmount?: Maybe<Money>;
  /** The account it is on. */
  readonly ledgerAccount?: Maybe<LedgerAccount>;
  /** What the line is for, in a word. */
  readonly memo?: Maybe<Scalars['String']['output']>;
};

/** How far a journal entry has come. */
export type JournalEntryStatus =
  /** In the ERP and not yet in its books. */
  | 'DRAFT'
  /** In the books. */
  | 'POSTED'
  /** Refused by the ERP. */
  | 'REJECTED'
  /** Asked for by the hub and not yet with the ERP. */
  | 'REQUESTED'
  /** Taken back by another entry. */
  | 'REVERSED';

/** Why the ERP refuses a journal entry. */
export type JournalRejectionReason =
  /** An account, a company or another value that the ERP does not take. */
  | 'INVALID'
  /** Another entry was sent under its key. */
  | 'KEY_REUSED'
  /** The period of its posting date is closed. */
  | 'PERIOD_CLOSED'
  /** Its debits and credits differ. */
  | 'UNBALANCED';

/** An account of the general ledger. Owner: erp. */
export type LedgerAccount = {
  readonly __typename?: 'LedgerAccount';
  /** Its number in the chart of accounts. */
  readonly code?: Maybe<Scalars['String']['output']>;
  /** The ERP's id: the code. */
  readonly id: Scalars['ID']['output'];
  /** Whether the ERP still takes entries on it. */
  readonly isActive?: Maybe<Scalars['Boolean']['output']>;
  /** Its name in the chart of accounts. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** On which side it grows and where it is reported. */
  readonly type?: Maybe<LedgerAccountType>;
};

/** How an account of the general ledger behaves. */
export type LedgerAccountType =
  /** What is owned or owed to us; grows by debit. */
  | 'ASSET'
  /** What is taken off revenue; grows by debit. */
  | 'CONTRA_REVENUE'
  /** What belongs to the owners; grows by credit. */
  | 'EQUITY'
  /** What was spent; grows by debit. */
  | 'EXPENSE'
  /** What we owe; grows by credit. */
  | 'LIABILITY'
  /** A kind that the hub does not know. */
  | 'OTHER'
  /** What was earned; grows by credit. */
  | 'REVENUE';

/** A company that keeps books of its own. Owner: erp. */
export type LegalEntity = {
  readonly __typename?: 'LegalEntity';
  /** The currency of its books, ISO 4217. */
  readonly currency?: Maybe<Scalars['Currency']['output']>;
  /** The ERP's id. */
  readonly id: Scalars['ID']['output'];
  /** Its registered name. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Where this knowledge comes from and how old it is. */
  readonly origin?: Maybe<Origin>;
  /** Its tax identification number: nine digits in the United States. */
  readonly taxId?: Maybe<Scalars['String']['output']>;
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
  /** The fiscal periods, the earliest first. */
  readonly fiscalPeriods?: Maybe<ReadonlyArray<FiscalPeriod>>;
  /** Journal entries the viewer may see, the newest posting date first. */
  readonly journalEntries?: Maybe<JournalEntryConnection>;
  /** One journal entry. Absent, or outside what the viewer may see: null and NOT_FOUND. */
  readonly journalEntry?: Maybe<JournalEntry>;
  /** The chart of accounts, by code. */
  readonly ledgerAccounts?: Maybe<ReadonlyArray<LedgerAccount>>;
  /** The companies that keep books of their own. */
  readonly legalEntities?: Maybe<ReadonlyArray<LegalEntity>>;
};


export type QueryFiscalPeriodsArgs = {
  status?: InputMaybe<FiscalPeriodStatus>;
};


export type QueryJournalEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  legalEntityId?: InputMaybe<Scalars['ID']['input']>;
  status?: InputMaybe<JournalEntryStatus>;
};


export type QueryJournalEntryArgs = {
  id: Scalars['ID']['input'];
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
  FiscalPeriod: FiscalPeriod;
  JournalEntry: JournalEntry;
  LedgerAccount: LedgerAccount;
  LegalEntity: LegalEntity;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  FiscalPeriod:
    ( { __typename: 'FiscalPeriod' }
    & GraphQLRecursivePick<FederationTypes['FiscalPeriod'], {"id":true}> );
  JournalEntry:
    ( { __typename: 'JournalEntry' }
    & GraphQLRecursivePick<FederationTypes['JournalEntry'], {"id":true}> );
  LedgerAccount:
    ( { __typename: 'LedgerAccount' }
    & GraphQLRecursivePick<FederationTypes['LedgerAccount'], {"id":true}> );
  LegalEntity:
    ( { __typename: 'LegalEntity' }
    & GraphQLRecursivePick<FederationTypes['LegalEntity'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Facility: ResolverTypeWrapper<{ readonly id: string }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  FiscalPeriod: ResolverTypeWrapper<FiscalPeriodModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  FiscalPeriodStatus: FiscalPeriodStatus;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  JournalEntry: ResolverTypeWrapper<JournalEntryModel>;
  JournalEntryConnection: ResolverTypeWrapper<import('../../platform/domain/connection').Connection<ResolversParentTypes['JournalEntry']>>;
  JournalEntryEdge: ResolverTypeWrapper<import('../../platform/domain/connection').Edge<ResolversParentTypes['JournalEntry']>>;
  JournalEntryLine: ResolverTypeWrapper<JournalEntryLineModel>;
  JournalEntryStatus: JournalEntryStatus;
  JournalRejectionReason: JournalRejectionReason;
  LedgerAccount: ResolverTypeWrapper<LedgerAccountModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  LedgerAccountType: LedgerAccountType;
  LegalEntity: ResolverTypeWrapper<LegalEntityModel>;
  Mask: Mask;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CalendarDate: Scalars['CalendarDate']['output'];
  CodedValue: CodedValue;
  Currency: Scalars['Currency']['output'];
  Facility: { readonly id: string };
  ID: Scalars['ID']['output'];
  FiscalPeriod: FiscalPeriodModel;
  Int: Scalars['Int']['output'];
  Instant: Scalars['Instant']['output'];
  JournalEntry: JournalEntryModel;
  JournalEntryConnection: import('../../platform/domain/connection').Connection<ResolversParentTypes['JournalEntry']>;
  JournalEntryEdge: import('../../platform/domain/connection').Edge<ResolversParentTypes['JournalEntry']>;
  JournalEntryLine: JournalEntryLineModel;
  LedgerAccount: LedgerAccountModel;
  Boolean: Scalars['Boolean']['output'];
  LegalEntity: LegalEntityModel;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Period: Period;
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

export type FacilityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Facility'] = ResolversParentTypes['Facility']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type FiscalPeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FiscalPeriod'] = ResolversParentTypes['FiscalPeriod'], FederationReferenceType extends FederationReferenceTypes['FiscalPeriod'] = FederationReferenceTypes['FiscalPeriod']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FiscalPeriod']> | FederationReferenceType, FederationReferenceType, ContextType>;
  endDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  fiscalYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['FiscalPeriodStatus']>, ParentType, ContextType>;
};

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], unknown> {
  name: 'Instant';
}

export type JournalEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntry'] = ResolversParentTypes['JournalEntry'], FederationReferenceType extends FederationReferenceTypes['JournalEntry'] = FederationReferenceTypes['JournalEntry']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['JournalEntry']> | FederationReferenceType, FederationReferenceType, ContextType>;
  facility?: Resolver<Maybe<ResolversTypes['Facility']>, ParentType, ContextType>;
  fiscalPeriod?: Resolver<Maybe<ResolversTypes['FiscalPeriod']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  legalEntity?: Resolver<Maybe<ResolversTypes['LegalEntity']>, ParentType, ContextType>;
  lines?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JournalEntryLine']>>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  postingDate?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  rejectionReason?: Resolver<Maybe<ResolversTypes['JournalRejectionReason']>, ParentType, ContextType>;
  requestedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  reversalOf?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType>;
  sourceKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['JournalEntryStatus']>, ParentType, ContextType>;
  totalAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
};

export type JournalEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntryConnection'] = ResolversParentTypes['JournalEntryConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JournalEntryEdge']>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JournalEntry']>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type JournalEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntryEdge'] = ResolversParentTypes['JournalEntryEdge']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType>;
};

export type JournalEntryLineResolvers<ContextType = Context, ParentType extends ResolversParentTypes['JournalEntryLine'] = ResolversParentTypes['JournalEntryLine']> = {
  creditAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  debitAmount?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  ledgerAccount?: Resolver<Maybe<ResolversTypes['LedgerAccount']>, ParentType, ContextType>;
  memo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LedgerAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LedgerAccount'] = ResolversParentTypes['LedgerAccount'], FederationReferenceType extends FederationReferenceTypes['LedgerAccount'] = FederationReferenceTypes['LedgerAccount']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LedgerAccount']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['LedgerAccountType']>, ParentType, ContextType>;
};

export type LegalEntityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LegalEntity'] = ResolversParentTypes['LegalEntity'], FederationReferenceType extends FederationReferenceTypes['LegalEntity'] = FederationReferenceTypes['LegalEntity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LegalEntity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  currency?: Resolver<Maybe<ResolversTypes['Currency']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  origin?: Resolver<Maybe<ResolversTypes['Origin']>, ParentType, ContextType>;
  taxId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export type PeriodResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Period'] = ResolversParentTypes['Period']> = {
  end?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['CalendarDate']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  fiscalPeriods?: Resolver<Maybe<ReadonlyArray<ResolversTypes['FiscalPeriod']>>, ParentType, ContextType, Partial<QueryFiscalPeriodsArgs>>;
  journalEntries?: Resolver<Maybe<ResolversTypes['JournalEntryConnection']>, ParentType, ContextType, RequireFields<QueryJournalEntriesArgs, 'first'>>;
  journalEntry?: Resolver<Maybe<ResolversTypes['JournalEntry']>, ParentType, ContextType, RequireFields<QueryJournalEntryArgs, 'id'>>;
  ledgerAccounts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LedgerAccount']>>, ParentType, ContextType>;
  legalEntities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LegalEntity']>>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  CalendarDate?: GraphQLScalarType;
  CodedValue?: CodedValueResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Facility?: FacilityResolvers<ContextType>;
  FiscalPeriod?: FiscalPeriodResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  JournalEntry?: JournalEntryResolvers<ContextType>;
  JournalEntryConnection?: JournalEntryConnectionResolvers<ContextType>;
  JournalEntryEdge?: JournalEntryEdgeResolvers<ContextType>;
  JournalEntryLine?: JournalEntryLineResolvers<ContextType>;
  LedgerAccount?: LedgerAccountResolvers<ContextType>;
  LegalEntity?: LegalEntityResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
