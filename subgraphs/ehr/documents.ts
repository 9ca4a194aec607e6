import type { Collection, Store, StoredDocument } from '../../platform/store/port';
import type {
  ChargeItem,
  Coverage,
  Encounter,
  Facility,
  Guarantor,
  GuarantorAssignment,
  Patient,
  Practitioner,
} from './domain';

/** A canonical document: its id is the entity's, its version that of the commit it was projected from. */
export type Stored<T> = T & StoredDocument & { readonly version: number };

/** That a guarantor answers for a patient; worked out by the projection. `facilityIds` are the patient's. */
export interface GuarantorLink extends StoredDocument {
  /** `patientId/guarantorId` */
  readonly _id: string;
  readonly guarantorId: string;
  readonly patientId: string;
  readonly facilityIds: readonly string[];
  /** 0 for the one who is asked first. */
  readonly rank: number;
}

/** Everything the ehr room keeps: projections of its log, to be rebuilt from it at any time. */
export interface EhrCollections {
  readonly patients: Collection<Stored<Patient>>;
  /** People outside; of a guarantor who is a patient, the patient's own record tells. */
  readonly guarantors: Collection<Stored<Guarantor>>;
  readonly guarantorLinks: Collection<GuarantorLink>;
  readonly assignments: Collection<Stored<GuarantorAssignment>>;
  readonly encounters: Collection<Stored<Encounter>>;
  readonly coverages: Collection<Stored<Coverage>>;
  readonly chargeItems: Collection<Stored<ChargeItem>>;
  readonly practitioners: Collection<Stored<Practitioner>>;
  readonly facilities: Collection<Stored<Facility>>;
}

/** What other rooms' flows ask of the ehr room; not narrowed to any viewer. A read of one is null when absent. */
export interface EhrDocuments {
  readonly collections: EhrCollections;
  getPatient(id: string): Promise<Patient | null>;
  /** The one that pays first comes first. */
  getCoveragesOfPatient(patientId: string): Promise<readonly Coverage[]>;
  getCoverage(id: string): Promise<Coverage | null>;
  getEncounter(id: string): Promise<Encounter | null>;
  getChargeItemsOfEncounter(encounterId: string): Promise<readonly ChargeItem[]>;
  /**
   * Ids of those who answer for the patient's bill at the facility, the first one first: of the assignments there,
   * else of any; the patient alone where there is none.
   */
  getGuarantorIdsOf(patientId: string, facilityId?: string | null): Promise<readonly string[]>;
  getGuarantorsOf(patientId: string, facilityId?: string | null): Promise<readonly Guarantor[]>;
  /** In the order of `ids`; null for one who is neither a known person nor a patient. */
  getGuarantors(ids: readonly string[]): Promise<readonly (Guarantor | null)[]>;
  getFacility(id: string): Promise<Facility | null>;
  getPractitioner(id: string): Promise<Practitioner | null>;
}

/** Children of one parent are read whole up to here. */
const MOST_CHILDREN = 1_000;

export async function openEhrDocuments(store: Store): Promise<EhrDocuments> {
  const collections = await openCollections(store);
  const { patients, assignments, encounters, coverages, chargeItems, practitioners, facilities } = collections;
  async function getGuarantorIdsOf(patientId: string, facilityId: string | null = null): Promise<readonly string[]> {
    const { items } = await assignments.find({ patientId }, { limit: MOST_CHILDREN });
    return guarantorIdsFrom(items, patientId, facilityId);
  }
  return {
    collections,
    getPatient: (id) => patients.get(id),
    getCoveragesOfPatient: async (patientId) => {
      const { items } = await coverages.find({ patientId }, { limit: MOST_CHILDREN });
      return [...items].sort(byPriority);
    },
    getCoverage: (id) => coverages.get(id),
    getEncounter: (id) => encounters.get(id),
    getChargeItemsOfEncounter: async (encounterId) => (await chargeItems.find({ encounterId }, { limit: MOST_CHILDREN })).items, // prettier-ignore
    getGuarantorIdsOf,
    getGuarantorsOf: async (patientId, facilityId) => {
      const found = await getGuarantors(collections, await getGuarantorIdsOf(patientId, facilityId));
      return found.filter((guarantor) => guarantor !== null);
    },
    getGuarantors: (ids) => getGuarantors(collections, ids),
    getFacility: (id) => facilities.get(id),
    getPractitioner: (id) => practitioners.get(id),
  };
}

async function openCollections(store: Store): Promise<EhrCollections> {
  return {
    patients: await store.collection({ name: 'ehr_patients', indexes: [{ fields: ['name.family'] }] }),
    guarantors: await store.collection({ name: 'ehr_guarantors' }),
    guarantorLinks: await store.collection({
      name: 'ehr_guarantor_links',
      indexes: [{ fields: ['patientId', 'rank'] }, { fields: ['guarantorId'] }],
    }),
    assignments: await store.collection({
      name: 'ehr_guarantor_assignments',
      indexes: [{ fields: ['patientId'] }],
    }),
    encounters: await store.collection({
      name: 'ehr_encounters',
      indexes: [{ fields: ['patientId', 'serviceDate'] }],
    }),
    coverages: await store.collection({ name: 'ehr_coverages', indexes: [{ fields: ['patientId'] }] }),
    chargeItems: await store.collection({ name: 'ehr_charge_items', indexes: [{ fields: ['encounterId'] }] }),
    practitioners: await store.collection({ name: 'ehr_practitioners' }),
    facilities: await store.collection({ name: 'ehr_facilities', indexes: [{ fields: ['name'] }] }),
  };
}

const PRIORITIES = ['PRIMARY', null, 'SECONDARY', 'TERTIARY', 'OTHER'] as const;

/** The plan that pays first comes first; one that does not say stands between the first and the second. */
export const byPriority = (a: Coverage, b: Coverage): number =>
  PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) || (a.id < b.id ? -1 : 1);

/** The rule of `getGuarantorIdsOf`, over the assignments of one patient. */
export function guarantorIdsFrom(
  assignments: readonly GuarantorAssignment[],
  patientId: string,
  facilityId: string | null,
): readonly string[] {
  const named = assignments.filter(({ guarantorIds }) => guarantorIds.length > 0);
  const here = named.filter((assignment) => facilityId !== null && assignment.facilityId === facilityId);
  const ids = (here.length > 0 ? here : named).flatMap(({ guarantorIds }) => guarantorIds);
  return ids.length > 0 ? [...new Set(ids)] : [patientId];
}

/** Where documents of the ehr room say whose they are. */
export const COMPARTMENT_PATHS = {
  patients: { patient: 'patientId', person: 'patientId', facilities: 'facilityIds' },
  guarantorLinks: { patient: 'patientId', guarantor: 'guarantorId', facilities: 'facilityIds' },
  coverages: { patient: 'patientId', facilities: 'facilityIds', payer: 'payerId' },
  encounters: { patient: 'patientId', facility: 'facilityId' },
  chargeItems: { patient: 'patientId', facility: 'facilityId' },
} as const;

/** People outside by their own record, patients by theirs. */
async function getGuarantors(
  { guarantors, patients }: EhrCollections,
  ids: readonly string[],
): Promise<readonly (Guarantor | null)[]> {
  const people = await guarantors.getMany(ids);
  const others = ids.filter((_, index) => people[index] === null);
  const found = others.length === 0 ? [] : await patients.getMany(others);
  const byId = new Map(others.map((id, index) => [id, found[index] ?? null]));
  return ids.map((id, index) => people[index] ?? asGuarantor(byId.get(id) ?? null));
}

function asGuarantor(patient: Patient | null): Guarantor | null {
  if (patient === null) return null;
  const { id, name, address, telephone, origin } = patient;
  return { id, patientId: id, name, address, telephone, origin };
}
