import type { FeedEntry } from '../../platform/events/port';
import type { Collection, Store } from '../../platform/store/port';
import type { ErpFact, FiscalPeriod, JournalEntry, LedgerAccount, LegalEntity } from './domain';

interface Versioned {
  readonly _id: string;
  /** Version of the commit it was last written by. */
  readonly version: number;
}

export type JournalEntryDocument = JournalEntry & Versioned;
export type LegalEntityDocument = LegalEntity & Versioned;
export type LedgerAccountDocument = LedgerAccount & Versioned;
export type FiscalPeriodDocument = FiscalPeriod & Versioned;

export interface ErpDocuments {
  readonly entries: Collection<JournalEntryDocument>;
  readonly legalEntities: Collection<LegalEntityDocument>;
  readonly ledgerAccounts: Collection<LedgerAccountDocument>;
  readonly fiscalPeriods: Collection<FiscalPeriodDocument>;
}

/** Opens the collections that this subgraph serves from. */
export async function openErpDocuments(store: Store): Promise<ErpDocuments> {
  return {
    entries: await store.collection({
      name: 'erp_journal_entries',
      indexes: [
        { fields: ['postingDate'] },
        { fields: ['status', 'postingDate'] },
        { fields: ['facilityId', 'postingDate'] },
        { fields: ['origin.sourceId'] },
      ],
    }),
    legalEntities: await store.collection({ name: 'erp_entities', indexes: [] }),
    ledgerAccounts: await store.collection({ name: 'erp_accounts', indexes: [{ fields: ['code'] }] }),
    fiscalPeriods: await store.collection({ name: 'erp_periods', indexes: [{ fields: ['startDate'] }] }),
  };
}

/** Brings the documents up to what the feed's entries say. An entry that was seen before changes nothing. */
export async function projectErp(documents: ErpDocuments, feed: readonly FeedEntry<ErpFact>[]): Promise<void> {
  const changes = new Changes();
  for (const { commit } of feed) for (const fact of commit.facts) changes.take(fact, commit.version);
  await documents.entries.upsertNewer([...changes.entries.values()]);
  await documents.legalEntities.upsertNewer([...changes.legalEntities.values()]);
  await documents.ledgerAccounts.upsertNewer([...changes.ledgerAccounts.values()]);
  await documents.fiscalPeriods.upsertNewer([...changes.fiscalPeriods.values()]);
}

/** The last state of each document in a batch, by id. */
class Changes {
  readonly entries = new Map<string, JournalEntryDocument>();
  readonly legalEntities = new Map<string, LegalEntityDocument>();
  readonly ledgerAccounts = new Map<string, LedgerAccountDocument>();
  readonly fiscalPeriods = new Map<string, FiscalPeriodDocument>();

  take(fact: ErpFact, version: number): void {
    switch (fact.type) {
      case 'JournalEntryRequested':
      case 'JournalEntryDrafted':
      case 'JournalEntryPosted':
      case 'JournalEntryReversed':
      case 'JournalEntryRejected':
        return put(this.entries, fact.data.entry, version);
      case 'LegalEntityChanged':
        return put(this.legalEntities, fact.data.legalEntity, version);
      case 'LedgerAccountChanged':
        return put(this.ledgerAccounts, fact.data.ledgerAccount, version);
      case 'FiscalPeriodChanged':
        return put(this.fiscalPeriods, fact.data.fiscalPeriod, version);
      default:
        return fact satisfies never;
    }
  }
}

function put<T extends { readonly id: string }>(map: Map<string, T & Versioned>, value: T, version: number): void {
  map.set(value.id, { ...value, _id: value.id, version });
}
