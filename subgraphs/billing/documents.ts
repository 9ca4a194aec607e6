import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Collection, Store } from '../../platform/store/port';
import type { BillHoldDocument } from './bill-holds';
import type { AccountSnapshot } from './account-writer';
import type { ClaimRequest, Entry, ExceptionKind, UnidentifiedItem } from './domain';
import type { MetricAtomsDocument, MetricSnapshotDocument } from './metrics/snapshots';

/** View of an account, as readers see it. Amounts in minor units. */
export interface AccountDocument {
  readonly _id: string;
  /** Version of the account's last commit in this view. */
  readonly version: number;
  readonly patientId: string;
  readonly facilityId: string;
  readonly legalEntityId: string;
  readonly guarantorId: string | null;
  readonly currency: string;
  readonly balance: number;
  readonly insuranceBalance: number;
  readonly patientBalance: number;
  readonly unapplied: number;
  readonly changedAt: Instant;
}

/** View of one entry. `accountId`, `patientId` are null for entries of no account. */
export interface EntryDocument extends Entry {
  readonly _id: string;
  readonly accountId: string | null;
  readonly patientId: string | null;
  readonly facilityId: string | null;
  readonly legalEntityId: string;
  /** Order within the account: commit version × 1,000 + place in the commit. */
  readonly sequence: number;
  /** Place of its commit in the billing feed. */
  readonly position: number;
  readonly balanceAfter: number;
  readonly commitId: string;
  readonly factKey: string;
  readonly correlationId: string;
  readonly recordedAt: Instant;
}

/** Which account a claim belongs to. */
export interface ClaimIndexDocument {
  readonly _id: string;
  readonly accountId: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly billedAmount: number;
  readonly request: ClaimRequest | null;
}

export interface UnidentifiedDocument extends UnidentifiedItem {
  readonly _id: string;
  readonly version: number;
  readonly status: 'HELD' | 'IDENTIFIED';
  readonly currency: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  readonly position: number;
}

export interface CaseDocument {
  readonly _id: string;
  readonly kind: ExceptionKind;
  readonly status: 'OPEN' | 'RESOLVED';
  readonly reason: string;
  readonly system: string | null;
  readonly messageId: string | null;
  readonly accountId: string | null;
  readonly facilityId: string | null;
  readonly openedAt: Instant;
}

/** One day of one facility's books, and whether it holds entries that no journal covers yet. */
export interface JournalDayDocument {
  readonly _id: string;
  /** Twice the feed position of the day's last entry, and one more once a journal covers it. */
  readonly version: number;
  readonly legalEntityId: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  readonly currency: string;
  readonly isPending: boolean;
}

/** All that billing keeps beside its commits; each of them can be built again from the feed. */
export interface BillingDocuments {
  readonly snapshots: Collection<AccountSnapshot>;
  readonly accounts: Collection<AccountDocument>;
  readonly entries: Collection<EntryDocument>;
  readonly claims: Collection<ClaimIndexDocument>;
  readonly unidentified: Collection<UnidentifiedDocument>;
  readonly cases: Collection<CaseDocument>;
  readonly journalDays: Collection<JournalDayDocument>;
  readonly billHolds: Collection<BillHoldDocument>;
  readonly metricSnapshots: Collection<MetricSnapshotDocument>;
  readonly metricAtoms: Collection<MetricAtomsDocument>;
}

/** How exception cases say whose they are: those of no facility belong to the network alone. */
export const CASE_PATHS = { facility: 'facilityId' } as const;

/** How accounts say whose they are. */
export const ACCOUNT_PATHS = { patient: 'patientId', account: '_id', facility: 'facilityId' } as const;

/** Opens billing's collections with the indexes that its readers need. */
export async function openBillingDocuments(store: Store): Promise<BillingDocuments> {
  return {
    snapshots: await store.collection({ name: 'billing_snapshots' }),
    accounts: await store.collection({
      name: 'billing_accounts',
      indexes: [{ fields: ['balance'] }, { fields: ['patientId'] }, { fields: ['facilityId', 'balance'] }],
    }),
    entries: await store.collection({
      name: 'billing_entries',
      indexes: [{ fields: ['accountId', 'sequence'] }, { fields: ['legalEntityId', 'facilityId', 'postingDate'] }],
    }),
    claims: await store.collection({ name: 'billing_claims', indexes: [{ fields: ['accountId'] }] }),
    unidentified: await store.collection({
      name: 'billing_unidentified',
      indexes: [{ fields: ['claimSubmittedId', 'status'] }, { fields: ['position'] }],
    }),
    cases: await store.collection({
      name: 'billing_cases',
      indexes: [{ fields: ['openedAt'] }, { fields: ['kind', 'status'] }],
    }),
    billHolds: await store.collection({
      name: 'billing_bill_holds',
      indexes: [{ fields: ['isReleased', 'releaseOn'] }],
    }),
    journalDays: await store.collection({
      name: 'billing_journal_days',
      indexes: [{ fields: ['isPending', 'postingDate'] }],
    }),
    metricSnapshots: await store.collection({ name: 'billing_metric_snapshots' }),
    metricAtoms: await store.collection({ name: 'billing_metric_atoms', indexes: [{ fields: ['asOf'] }] }),
  };
}
