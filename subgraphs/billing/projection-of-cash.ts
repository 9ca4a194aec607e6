import type { Commit, FeedEntry } from '../../platform/events/port';
import type { Collection } from '../../platform/store/port';
import type { CaseDocument, UnidentifiedDocument } from './documents';
import type { BillingFact } from './domain';
import { caseRaisedBy } from './exceptions';

type Batch = readonly FeedEntry<BillingFact>[];

/** Keeps the list of payer money whose claim is not known, and which of it has found its claim. */
export async function projectUnidentified(unidentified: Collection<UnidentifiedDocument>, batch: Batch): Promise<void> {
  const held = batch.flatMap(({ commit, position }) => heldOf(commit, position));
  await unidentified.upsertNewer(held);
  const identified = batch.flatMap(({ commit }) => commit.facts.flatMap((fact) => (fact.type === 'CashIdentified' ? [fact.data.itemId] : []))); // prettier-ignore
  if (identified.length === 0) return;
  const found = await unidentified.getMany(identified);
  await unidentified.upsertNewer(
    found.flatMap((item) => (item ? [{ ...item, version: 2, status: 'IDENTIFIED' as const }] : [])),
  );
}

const heldOf = (commit: Commit<BillingFact>, position: number): readonly UnidentifiedDocument[] =>
  commit.facts.flatMap((fact) => {
    if (fact.type !== 'UnidentifiedCashRecorded') return [];
    const { item, entry, facilityId } = fact.data;
    const { currency, postingDate } = entry;
    return [
      { ...item, _id: item.id, version: 1, status: 'HELD' as const, currency, facilityId, postingDate, position },
    ];
  });

/** Keeps the list of what needs a person. */
export async function projectCases(cases: Collection<CaseDocument>, batch: Batch): Promise<void> {
  await cases.upsertMany(batch.flatMap(({ commit }) => caseRaisedBy(commit) ?? []));
}
