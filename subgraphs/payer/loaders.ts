import DataLoader from 'dataloader';
import { compartmentFilter } from '../../platform/access/compartment';
import type { SubgraphCall, SubgraphContext } from '../../platform/access/subgraph';
import { createPagesByParent, type PagesByParent } from '../../platform/store/pages-by-parent';
import type { Collection, Filter, Sort, StoredDocument } from '../../platform/store/port';
import type {
  ClaimDocument,
  DenialDocument,
  PayerDocument,
  PayerDocuments,
  RemittanceClaimDocument,
  RemittanceDocument,
} from './documents';
import type { Imbalance } from './domain';

/** What one request reads of this subgraph: each entity and list in batches, narrowed to the viewer's compartment. */
export interface Loaders {
  readonly documents: PayerDocuments;
  /** The store filter of what the viewer may see of claims, claim payments and denials. */
  readonly visible: Filter;
  /** The same for remittances, which belong to the facilities of the claims in them. */
  readonly visibleRemittances: Filter;
  /** The same for what belongs to the network alone. */
  readonly visibleToNetwork: Filter;
  readonly claim: DataLoader<string, ClaimDocument | null>;
  readonly remittance: DataLoader<string, RemittanceDocument | null>;
  readonly denial: DataLoader<string, DenialDocument | null>;
  readonly payer: DataLoader<string, PayerDocument | null>;
  /** By claim id, the oldest first. */
  readonly denialsOfClaim: DataLoader<string, readonly DenialDocument[]>;
  readonly paymentsOfClaim: DataLoader<string, readonly RemittanceClaimDocument[]>;
  readonly claimsOfAccount: PagesByParent<ClaimDocument>;
  readonly claimsOfRemittance: PagesByParent<RemittanceClaimDocument>;
  /** Sums that do not come out, of the remittance as a whole and of the claim payments that the viewer may see. */
  readonly imbalances: DataLoader<RemittanceDocument, readonly Imbalance[]>;
}

export type Context = SubgraphContext<Loaders>;

const BATCH = 500; // ids in one read
/** How claims, claim payments and denials say whose they are. */
const OWNED = { patient: 'patientId', account: 'accountId', facility: 'facilityId', payer: 'payerId' };
const EVERYTHING: Filter = {};

/** A fresh set for one request: nothing in it outlives the request or is seen by another viewer. */
export function createLoaders(documents: PayerDocuments, { viewer: { compartment } }: SubgraphCall): Loaders {
  const visible = compartmentFilter(compartment, OWNED);
  const visibleRemittances = compartmentFilter(compartment, { facilities: 'facilityIds', payer: 'payerId' });
  return {
    documents,
    visible,
    visibleRemittances,
    visibleToNetwork: compartmentFilter(compartment, {}),
    claim: byId(documents.claims, visible),
    remittance: byId(documents.remittances, visibleRemittances),
    denial: byId(documents.denials, visible),
    payer: byId(documents.payers, EVERYTHING),
    denialsOfClaim: byClaim(documents.denials, visible, [['denialDate', 'asc']]),
    paymentsOfClaim: byClaim(documents.remittanceClaims, visible, [['paymentDate', 'asc']]),
    claimsOfAccount: createPagesByParent({
      collection: documents.claims,
      parent: 'accountId',
      sort: [['serviceDate', 'desc']],
      visible,
    }),
    claimsOfRemittance: createPagesByParent({
      collection: documents.remittanceClaims,
      parent: 'remittanceId',
      sort: [['ordinal', 'asc']],
      visible,
    }),
    imbalances: new DataLoader((remittances) => visibleImbalances(documents, visible, remittances)),
  };
}

/** One read for all remittances of a tick, and none where every sum comes out. */
async function visibleImbalances(
  { remittanceClaims }: PayerDocuments,
  visible: Filter,
  remittances: readonly RemittanceDocument[],
): Promise<readonly (readonly Imbalance[])[]> {
  const any = remittances.flatMap(({ _id: remittanceId, imbalances }): readonly Filter[] => {
    const ordinals = imbalances.flatMap(({ claimOrdinal }) => claimOrdinal ?? []);
    return ordinals.length === 0 ? [] : [{ remittanceId, ordinal: { in: [...new Set(ordinals)] } }];
  });
  const seen = new Set<string>();
  if (any.length > 0) {
    for await (const { remittanceId, ordinal } of remittanceClaims.iterate({ all: [visible, { any }] })) {
      seen.add(`${remittanceId} ${ordinal}`);
    }
  }
  return remittances.map(({ _id, imbalances }) =>
    imbalances.filter(({ claimOrdinal }) => claimOrdinal === null || seen.has(`${_id} ${claimOrdinal}`)),
  );
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

/** What belongs to each claim of a tick, in one read. */
function byClaim<T extends StoredDocument & { readonly claimId: string | null }>(
  collection: Collection<T>,
  visible: Filter,
  sort: Sort,
): DataLoader<string, readonly T[]> {
  return new DataLoader(
    async (ids) => {
      const found = new Map<string, T[]>(ids.map((id) => [id, []]));
      const filter: Filter = { all: [visible, { claimId: { in: ids } }] };
      for await (const item of collection.iterate(filter, { sort })) found.get(item.claimId ?? '')?.push(item);
      return ids.map((id) => found.get(id) ?? []);
    },
    { maxBatchSize: BATCH },
  );
}
