import type { CalendarDate } from '../../platform/domain/calendar-date';
import { groupBy } from '../../platform/domain/group-by';
import type { FeedEntry } from '../../platform/events/port';
import { accountIdOf } from '../../subgraphs/billing/account-id';
import type { BillHolds } from '../../subgraphs/billing/bill-holds';
import type { ChargeItem, Coverage, Encounter } from '../../subgraphs/ehr/domain';
import { byPriority, guarantorIdsFrom, type EhrDocuments } from '../../subgraphs/ehr/documents';
import type { EhrFact } from '../../subgraphs/ehr/facts';

/** What the ledger needs to know around the charges of a batch, read from the EHR's documents in a few reads. */
export interface CareContext {
  /** Plans that cover the patient on a day, the one that pays first first. */
  coveragesOn(patientId: string, day: CalendarDate | null): readonly Coverage[];
  legalEntityOf(facilityId: string): string | null;
  guarantorOf(patientId: string, facilityId: string): string;
  hasChargeItems(encounterId: string): boolean;
  /** Ended encounters whose insured charges can be billed. */
  readonly holds: Parameters<BillHolds['hold']>[0];
}

/** Reads the context of a batch: one read for each kind of document. */
export async function readCareContext(
  documents: EhrDocuments,
  batch: readonly FeedEntry<EhrFact>[],
): Promise<CareContext> {
  const facts = batch.flatMap(({ commit }) => commit.facts);
  const cares = facts.flatMap((fact) => (isCare(fact) ? [fact.data] : []));
  const patientIds = unique(cares.map(({ patientId }) => patientId));
  const encounterIds = unique(facts.flatMap((fact) => encounterIdsOf(fact)));
  const { coverages, facilities, assignments, encounters, chargeItems } = documents.collections;
  const [covered, places, assigned, visits, items] = await Promise.all([
    all(coverages.iterate({ patientId: { in: patientIds } })),
    facilities.getMany(unique(cares.flatMap(({ facilityId }) => facilityId ?? []))),
    all(assignments.iterate({ patientId: { in: patientIds } })),
    encounters.getMany(encounterIds),
    all(chargeItems.iterate({ encounterId: { in: encounterIds } })),
  ]);
  const byPatient = groupBy(covered, ({ patientId }) => patientId);
  const assignedTo = groupBy(assigned, ({ patientId }) => patientId);
  const charged = groupBy(items, ({ encounterId }) => encounterId);
  const legalEntities = new Map(places.flatMap((place) => (place ? [[place.id, place.legalEntityId] as const] : [])));
  const coveragesOn = (patientId: string, day: CalendarDate | null): readonly Coverage[] =>
    (byPatient.get(patientId) ?? []).filter((coverage) => covers(coverage, day)).sort(byPriority);
  return {
    coveragesOn,
    legalEntityOf: (facilityId) => legalEntities.get(facilityId) ?? null,
    guarantorOf: (patientId, facilityId) =>
      guarantorIdsFrom(assignedTo.get(patientId) ?? [], patientId, facilityId)[0] ?? patientId,
    hasChargeItems: (encounterId) => charged.has(encounterId),
    holds: visits.flatMap((visit) => (visit ? holdOf(visit, charged.get(visit.id) ?? [], coveragesOn) : [])),
  };
}

type Care = Extract<EhrFact, { type: 'ChargeItemRecorded' | 'ClaimRecorded' | 'EncounterRecorded' }>;

const isCare = (fact: EhrFact): fact is Care =>
  fact.type === 'ChargeItemRecorded' || fact.type === 'ClaimRecorded' || fact.type === 'EncounterRecorded';

function encounterIdsOf(fact: EhrFact): readonly string[] {
  if (fact.type === 'EncounterRecorded') return [fact.data.id];
  if (fact.type !== 'ChargeItemRecorded' && fact.type !== 'ClaimRecorded') return [];
  return fact.data.encounterId === null ? [] : [fact.data.encounterId];
}

/** Whether a plan is in force on a day; without a day, whether it is in force at all. */
function covers({ status, period }: Coverage, day: CalendarDate | null): boolean {
  if (status !== 'ACTIVE') return false;
  if (day === null || period === null) return true;
  return (period.start === null || period.start <= day) && (period.end === null || day <= period.end);
}

function holdOf(
  { id, status, patientId, facilityId, serviceDate }: Encounter,
  items: readonly ChargeItem[],
  coveragesOn: CareContext['coveragesOn'],
): CareContext['holds'] {
  if (status !== 'FINISHED' || facilityId === null || serviceDate === null || items.length === 0) return [];
  const coverageIds = coveragesOn(patientId, serviceDate).map((coverage) => coverage.id);
  if (coverageIds.length === 0) return [];
  return [{ accountId: accountIdOf(patientId, facilityId), encounterId: id, coverageIds, serviceDate }];
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
