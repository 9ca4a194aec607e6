import DataLoader from 'dataloader';
import { allows, careCompartmentOf, compartmentFilter } from '../../platform/access/compartment';
import type { SubgraphCall, SubgraphContext } from '../../platform/access/subgraph';
import { createPagesByParent, type PagesByParent } from '../../platform/store/pages-by-parent';
import type { Collection, Filter, Sort, StoredDocument } from '../../platform/store/port';
import type { ChargeItem, Coverage, Encounter, Facility, Guarantor, Patient, Practitioner } from './domain';
import { COMPARTMENT_PATHS, type EhrDocuments, type GuarantorLink, type Stored } from './documents';

/** What one request reads of the ehr room, each entity and list in batches and narrowed to the viewer's compartment. */
export interface Loaders {
  readonly documents: EhrDocuments;
  /** The store filter of the patients that the viewer may see. */
  readonly visiblePatients: Filter;
  /** Of the facilities where a patient is known, those that the viewer may know of: where they see the patient's visits. */
  readonly facilityIdsKnownOf: (patient: Pick<Patient, 'id' | 'facilityIds'>) => readonly string[];
  readonly patient: DataLoader<string, Patient | null>;
  readonly encounter: DataLoader<string, Encounter | null>;
  readonly coverage: DataLoader<string, Coverage | null>;
  readonly chargeItem: DataLoader<string, ChargeItem | null>;
  readonly guarantor: DataLoader<string, Guarantor | null>;
  readonly practitioner: DataLoader<string, Practitioner | null>;
  readonly facility: DataLoader<string, Facility | null>;
  readonly encountersOfPatient: PagesByParent<Stored<Encounter>>;
  readonly coveragesOfPatient: DataLoader<string, readonly Coverage[]>;
  readonly chargeItemsOfEncounter: DataLoader<string, readonly ChargeItem[]>;
  /** Ids of guarantors, by patient. */
  readonly guarantorIdsOfPatient: DataLoader<string, readonly string[]>;
  /** Ids of visible patients, by guarantor. */
  readonly patientIdsOfGuarantor: DataLoader<string, readonly string[]>;
}

/** The context of the ehr room's resolvers. */
export type Context = SubgraphContext<Loaders>;

/** Fresh for each request: a loader that lived longer would hand one viewer's record to another. */
export function createLoaders(documents: EhrDocuments, { viewer }: SubgraphCall): Loaders {
  const { collections } = documents;
  const compartment = careCompartmentOf(viewer);
  const visible = (name: keyof typeof COMPARTMENT_PATHS) => compartmentFilter(compartment, COMPARTMENT_PATHS[name]);
  const links = { collection: collections.guarantorLinks, visible: visible('guarantorLinks') };
  const patientIdsOfGuarantor = idsBy({ ...links, parent: 'guarantorId', child: 'patientId' });
  return {
    documents,
    visiblePatients: visible('patients'),
    facilityIdsKnownOf: ({ id: patientId, facilityIds }) =>
      facilityIds.filter((facilityId) => allows(compartment, { patientId, facilityId }, COMPARTMENT_PATHS.encounters)),
    patient: byId(collections.patients, visible('patients')),
    encounter: byId(collections.encounters, visible('encounters')),
    coverage: byId(collections.coverages, visible('coverages')),
    chargeItem: byId(collections.chargeItems, visible('chargeItems')),
    guarantor: visibleGuarantors(documents, patientIdsOfGuarantor),
    practitioner: byId(collections.practitioners, {}),
    facility: byId(collections.facilities, {}),
    encountersOfPatient: createPagesByParent({
      collection: collections.encounters,
      parent: 'patientId',
      sort: [['serviceDate', 'desc']],
      visible: visible('encounters'),
    }),
    coveragesOfPatient: childrenBy({
      collection: collections.coverages,
      parent: 'patientId',
      visible: visible('coverages'),
      sort: [],
    }),
    chargeItemsOfEncounter: childrenBy({
      collection: collections.chargeItems,
      parent: 'encounterId',
      visible: visible('chargeItems'),
      sort: [['serviceDate', 'asc']],
    }),
    guarantorIdsOfPatient: idsBy({ ...links, parent: 'patientId', child: 'guarantorId' }),
    patientIdsOfGuarantor,
  };
}

/** One read for all ids of a tick; what the viewer may not see is as if it were not there. */
const byId = <T extends StoredDocument>(collection: Collection<T>, visible: Filter): DataLoader<string, T | null> =>
  new DataLoader(async (ids) => {
    const { items } = await collection.find({ all: [visible, { _id: { in: ids } }] }, { limit: ids.length });
    const found = new Map(items.map((item) => [item._id, item]));
    return ids.map((id) => found.get(id) ?? null);
  });

interface Children<T extends StoredDocument> {
  readonly collection: Collection<T>;
  /** Field that holds the parent's id. */
  readonly parent: keyof T & string;
  readonly visible: Filter;
  readonly sort: Sort;
}

/** The short lists of all parents of a tick, in one read. */
const childrenBy = <T extends StoredDocument>({ collection, parent, visible, sort }: Children<T>) =>
  new DataLoader<string, readonly T[]>(async (ids) => {
    const children = new Map<unknown, T[]>(ids.map((id) => [id, []]));
    const filter: Filter = { all: [visible, { [parent]: { in: ids } }] };
    for await (const child of collection.iterate(filter, { sort })) children.get(child[parent])?.push(child);
    return ids.map((id) => children.get(id) ?? []);
  });

interface Links {
  readonly collection: Collection<GuarantorLink>;
  readonly visible: Filter;
  readonly parent: 'guarantorId' | 'patientId';
  readonly child: 'guarantorId' | 'patientId';
}

/** Ids on the other side of the links of all parents of a tick, in one read. */
function idsBy({ collection, visible, parent, child }: Links): DataLoader<string, readonly string[]> {
  const links = childrenBy({ collection, parent, visible, sort: [['rank', 'asc']] });
  return new DataLoader(async (ids) =>
    (await links.loadMany(ids)).map((found) => (found instanceof Error ? found : found.map((link) => link[child]))),
  );
}

/** A guarantor may be seen by who may see a patient that they answer for. */
const visibleGuarantors = (
  documents: EhrDocuments,
  patientIds: DataLoader<string, readonly string[]>,
): DataLoader<string, Guarantor | null> =>
  new DataLoader(async (ids) => {
    const answersFor = await Promise.all(ids.map((id) => patientIds.load(id)));
    const seen = ids.filter((_, index) => (answersFor[index] ?? []).length > 0);
    const found = new Map((await documents.getGuarantors(seen)).map((one) => [one?.id, one]));
    return ids.map((id) => found.get(id) ?? null);
  });
