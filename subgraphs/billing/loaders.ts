import DataLoader from 'dataloader';
import { compartmentFilter } from '../../platform/access/compartment';
import type { SubgraphCall, SubgraphContext } from '../../platform/access/subgraph';
import { createPagesByParent, type PagesByParent } from '../../platform/store/pages-by-parent';
import type { Collection, Filter, StoredDocument } from '../../platform/store/port';
import {
  ACCOUNT_PATHS,
  CASE_PATHS,
  type AccountDocument,
  type BillingDocuments,
  type CaseDocument,
  type EntryDocument,
} from './documents';
import type { MetricAnswer, MetricQuestion } from './metrics/answers';
import { createMetricLoader } from './metrics/metric-loader';
import type { MetricSnapshots } from './metrics/snapshots';

/** What one request reads of billing, each entity and list in batches and narrowed to the viewer's compartment. */
export interface Loaders {
  readonly documents: BillingDocuments;
  /** The store filter of the accounts that the viewer may see. */
  readonly visibleAccounts: Filter;
  /** The same for what belongs to a facility and to no patient. */
  readonly visibleAtFacility: Filter;
  readonly account: DataLoader<string, AccountDocument | null>;
  readonly entry: DataLoader<string, EntryDocument | null>;
  readonly exceptionCase: DataLoader<string, CaseDocument | null>;
  readonly entries: PagesByParent<EntryDocument>;
  readonly metric: DataLoader<MetricQuestion, MetricAnswer>;
}

export type Context = SubgraphContext<Loaders>;

/** What billing answers from. */
export interface Sources {
  readonly documents: BillingDocuments;
  readonly metrics: Pick<MetricSnapshots, 'current'>;
}

export function createLoaders({ documents, metrics }: Sources, { viewer }: SubgraphCall): Loaders {
  const visibleAccounts = compartmentFilter(viewer.compartment, ACCOUNT_PATHS);
  const visible = compartmentFilter(viewer.compartment, { ...ACCOUNT_PATHS, account: 'accountId' });
  const visibleAtFacility = compartmentFilter(viewer.compartment, { facility: 'facilityId' });
  return {
    documents,
    visibleAccounts,
    visibleAtFacility,
    account: byId(documents.accounts, visibleAccounts),
    entry: byId(documents.entries, visible),
    exceptionCase: byId(documents.cases, compartmentFilter(viewer.compartment, CASE_PATHS)),
    entries: createPagesByParent({
      collection: documents.entries,
      parent: 'accountId',
      sort: [['sequence', 'desc']],
      visible,
    }),
    metric: createMetricLoader(metrics, viewer.compartment),
  };
}

/** One read for all ids of a tick; what the viewer may not see is as if it were not there. */
const byId = <T extends StoredDocument>(collection: Collection<T>, visible: Filter): DataLoader<string, T | null> =>
  new DataLoader(async (ids) => {
    const { items } = await collection.find({ all: [visible, { _id: { in: ids } }] }, { limit: ids.length });
    const byId = new Map(items.map((item) => [item._id, item]));
    return ids.map((id) => byId.get(id) ?? null);
  });
