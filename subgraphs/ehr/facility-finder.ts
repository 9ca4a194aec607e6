import type { CommitLog } from '../../platform/events/port';
import type { EhrFact } from './facts';
import type { Recording } from './mapping/fhir';
import { fieldsOf, listOf, referenceId } from './mapping/fhir-values';

/** A fact with its facility, or what has to come first for it to be known. */
export type Completed = { readonly fact: EhrFact } | { readonly waitingFor: string };

export interface FacilityFinder {
  /** Takes notice of what stands in the same batch. */
  note(recordings: readonly Recording[]): void;
  complete(fact: EhrFact, resource: unknown): Promise<Completed>;
}

/**
 * Finds the facility where the resource itself names none. Encounter: its contained location's organization, else
 * where the patient is registered. ChargeItem and Claim: their encounter's. What they refer to may come later than
 * they do, as resource types are read one after another.
 */
export function createFacilityFinder(log: CommitLog<EhrFact>): FacilityFinder {
  const noted = new Map<string, EhrFact>();

  async function latest(stream: string): Promise<EhrFact | null> {
    const inBatch = noted.get(stream);
    if (inBatch) return inBatch;
    const version = (await log.versions([stream])).get(stream) ?? 0;
    const [commit] = version === 0 ? [] : await log.read(stream, version - 1, 1);
    return commit?.facts[0] ?? null;
  }

  async function ofPatient(patientId: string): Promise<Found> {
    const fact = await latest(`Patient/${patientId}`);
    return fact?.type === 'PatientRecorded' ? { facilityId: fact.data.managingFacilityId } : { waitingFor: `Patient/${patientId}` }; // prettier-ignore
  }

  async function ofEncounter(encounterId: string | null): Promise<Found> {
    if (encounterId === null) return { facilityId: null };
    const fact = await latest(`Encounter/${encounterId}`);
    if (fact?.type !== 'EncounterRecorded') return { waitingFor: `Encounter/${encounterId}` };
    return fact.data.facilityId === null ? ofPatient(fact.data.patientId) : { facilityId: fact.data.facilityId };
  }

  return {
    note: (recordings) => {
      for (const { stream, fact } of recordings) noted.set(stream, fact);
    },
    async complete(fact, resource) {
      if (fact.type === 'EncounterRecorded' && fact.data.facilityId === null) {
        const own = organizationOfLocation(resource);
        const completed = withFacility(fact, own === null ? await ofPatient(fact.data.patientId) : { facilityId: own });
        if ('fact' in completed) noted.set(`Encounter/${fact.data.id}`, completed.fact);
        return completed;
      }
      if ((fact.type === 'ChargeItemRecorded' || fact.type === 'ClaimRecorded') && fact.data.facilityId === null) {
        return withFacility(fact, await ofEncounter(fact.data.encounterId));
      }
      return { fact };
    },
  };
}

type Found = { readonly facilityId: string | null } | { readonly waitingFor: string };
type Placed = Extract<EhrFact, { data: { facilityId: string | null } }>;

const withFacility = (fact: Placed, found: Found): Completed =>
  'waitingFor' in found ? found : { fact: { ...fact, data: { ...fact.data, ...found } } as EhrFact };

function organizationOfLocation(resource: unknown): string | null {
  const locations = listOf(fieldsOf(resource)['contained']).map(fieldsOf);
  const location = locations.find(({ resourceType }) => resourceType === 'Location');
  return referenceId(fieldsOf(location?.['managingOrganization'])['reference']);
}
