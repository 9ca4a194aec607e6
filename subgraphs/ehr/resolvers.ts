import { connectionOf, pageSizeOf, type Connection, type PageArguments } from '../../platform/domain/connection';
import { HubError } from '../../platform/domain/errors';
import { sumMoney, type Money } from '../../platform/domain/money';
import type { Filter, Sort } from '../../platform/store/port';
import { byPriority } from './documents';
import type { ChargeItem, Patient } from './domain';
import type { Resolvers } from './generated';
import type { Context } from './loaders';

type Loaders = Context['loaders'];

const stub = (id: string | null): { readonly id: string } | null => (id === null ? null : { id });

/** Throws NOT_FOUND for what is absent or may not be seen: the two look the same. */
function found<T>(value: T | null, what: string): T {
  if (value === null) throw new HubError('NOT_FOUND', `there is no such ${what}`);
  return value;
}

interface Listing extends PageArguments {
  readonly filter: Filter;
  readonly sort: Sort;
}

async function patientsWhere(
  { documents, visiblePatients }: Loaders,
  { filter, sort, first, after }: Listing,
): Promise<Connection<Patient>> {
  const { patients } = documents.collections;
  const narrowed = { all: [visiblePatients, filter] };
  const page = await patients.find(narrowed, { sort, limit: pageSizeOf(first), after: after ?? null });
  return connectionOf<Patient>(page, () => patients.count(narrowed));
}

/** The visible ones among `ids`, in their order. */
async function present<T>(loaded: Promise<(T | null | Error)[]>): Promise<readonly T[]> {
  return (await loaded).filter((item): item is Awaited<T> & (T & {}) => {
    if (item instanceof Error) throw item;
    return item !== null;
  });
}

/** What is billable or billed; null when nothing has a price. */
function totalOf(items: readonly ChargeItem[]): Money | null {
  const amounts = items
    .filter(({ status }) => status === 'BILLABLE' || status === 'BILLED')
    .map(({ chargeAmount }) => chargeAmount)
    .filter((amount) => amount !== null);
  return amounts.length === 0 ? null : sumMoney(amounts, amounts[0]?.currency);
}

export const resolvers: Resolvers = {
  Query: {
    patient: async (_, { id }, { loaders }) => found(await loaders.patient.load(id), 'patient'),
    patients: (_, { first, after }, { loaders }) =>
      patientsWhere(loaders, { filter: {}, sort: [['_id', 'asc']], first, after: after ?? null }),
    patientsNamed: (_, { familyName, first, after }, { loaders }) =>
      patientsWhere(loaders, {
        filter: { 'name.family': { startsWith: familyName } },
        sort: [
          ['name.family', 'asc'],
          ['name.text', 'asc'],
        ],
        first,
        after: after ?? null,
      }),
    encounter: async (_, { id }, { loaders }) => found(await loaders.encounter.load(id), 'encounter'),
    facility: async (_, { id }, { loaders }) => found(await loaders.facility.load(id), 'facility'),
    facilities: async (_, __, { loaders }) =>
      (await loaders.documents.collections.facilities.find({}, { sort: [['name', 'asc']] })).items,
  },
  Patient: {
    __resolveReference: ({ id }, { loaders }) => loaders.patient.load(id),
    guarantors: async ({ id }, _, { loaders }) =>
      present(loaders.guarantor.loadMany(await loaders.guarantorIdsOfPatient.load(id))),
    coverages: async ({ id }, _, { loaders }) => [...(await loaders.coveragesOfPatient.load(id))].sort(byPriority),
    encounters: ({ id }, { first, after }, { loaders }) =>
      loaders.encountersOfPatient.connection({ parentId: id, first, after: after ?? null }),
    facilities: (patient, _, { loaders }) => present(loaders.facility.loadMany(loaders.facilityIdsKnownOf(patient))),
  },
  Guarantor: {
    __resolveReference: ({ id }, { loaders }) => loaders.guarantor.load(id),
    patients: async ({ id }, _, { loaders }) =>
      present(loaders.patient.loadMany(await loaders.patientIdsOfGuarantor.load(id))),
  },
  Encounter: {
    __resolveReference: ({ id }, { loaders }) => loaders.encounter.load(id),
    patient: ({ patientId }, _, { loaders }) => loaders.patient.load(patientId),
    facility: ({ facilityId }, _, { loaders }) => (facilityId === null ? null : loaders.facility.load(facilityId)),
    practitioner: ({ practitionerId }, _, { loaders }) =>
      practitionerId === null ? null : loaders.practitioner.load(practitionerId),
    chargeItems: ({ id }, _, { loaders }) => loaders.chargeItemsOfEncounter.load(id),
    totalChargeAmount: async ({ id }, _, { loaders }) => totalOf(await loaders.chargeItemsOfEncounter.load(id)),
  },
  Coverage: {
    __resolveReference: ({ id }, { loaders }) => loaders.coverage.load(id),
    patient: ({ patientId }, _, { loaders }) => loaders.patient.load(patientId),
    payer: ({ payerId }) => stub(payerId),
  },
  ChargeItem: {
    __resolveReference: ({ id }, { loaders }) => loaders.chargeItem.load(id),
    encounter: ({ encounterId }, _, { loaders }) => (encounterId === null ? null : loaders.encounter.load(encounterId)),
  },
  Practitioner: {
    __resolveReference: ({ id }, { loaders }) => loaders.practitioner.load(id),
  },
  Facility: {
    __resolveReference: ({ id }, { loaders }) => loaders.facility.load(id),
    legalEntity: ({ legalEntityId }) => stub(legalEntityId),
  },
};
