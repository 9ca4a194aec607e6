// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { CalendarDate } from '../platform/domain/calendar-date';
import type { Instant } from '../platform/domain/instant';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AccessLogEntry as AccessLogEntryModel, Disclosure as DisclosureModel, Api as ApiModel, ApiVersion as ApiVersionModel, Field as FieldModel, System as SystemModel, Team as TeamModel, Domain as DomainModel, LineageEdge as LineageEdgeModel, Supergraph as SupergraphModel } from './domain';
import type { Money as MoneyModel } from '../platform/domain/money';
import type { Origin as OriginModel } from '../platform/domain/origin';
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

/** What became of a field that was asked for. */
export type AccessDecision =
  /** It was shown. */
  | 'ALLOW'
  /** It was not shown. */
  | 'DENY'
  /** What a mask leaves of it was shown. */
  | 'MASK';

/** One operation that asked one API for PII or PHI of a patient. FHIR R4 AuditEvent. Owner: catalog. */
export type AccessLogEntry = {
  readonly __typename?: 'AccessLogEntry';
  /** The API that was asked. */
  readonly api?: Maybe<Api>;
  /** Why they broke the glass, in their own words; empty for every other purpose. */
  readonly breakGlassReason?: Maybe<Scalars['String']['output']>;
  /** The application they asked with. */
  readonly clientId?: Maybe<Scalars['String']['output']>;
  /** By which the parts of one piece of work find each other, in logs and events too. */
  readonly correlationId?: Maybe<Scalars['String']['output']>;
  /** SHA-256 of the document that was run, which holds no variables. */
  readonly documentHash?: Maybe<Scalars['String']['output']>;
  /** What was asked for of this patient. */
  readonly fields?: Maybe<ReadonlyArray<AccessedField>>;
  readonly id: Scalars['ID']['output'];
  /** What kind of operation it was. */
  readonly operationKind?: Maybe<OperationKind>;
  /** SHA-256 of the operation's name; empty for one without a name. */
  readonly operationNameHash?: Maybe<Scalars['String']['output']>;
  /** Id of the patient. */
  readonly patientId?: Maybe<Scalars['ID']['output']>;
  /** SHA-256 of the supergraph whose rules decided. */
  readonly policyVersion?: Maybe<Scalars['String']['output']>;
  /** Why they asked. */
  readonly purpose?: Maybe<PurposeOfUse>;
  /** Its place in the audit trail: the writer of its chain and the number in it. */
  readonly recordId?: Maybe<Scalars['String']['output']>;
  /** When it was recorded, just before the answer left. */
  readonly recordedAt?: Maybe<Scalars['Instant']['output']>;
  /** Who asked, by the `sub` of their token. */
  readonly subject?: Maybe<Scalars['String']['output']>;
  /** Id of their token. */
  readonly tokenId?: Maybe<Scalars['String']['output']>;
};

/** A page of access log entries. Relay cursor connections specification. */
export type AccessLogEntryConnection = {
  readonly __typename?: 'AccessLogEntryConnection';
  /** Each item with its cursor. */
  readonly edges: ReadonlyArray<AccessLogEntryEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<AccessLogEntry>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An access log entry at its place in a page. */
export type AccessLogEntryEdge = {
  readonly __typename?: 'AccessLogEntryEdge';
  /** Where to go on from. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: AccessLogEntry;
};

/** One field that was asked for, and of what. */
export type AccessedField = {
  readonly __typename?: 'AccessedField';
  /** Type and field, joined by a dot: `Patient.name`. */
  readonly coordinate?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  readonly decision?: Maybe<AccessDecision>;
  /** The records it was asked of, type and id: `Encounter/e1`. */
  readonly entities?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};

/** One API of the graph: what one subgraph publishes. Owner: catalog. */
export type Api = {
  readonly __typename?: 'Api';
  /** The version that is part of the graph now. */
  readonly currentVersion?: Maybe<ApiVersion>;
  /** The part of the business it belongs to. */
  readonly domain: Domain;
  /** Its fields, by coordinate. */
  readonly fields: FieldConnection;
  /** Its reference: `api:accord/billing`. */
  readonly id: Scalars['ID']['output'];
  /** `system`, `process` or `governance`. */
  readonly layer: Scalars['String']['output'];
  /** Name of its subgraph. */
  readonly name: Scalars['String']['output'];
  /** The outside systems it is fed from. */
  readonly systems: ReadonlyArray<System>;
  /** Who answers for it. */
  readonly team: Team;
};


/** One API of the graph: what one subgraph publishes. Owner: catalog. */
export type ApiFieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};

/** A page of APIs. Relay cursor connections specification. */
export type ApiConnection = {
  readonly __typename?: 'ApiConnection';
  /** Each item with its cursor. */
  readonly edges: ReadonlyArray<ApiEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Api>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An API at its place in a page. */
export type ApiEdge = {
  readonly __typename?: 'ApiEdge';
  /** Where to go on from. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Api;
};

/** One published version of an API: its schema as it was. Owner: catalog. */
export type ApiVersion = {
  readonly __typename?: 'ApiVersion';
  /** The API it is a version of. */
  readonly api?: Maybe<Api>;
  /** Why it was refused; empty when it was not. */
  readonly faults: ReadonlyArray<Scalars['String']['output']>;
  /** SHA-256 of the canonical schema text. */
  readonly hash: Scalars['String']['output'];
  /** Its reference: `api:accord/billing@1.2.0+3fa9c1d2e0b4`, the number its team gave it and the start of its hash. */
  readonly id: Scalars['ID']['output'];
  /** Whether it is part of the graph now. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** When it was published, or refused. */
  readonly publishedAt: Scalars['Instant']['output'];
  /** The schema text. */
  readonly sdl: Scalars['String']['output'];
  /** Whether it became part of the graph. */
  readonly status: VersionStatus;
  /** The number its team gave it. */
  readonly version: Scalars['String']['output'];
};

/** A page of versions. Relay cursor connections specification. */
export type ApiVersionConnection = {
  readonly __typename?: 'ApiVersionConnection';
  /** Each item with its cursor. */
  readonly edges: ReadonlyArray<ApiVersionEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<ApiVersion>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A version at its place in a page. */
export type ApiVersionEdge = {
  readonly __typename?: 'ApiVersionEdge';
  /** Where to go on from. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: ApiVersion;
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

/** What a patient may ask to have accounted for. 45 CFR 164.528(b)(2). Owner: catalog. */
export type Disclosure = {
  readonly __typename?: 'Disclosure';
  /** The application it was received with. */
  readonly clientId?: Maybe<Scalars['String']['output']>;
  /** When. 164.528(b)(2)(i). */
  readonly disclosedAt?: Maybe<Scalars['Instant']['output']>;
  /** What was shown: the coordinates of the fields. 164.528(b)(2)(iii). */
  readonly disclosedFields?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly id: Scalars['ID']['output'];
  /** Why. 164.528(b)(2)(iv). */
  readonly purpose?: Maybe<PurposeOfUse>;
  /** Why in the recipient's own words, where the purpose asks for them. 164.528(b)(2)(iv). */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** Who received it, by the `sub` of their token. 164.528(b)(2)(ii). */
  readonly recipient?: Maybe<Scalars['String']['output']>;
};

/** A page of disclosures. Relay cursor connections specification. */
export type DisclosureConnection = {
  readonly __typename?: 'DisclosureConnection';
  /** Each item with its cursor. */
  readonly edges: ReadonlyArray<DisclosureEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Disclosure>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A disclosure at its place in a page. */
export type DisclosureEdge = {
  readonly __typename?: 'DisclosureEdge';
  /** Where to go on from. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Disclosure;
};

/** A part of the business. Owner: catalog. */
export type Domain = {
  readonly __typename?: 'Domain';
  /** Its APIs, by name. */
  readonly apis: ReadonlyArray<Api>;
  /** Its reference: `domain:accord/billing`. */
  readonly id: Scalars['ID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** One field of the graph. Owner: catalog. */
export type Field = {
  readonly __typename?: 'Field';
  /** How sensitive it is; empty for the fields that GraphQL itself asks of every list. */
  readonly class?: Maybe<DataClass>;
  /** Every API that can answer it, by name. */
  readonly contributors: ReadonlyArray<Api>;
  /** Type and field, joined by a dot: `PatientAccount.balance`. */
  readonly coordinate: Scalars['String']['output'];
  /** What to use in its place, when it is on its way out. */
  readonly deprecationReason?: Maybe<Scalars['String']['output']>;
  /** What it means. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** What a viewer without the scopes sees in its place. */
  readonly mask?: Maybe<Mask>;
  /** The API that owns it; none for a value type that all share. */
  readonly owner?: Maybe<Api>;
  /** The purposes of use that open it; empty for every purpose. */
  readonly purposes: ReadonlyArray<PurposeOfUse>;
  /** Its reference: `field:accord/PatientAccount.balance`. */
  readonly reference: Scalars['String']['output'];
  /** Any one of the inner lists must be held in full; empty when every viewer may read it. */
  readonly scopes: ReadonlyArray<ReadonlyArray<Scalars['String']['output']>>;
  /** What it is made of, one step back. */
  readonly sources: ReadonlyArray<LineageEdge>;
  /** Its type as GraphQL writes it: `[Claim!]`. */
  readonly type: Scalars['String']['output'];
};

/** A page of fields. Relay cursor connections specification. */
export type FieldConnection = {
  readonly __typename?: 'FieldConnection';
  /** Each item with its cursor. */
  readonly edges: ReadonlyArray<FieldEdge>;
  /** The items alone. */
  readonly nodes: ReadonlyArray<Field>;
  /** Whether more follow. */
  readonly pageInfo: PageInfo;
  /** How many there are in all. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A field at its place in a page. */
export type FieldEdge = {
  readonly __typename?: 'FieldEdge';
  /** Where to go on from. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: Field;
};

/** One step of lineage: a field, one thing it is made of, and how. OpenLineage column lineage. */
export type LineageEdge = {
  readonly __typename?: 'LineageEdge';
  /** The API whose mapping or resolver does it. */
  readonly api?: Maybe<Api>;
  /** How many steps back from the field that was asked for: 1 for its own sources. */
  readonly depth: Scalars['Int']['output'];
  /** Coordinate of the field, or standard and path, that it is made of. */
  readonly source: Scalars['String']['output'];
  /** The source, when it is a field of the graph. */
  readonly sourceField?: Maybe<Field>;
  /** Whether the source is a field of the graph or stands in an outside standard. */
  readonly sourceKind: LineageSourceKind;
  /** Coordinate of the field that is made. */
  readonly target: Scalars['String']['output'];
  /** What is done on the way, in a word. */
  readonly transform: Scalars['String']['output'];
};

/** What the source of a lineage step is. */
export type LineageSourceKind =
  /** A field of the graph: the target is derived. */
  | 'FIELD'
  /** A path in an outside standard: the target is mapped from a message. */
  | 'STANDARD';

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

/** What kind of operation a client sent. */
export type OperationKind =
  /** It changed something, and asked. */
  | 'MUTATION'
  /** It asked. */
  | 'QUERY'
  /** It was pushed an event. */
  | 'SUBSCRIPTION';

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
  /** Who asked for PII or PHI of a patient, and why, the newest first. To ask this is itself recorded. */
  readonly accessLog?: Maybe<AccessLogEntryConnection>;
  /**
   * What of a patient's data was shown for another purpose than treatment, payment or operations, and not to the patient
   * themselves, the newest first. 45 CFR 164.528.
   */
  readonly accountingOfDisclosures?: Maybe<DisclosureConnection>;
  /** One API by its name: `billing`. */
  readonly api?: Maybe<Api>;
  /** The APIs that make up the graph, by name. */
  readonly apis?: Maybe<ApiConnection>;
  /** The business domains, by name. */
  readonly domains?: Maybe<ReadonlyArray<Domain>>;
  /** One field by its coordinate: `PatientAccount.balance`. */
  readonly field?: Maybe<Field>;
  /** The fields of the graph, by coordinate. */
  readonly fields?: Maybe<FieldConnection>;
  /** What a field is made of, step by step back to the outside standards; the nearest steps first. */
  readonly lineage?: Maybe<ReadonlyArray<LineageEdge>>;
  /** The composed graph that the gateways serve now. */
  readonly supergraph?: Maybe<Supergraph>;
  /** The outside systems that the APIs are fed from, by name. */
  readonly systems?: Maybe<ReadonlyArray<System>>;
  /** The teams that own APIs, by name. */
  readonly teams?: Maybe<ReadonlyArray<Team>>;
  /** Every version of one API that was ever published or refused, the newest first. */
  readonly versions?: Maybe<ApiVersionConnection>;
};


export type QueryAccessLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  from?: InputMaybe<Scalars['Instant']['input']>;
  patient: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['Instant']['input']>;
};


export type QueryAccountingOfDisclosuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  from?: InputMaybe<Scalars['Instant']['input']>;
  patient: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['Instant']['input']>;
};


export type QueryApiArgs = {
  name: Scalars['String']['input'];
};


export type QueryApisArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
};


export type QueryFieldArgs = {
  coordinate: Scalars['String']['input'];
};


export type QueryFieldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  class?: InputMaybe<DataClass>;
  first: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


export type QueryLineageArgs = {
  depth?: Scalars['Int']['input'];
  field: Scalars['String']['input'];
};


export type QueryVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  api: Scalars['String']['input'];
  first: Scalars['Int']['input'];
};

/** The composed graph: which versions it is made of. Owner: catalog. */
export type Supergraph = {
  readonly __typename?: 'Supergraph';
  /** When it was composed. */
  readonly composedAt: Scalars['Instant']['output'];
  /** SHA-256 of the composed schema text. */
  readonly hash: Scalars['String']['output'];
  /** The versions it is made of, by API. */
  readonly parts: ReadonlyArray<ApiVersion>;
};

/** An outside system that feeds the graph. Owner: catalog. */
export type System = {
  readonly __typename?: 'System';
  /** The APIs it feeds, by name. */
  readonly apis: ReadonlyArray<Api>;
  /** Its reference: `system:accord/clearinghouse`. */
  readonly id: Scalars['ID']['output'];
  /** Its name, as origins carry it. */
  readonly name: Scalars['String']['output'];
};

/** A team that owns APIs. Owner: catalog. */
export type Team = {
  readonly __typename?: 'Team';
  /** The APIs it owns, by name. */
  readonly apis: ReadonlyArray<Api>;
  /** Its reference: `team:accord/revenue-cycle`. */
  readonly id: Scalars['ID']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** Whether a version of an API became part of the graph. */
export type VersionStatus =
  /** It composed and was served. */
  | 'PUBLISHED'
  /** It broke a rule; the graph before it stayed. */
  | 'REJECTED';



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
  Api: Api;
  ApiVersion: ApiVersion;
  Domain: Domain;
  Field: Field;
  System: System;
  Team: Team;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Api:
    ( { __typename: 'Api' }
    & GraphQLRecursivePick<FederationTypes['Api'], {"id":true}> );
  ApiVersion:
    ( { __typename: 'ApiVersion' }
    & GraphQLRecursivePick<FederationTypes['ApiVersion'], {"id":true}> );
  Domain:
    ( { __typename: 'Domain' }
    & GraphQLRecursivePick<FederationTypes['Domain'], {"id":true}> );
  Field:
    ( { __typename: 'Field' }
    & GraphQLRecursivePick<FederationTypes['Field'], {"coordinate":true}> );
  System:
    ( { __typename: 'System' }
    & GraphQLRecursivePick<FederationTypes['System'], {"id":true}> );
  Team:
    ( { __typename: 'Team' }
    & GraphQLRecursivePick<FederationTypes['Team'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccessDecision: AccessDecision;
  AccessLogEntry: ResolverTypeWrapper<AccessLogEntryModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccessLogEntryConnection: ResolverTypeWrapper<import('../platform/domain/connection').Connection<ResolversParentTypes['AccessLogEntry']>>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AccessLogEntryEdge: ResolverTypeWrapper<import('../platform/domain/connection').Edge<ResolversParentTypes['AccessLogEntry']>>;
  AccessedField: ResolverTypeWrapper<AccessedField>;
  Api: ResolverTypeWrapper<ApiModel>;
  ApiConnection: ResolverTypeWrapper<import('../platform/domain/connection').Connection<ResolversParentTypes['Api']>>;
  ApiEdge: ResolverTypeWrapper<import('../platform/domain/connection').Edge<ResolversParentTypes['Api']>>;
  ApiVersion: ResolverTypeWrapper<ApiVersionModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ApiVersionConnection: ResolverTypeWrapper<import('../platform/domain/connection').Connection<ResolversParentTypes['ApiVersion']>>;
  ApiVersionEdge: ResolverTypeWrapper<import('../platform/domain/connection').Edge<ResolversParentTypes['ApiVersion']>>;
  CalendarDate: ResolverTypeWrapper<Scalars['CalendarDate']['output']>;
  CodedValue: ResolverTypeWrapper<CodedValue>;
  Currency: ResolverTypeWrapper<Scalars['Currency']['output']>;
  DataClass: DataClass;
  Disclosure: ResolverTypeWrapper<DisclosureModel>;
  DisclosureConnection: ResolverTypeWrapper<import('../platform/domain/connection').Connection<ResolversParentTypes['Disclosure']>>;
  DisclosureEdge: ResolverTypeWrapper<import('../platform/domain/connection').Edge<ResolversParentTypes['Disclosure']>>;
  Domain: ResolverTypeWrapper<DomainModel>;
  Field: ResolverTypeWrapper<FieldModel>;
  FieldConnection: ResolverTypeWrapper<import('../platform/domain/connection').Connection<ResolversParentTypes['Field']>>;
  FieldEdge: ResolverTypeWrapper<import('../platform/domain/connection').Edge<ResolversParentTypes['Field']>>;
  Instant: ResolverTypeWrapper<Scalars['Instant']['output']>;
  LineageEdge: ResolverTypeWrapper<LineageEdgeModel>;
  LineageSourceKind: LineageSourceKind;
  Mask: Mask;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<MoneyModel>;
  OperationKind: OperationKind;
  Origin: ResolverTypeWrapper<OriginModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Period: ResolverTypeWrapper<Period>;
  PurposeOfUse: PurposeOfUse;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Supergraph: ResolverTypeWrapper<SupergraphModel>;
  System: ResolverTypeWrapper<SystemModel>;
  Team: ResolverTypeWrapper<TeamModel>;
  VersionStatus: VersionStatus;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessLogEntry: AccessLogEntryModel;
  ID: Scalars['ID']['output'];
  AccessLogEntryConnection: import('../platform/domain/connection').Connection<ResolversParentTypes['AccessLogEntry']>;
  Int: Scalars['Int']['output'];
  AccessLogEntryEdge: import('../platform/domain/connection').Edge<ResolversParentTypes['AccessLogEntry']>;
  AccessedField: AccessedField;
  Api: ApiModel;
  ApiConnection: import('../platform/domain/connection').Connection<ResolversParentTypes['Api']>;
  ApiEdge: import('../platform/domain/connection').Edge<ResolversParentTypes['Api']>;
  ApiVersion: ApiVersionModel;
  Boolean: Scalars['Boolean']['output'];
  ApiVersionConnection: import('../platform/domain/connection').Connection<ResolversParentTypes['ApiVersion']>;
  ApiVersionEdge: import('../platform/domain/connection').Edge<ResolversParentTypes['ApiVersion']>;
  CalendarDate: Scalars['CalendarDate']['output'];
  CodedValue: CodedValue;
  Currency: Scalars['Currency']['output'];
  Disclosure: DisclosureModel;
  DisclosureConnection: import('../platform/domain/connection').Connection<ResolversParentTypes['Disclosure']>;
  DisclosureEdge: import('../platform/domain/connection').Edge<ResolversParentTypes['Disclosure']>;
  Domain: DomainModel;
  Field: FieldModel;
  FieldConnection: import('../platform/domain/connection').Connection<ResolversParentTypes['Field']>;
  FieldEdge: import('../platform/domain/connection').Edge<ResolversParentTypes['Field']>;
  Instant: Scalars['Instant']['output'];
  LineageEdge: LineageEdgeModel;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: MoneyModel;
  Origin: OriginModel;
  PageInfo: PageInfo;
  Period: Period;
  Query: Record<PropertyKey, never>;
  Supergraph: SupergraphModel;
  System: SystemModel;
  Team: TeamModel;
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

export type AccessLogEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessLogEntry'] = ResolversParentTypes['AccessLogEntry']> = {
  api?: Resolver<Maybe<ResolversTypes['Api']>, ParentType, ContextType>;
  breakGlassReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documentHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AccessedField']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operationKind?: Resolver<Maybe<ResolversTypes['OperationKind']>, ParentType, ContextType>;
  operationNameHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  patientId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['PurposeOfUse']>, ParentType, ContextType>;
  recordId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tokenId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccessLogEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessLogEntryConnection'] = ResolversParentTypes['AccessLogEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AccessLogEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AccessLogEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessLogEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessLogEntryEdge'] = ResolversParentTypes['AccessLogEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessLogEntry'], ParentType, ContextType>;
};

export type AccessedFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccessedField'] = ResolversParentTypes['AccessedField']> = {
  coordinate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['AccessDecision']>, ParentType, ContextType>;
  entities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type ApiResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Api'] = ResolversParentTypes['Api'], FederationReferenceType extends FederationReferenceTypes['Api'] = FederationReferenceTypes['Api']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Api']> | FederationReferenceType, FederationReferenceType, ContextType>;
  currentVersion?: Resolver<Maybe<ResolversTypes['ApiVersion']>, ParentType, ContextType>;
  domain?: Resolver<ResolversTypes['Domain'], ParentType, ContextType>;
  fields?: Resolver<ResolversTypes['FieldConnection'], ParentType, ContextType, RequireFields<ApiFieldsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  layer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  systems?: Resolver<ReadonlyArray<ResolversTypes['System']>, ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
};

export type ApiConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiConnection'] = ResolversParentTypes['ApiConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Api']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiEdge'] = ResolversParentTypes['ApiEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Api'], ParentType, ContextType>;
};

export type ApiVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiVersion'] = ResolversParentTypes['ApiVersion'], FederationReferenceType extends FederationReferenceTypes['ApiVersion'] = FederationReferenceTypes['ApiVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ApiVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  api?: Resolver<Maybe<ResolversTypes['Api']>, ParentType, ContextType>;
  faults?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  sdl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['VersionStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ApiVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiVersionConnection'] = ResolversParentTypes['ApiVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ApiVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ApiVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiVersionEdge'] = ResolversParentTypes['ApiVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiVersion'], ParentType, ContextType>;
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

export type DisclosureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Disclosure'] = ResolversParentTypes['Disclosure']> = {
  clientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  disclosedAt?: Resolver<Maybe<ResolversTypes['Instant']>, ParentType, ContextType>;
  disclosedFields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['PurposeOfUse']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recipient?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DisclosureConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosureConnection'] = ResolversParentTypes['DisclosureConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DisclosureEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Disclosure']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DisclosureEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosureEdge'] = ResolversParentTypes['DisclosureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Disclosure'], ParentType, ContextType>;
};

export type DomainResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Domain'] = ResolversParentTypes['Domain'], FederationReferenceType extends FederationReferenceTypes['Domain'] = FederationReferenceTypes['Domain']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Domain']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apis?: Resolver<ReadonlyArray<ResolversTypes['Api']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Field'] = ResolversParentTypes['Field'], FederationReferenceType extends FederationReferenceTypes['Field'] = FederationReferenceTypes['Field']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Field']> | FederationReferenceType, FederationReferenceType, ContextType>;
  class?: Resolver<Maybe<ResolversTypes['DataClass']>, ParentType, ContextType>;
  contributors?: Resolver<ReadonlyArray<ResolversTypes['Api']>, ParentType, ContextType>;
  coordinate?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deprecationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mask?: Resolver<Maybe<ResolversTypes['Mask']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Api']>, ParentType, ContextType>;
  purposes?: Resolver<ReadonlyArray<ResolversTypes['PurposeOfUse']>, ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  scopes?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FieldConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldConnection'] = ResolversParentTypes['FieldConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FieldEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Field']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FieldEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FieldEdge'] = ResolversParentTypes['FieldEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Field'], ParentType, ContextType>;
};

export interface InstantScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Instant'], unknown> {
  name: 'Instant';
}

export type LineageEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  api?: Resolver<Maybe<ResolversTypes['Api']>, ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sourceField?: Resolver<Maybe<ResolversTypes['Field']>, ParentType, ContextType>;
  sourceKind?: Resolver<ResolversTypes['LineageSourceKind'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  transform?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  accessLog?: Resolver<Maybe<ResolversTypes['AccessLogEntryConnection']>, ParentType, ContextType, RequireFields<QueryAccessLogArgs, 'first' | 'patient'>>;
  accountingOfDisclosures?: Resolver<Maybe<ResolversTypes['DisclosureConnection']>, ParentType, ContextType, RequireFields<QueryAccountingOfDisclosuresArgs, 'first' | 'patient'>>;
  api?: Resolver<Maybe<ResolversTypes['Api']>, ParentType, ContextType, RequireFields<QueryApiArgs, 'name'>>;
  apis?: Resolver<Maybe<ResolversTypes['ApiConnection']>, ParentType, ContextType, RequireFields<QueryApisArgs, 'first'>>;
  domains?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Domain']>>, ParentType, ContextType>;
  field?: Resolver<Maybe<ResolversTypes['Field']>, ParentType, ContextType, RequireFields<QueryFieldArgs, 'coordinate'>>;
  fields?: Resolver<Maybe<ResolversTypes['FieldConnection']>, ParentType, ContextType, RequireFields<QueryFieldsArgs, 'first'>>;
  lineage?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LineageEdge']>>, ParentType, ContextType, RequireFields<QueryLineageArgs, 'depth' | 'field'>>;
  supergraph?: Resolver<Maybe<ResolversTypes['Supergraph']>, ParentType, ContextType>;
  systems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['System']>>, ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Team']>>, ParentType, ContextType>;
  versions?: Resolver<Maybe<ResolversTypes['ApiVersionConnection']>, ParentType, ContextType, RequireFields<QueryVersionsArgs, 'api' | 'first'>>;
};

export type SupergraphResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Supergraph'] = ResolversParentTypes['Supergraph']> = {
  composedAt?: Resolver<ResolversTypes['Instant'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['ApiVersion']>, ParentType, ContextType>;
};

export type SystemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['System'] = ResolversParentTypes['System'], FederationReferenceType extends FederationReferenceTypes['System'] = FederationReferenceTypes['System']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['System']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apis?: Resolver<ReadonlyArray<ResolversTypes['Api']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team'], FederationReferenceType extends FederationReferenceTypes['Team'] = FederationReferenceTypes['Team']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Team']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apis?: Resolver<ReadonlyArray<ResolversTypes['Api']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AccessLogEntry?: AccessLogEntryResolvers<ContextType>;
  AccessLogEntryConnection?: AccessLogEntryConnectionResolvers<ContextType>;
  AccessLogEntryEdge?: AccessLogEntryEdgeResolvers<ContextType>;
  AccessedField?: AccessedFieldResolvers<ContextType>;
  Api?: ApiResolvers<ContextType>;
  ApiConnection?: ApiConnectionResolvers<ContextType>;
  ApiEdge?: ApiEdgeResolvers<ContextType>;
  ApiVersion?: ApiVersionResolvers<ContextType>;
  ApiVersionConnection?: ApiVersionConnectionResolvers<ContextType>;
  ApiVersionEdge?: ApiVersionEdgeResolvers<ContextType>;
  CalendarDate?: GraphQLScalarType;
  CodedValue?: CodedValueResolvers<ContextType>;
  Currency?: GraphQLScalarType;
  Disclosure?: DisclosureResolvers<ContextType>;
  DisclosureConnection?: DisclosureConnectionResolvers<ContextType>;
  DisclosureEdge?: DisclosureEdgeResolvers<ContextType>;
  Domain?: DomainResolvers<ContextType>;
  Field?: FieldResolvers<ContextType>;
  FieldConnection?: FieldConnectionResolvers<ContextType>;
  FieldEdge?: FieldEdgeResolvers<ContextType>;
  Instant?: GraphQLScalarType;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Period?: PeriodResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Supergraph?: SupergraphResolvers<ContextType>;
  System?: SystemResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  access?: AccessDirectiveResolver<unknown, unknown, ContextType>;
  api?: ApiDirectiveResolver<unknown, unknown, ContextType>;
  selectsBy?: SelectsByDirectiveResolver<unknown, unknown, ContextType>;
};
