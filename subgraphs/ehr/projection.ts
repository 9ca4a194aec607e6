import type { FeedEntry } from '../../platform/events/port';
import type { Collection } from '../../platform/store/port';
import type { Coverage, Encounter, GuarantorAssignment, Patient } from './domain';
import type { EhrCollections, Stored } from './documents';
import type { EhrFact } from './facts';
import { projectPeople } from './projection-of-people';

/** What a batch says of each type, the newest of each id. */
export interface Batch {
  readonly patients: readonly Stored<Patient>[];
  readonly assignments: readonly Stored<GuarantorAssignment>[];
  readonly encounters: readonly Stored<Encounter>[];
  readonly coverages: readonly Stored<Coverage>[];
}

/**
 * Brings the canonical documents up to date with a batch of the ehr feed. The same batch again, or an older one,
 * changes nothing: a document is replaced only by a newer version, and what is worked out from several documents is
 * worked out from those that are stored.
 */
export async function project(collections: EhrCollections, entries: readonly FeedEntry<EhrFact>[]): Promise<void> {
  const newest = <Type extends EhrFact['type']>(type: Type) => newestOf(entries, type);
  const batch: Batch = {
    patients: newest('PatientRecorded'),
    assignments: newest('GuarantorAssigned'),
    encounters: newest('EncounterRecorded'),
    coverages: newest('CoverageRecorded'),
  };
  const moved = await patientsBefore(collections, batch);
  await upsertNewer(collections.facilities, newest('FacilityRecorded'));
  await upsertNewer(collections.practitioners, newest('PractitionerRecorded'));
  await upsertNewer(collections.guarantors, newest('GuarantorRecorded'));
  await upsertNewer(collections.assignments, batch.assignments);
  await upsertNewer(collections.encounters, batch.encounters);
  await upsertNewer(collections.chargeItems, newest('ChargeItemRecorded'));
  await projectPeople(collections, batch, moved);
}

/** Patients that the documents of the batch belonged to until now: an encounter may be moved to the right patient. */
async function patientsBefore(collections: EhrCollections, batch: Batch): Promise<readonly string[]> {
  const { encounters, assignments, coverages } = collections;
  const before = await Promise.all([
    encounters.getMany(batch.encounters.map(({ id }) => id)),
    assignments.getMany(batch.assignments.map(({ id }) => id)),
    coverages.getMany(batch.coverages.map(({ id }) => id)),
  ]);
  return before.flat().flatMap((document) => (document === null ? [] : [document.patientId]));
}

type DataOf<Type extends EhrFact['type']> = Extract<EhrFact, { type: Type }>['data'];

function newestOf<Type extends EhrFact['type']>(
  entries: readonly FeedEntry<EhrFact>[],
  type: Type,
): readonly Stored<DataOf<Type>>[] {
  const byId = new Map<string, Stored<DataOf<Type>>>();
  for (const { commit } of entries) {
    for (const fact of commit.facts) {
      if (fact.type !== type) continue;
      const data = fact.data as DataOf<Type>;
      const known = byId.get(data.id);
      if (!known || known.version < commit.version) {
        byId.set(data.id, { ...data, _id: data.id, version: commit.version } as Stored<DataOf<Type>>);
      }
    }
  }
  return [...byId.values()];
}

async function upsertNewer<T extends Stored<object>>(
  collection: Collection<T>,
  documents: readonly T[],
): Promise<void> {
  if (documents.length > 0) await collection.upsertNewer(documents);
}
