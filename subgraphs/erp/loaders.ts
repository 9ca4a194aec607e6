import DataLoader from 'dataloader';
import { compartmentFilter } from '../../platform/access/compartment';
import type { SubgraphCall, SubgraphContext } from '../../platform/access/subgraph';
import type { Collection, Filter, StoredDocument } from '../../platform/store/port';
import type {
  ErpDocuments,
  FiscalPeriodDocument,
  JournalEntryDocument,
  LedgerAccountDocument,
  LegalEntityDocument,
} from './documents';

/** What one request reads of the ERP's records: each in batches, entries narrowed to the viewer's compartment. */
export interface Loaders {
  readonly documents: ErpDocuments;
  /** The store filter of the entries that the viewer may see. */
  readonly visible: Filter;
  readonly journalEntry: DataLoader<string, JournalEntryDocument | null>;
  /** By the ERP's own id. */
  readonly journalEntryBySourceId: DataLoader<string, JournalEntryDocument | null>;
  readonly legalEntity: DataLoader<string, LegalEntityDocument | null>;
  readonly ledgerAccount: DataLoader<string, LedgerAccountDocument | null>;
  readonly fiscalPeriod: DataLoader<string, FiscalPeriodDocument | null>;
}

export type Context = SubgraphContext<Loaders>;

const BATCH = 500; // ids in one read
const EVERYTHING: Filter = {};

/** A fresh set for one request. Entities, accounts and periods belong to no patient or facility: all may know them. */
export function createLoaders(documents: ErpDocuments, { viewer }: SubgraphCall): Loaders {
  const visible = compartmentFilter(viewer.compartment, { facility: 'facilityId' });
  return {
    documents,
    visible,
    journalEntry: byField(documents.entries, visible, '_id'),
    journalEntryBySourceId: byField(documents.entries, visible, 'origin.sourceId'),
    legalEntity: byField(documents.legalEntities, EVERYTHING, '_id'),
    ledgerAccount: byField(documents.ledgerAccounts, EVERYTHING, '_id'),
    fiscalPeriod: byField(documents.fiscalPeriods, EVERYTHING, '_id'),
  };
}

/** One read for all keys of a tick; what the viewer may not see is as if it were not there. */
function byField<T extends StoredDocument>(
  collection: Collection<T>,
  visible: Filter,
  field: '_id' | 'origin.sourceId',
): DataLoader<string, T | null> {
  const keyOf = (item: StoredDocument): string =>
    field === '_id' ? item._id : (item as unknown as JournalEntryDocument).origin.sourceId;
  return new DataLoader(
    async (keys) => {
      const { items } = await collection.find({ all: [visible, { [field]: { in: keys } }] }, { limit: keys.length });
      const found = new Map(items.map((item) => [keyOf(item), item]));
      return keys.map((key) => found.get(key) ?? null);
    },
    { maxBatchSize: BATCH },
  );
}
