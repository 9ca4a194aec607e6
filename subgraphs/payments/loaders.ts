import DataLoader from 'dataloader';
import { compartmentFilter } from '../../platform/access/compartment';
import type { SubgraphCall, SubgraphContext } from '../../platform/access/subgraph';
import { createPagesByParent, type PagesByParent } from '../../platform/store/pages-by-parent';
import type { Collection, Filter, StoredDocument } from '../../platform/store/port';
import type {
  BankDepositDocument,
  PaymentDocument,
  PaymentDocuments,
  PayoutDocument,
  PayoutItemDocument,
  RefundDocument,
} from './documents';

/** What one request reads of this subgraph: each entity and list in batches, narrowed to the viewer's compartment. */
export interface Loaders {
  readonly documents: PaymentDocuments;
  /** The store filter of what the viewer may see of payments and refunds. */
  readonly visible: Filter;
  /** The same for payouts and bank deposits, which belong to nobody's account. */
  readonly visibleSettlements: Filter;
  readonly payment: DataLoader<string, PaymentDocument | null>;
  readonly refund: DataLoader<string, RefundDocument | null>;
  readonly payout: DataLoader<string, PayoutDocument | null>;
  readonly bankDeposit: DataLoader<string, BankDepositDocument | null>;
  /** By payment id, the oldest first. */
  readonly refundsOfPayment: DataLoader<string, readonly RefundDocument[]>;
  readonly paymentsOfAccount: PagesByParent<PaymentDocument>;
  readonly itemsOfPayout: PagesByParent<PayoutItemDocument>;
}

export type Context = SubgraphContext<Loaders>;

const BATCH = 500; // ids in one read
/** How payments and refunds say whose they are. */
const OWNED = { patient: 'patientId', account: 'accountId', facility: 'facilityId', system: 'origin.system' };

/** A fresh set for one request: nothing in it outlives the request or is seen by another viewer. */
export function createLoaders(documents: PaymentDocuments, { viewer }: SubgraphCall): Loaders {
  const visible = compartmentFilter(viewer.compartment, OWNED);
  const visibleSettlements = compartmentFilter(viewer.compartment, { system: 'origin.system' });
  return {
    documents,
    visible,
    visibleSettlements,
    payment: byId(documents.payments, visible),
    refund: byId(documents.refunds, visible),
    payout: byId(documents.payouts, visibleSettlements),
    bankDeposit: byId(documents.bankDeposits, visibleSettlements),
    refundsOfPayment: refundsByPayment(documents.refunds, visible),
    paymentsOfAccount: createPagesByParent({
      collection: documents.payments,
      parent: 'accountId',
      sort: [['createdAt', 'desc']],
      visible,
    }),
    itemsOfPayout: createPagesByParent({
      collection: documents.payoutItems,
      parent: 'payoutId',
      sort: [['_id', 'asc']],
      visible: compartmentFilter(viewer.compartment, { system: 'system' }),
    }),
  };
}

/** One read for all ids of a tick; what the viewer may not see is as if it were not there. */
function byId<T extends StoredDocument>(collection: Collection<T>, visible: Filter): DataLoader<string, T | null> {
  return new DataLoader(
    async (ids) => {
      const { items } = await collection.find({ all: [visible, { _id: { in: ids } }] }, { limit: ids.length });
      const found = new Map(items.map((item) => [item._id, item]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: BATCH },
  );
}

function refundsByPayment(
  refunds: Collection<RefundDocument>,
  visible: Filter,
): DataLoader<string, readonly RefundDocument[]> {
  return new DataLoader(
    async (ids) => {
      const found = new Map<string, RefundDocument[]>(ids.map((id) => [id, []]));
      const filter: Filter = { all: [visible, { paymentId: { in: ids } }] };
      for await (const refund of refunds.iterate(filter, { sort: [['createdAt', 'asc']] })) {
        found.get(refund.paymentId ?? '')?.push(refund);
      }
      return ids.map((id) => found.get(id) ?? []);
    },
    { maxBatchSize: BATCH },
  );
}
