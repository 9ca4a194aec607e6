import type { Collection, Filter, StoredDocument } from '../../platform/store/port';
import type { Patient } from './domain';
import { guarantorIdsFrom, type EhrCollections, type GuarantorLink, type Stored } from './documents';
import type { Batch } from './projection';

/**
 * A patient belongs to the facilities where they are registered or were seen; coverages and guarantors belong where
 * their patients do. So these are put together from several documents, anew for each patient that a batch touches.
 * `moved`: patients that documents of the batch belonged to before.
 */
export async function projectPeople(
  collections: EhrCollections,
  batch: Batch,
  moved: readonly string[],
): Promise<void> {
  const { patients, assignments, encounters, coverages } = batch;
  const touched = new Set([...moved, ...patients.map(({ id }) => id)]);
  for (const { patientId } of [...assignments, ...encounters, ...coverages]) touched.add(patientId);
  if (touched.size === 0) return;
  const placed = await projectPatients(collections, batch, [...touched]);
  await projectCoverages(collections, batch, placed);
  await projectGuarantorLinks(collections, placed);
}

type Patients = ReadonlyMap<string, Stored<Patient>>;

async function projectPatients(
  { patients, encounters }: EhrCollections,
  batch: Batch,
  touched: readonly string[],
): Promise<Patients> {
  const current = await newerOf(patients, batch.patients, touched);
  const seenAt = await encounters.group({
    by: ['patientId', 'facilityId'],
    filter: { patientId: { in: touched }, facilityId: { ne: null }, status: { ne: 'ENTERED_IN_ERROR' } },
  });
  const facilities = new Map<string, string[]>();
  for (const { key } of seenAt) {
    const [patientId, facilityId] = [String(key['patientId']), String(key['facilityId'])];
    facilities.set(patientId, [...(facilities.get(patientId) ?? []), facilityId]);
  }
  const placed = [...current.values()].map((patient) => {
    const registered = patient.managingFacilityId === null ? [] : [patient.managingFacilityId];
    const facilityIds = [...new Set([...registered, ...(facilities.get(patient.id) ?? [])])].sort();
    return { ...patient, facilityIds };
  });
  if (placed.length > 0) await patients.upsertMany(placed);
  return new Map(placed.map((patient) => [patient.id, patient]));
}

async function projectCoverages({ coverages }: EhrCollections, batch: Batch, patients: Patients): Promise<void> {
  const stored = await all(coverages, { patientId: { in: [...patients.keys()] } });
  const ids = [...new Set([...stored, ...batch.coverages].map(({ id }) => id))];
  const current = await newerOf(coverages, batch.coverages, ids);
  const placed = [...current.values()].map((coverage) => ({
    ...coverage,
    facilityIds: patients.get(coverage.patientId)?.facilityIds ?? coverage.facilityIds,
  }));
  if (placed.length > 0) await coverages.upsertMany(placed);
}

/** Writes who answers for each of these patients, and takes away who no longer does. */
async function projectGuarantorLinks(
  { assignments, guarantorLinks }: EhrCollections,
  patients: Patients,
): Promise<void> {
  const theirs: Filter = { patientId: { in: [...patients.keys()] } };
  const assigned = await all(assignments, theirs);
  const links = [...patients.values()].flatMap((patient): readonly GuarantorLink[] => {
    const own = assigned.filter(({ patientId }) => patientId === patient.id);
    return guarantorIdsFrom(own, patient.id, null).map((guarantorId, rank) => ({
      _id: `${patient.id}/${guarantorId}`,
      guarantorId,
      patientId: patient.id,
      facilityIds: patient.facilityIds,
      rank,
    }));
  });
  if (links.length === 0) return;
  await guarantorLinks.upsertMany(links);
  await guarantorLinks.remove({ all: [theirs, { _id: { notIn: links.map(({ _id }) => _id) } }] });
}

/** The stored documents of these ids, each replaced by the batch's where that is newer. */
async function newerOf<T extends Stored<{ readonly id: string }>>(
  collection: Collection<T>,
  batch: readonly T[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, T>> {
  const stored = (await collection.getMany(ids)).filter((document) => document !== null);
  const newest = new Map(stored.map((document) => [document.id, document]));
  for (const document of batch) {
    if ((newest.get(document.id)?.version ?? 0) < document.version) newest.set(document.id, document);
  }
  return newest;
}

async function all<T extends StoredDocument>(collection: Collection<T>, filter: Filter): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const document of collection.iterate(filter)) found.push(document);
  return found;
}
