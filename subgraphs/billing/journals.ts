import type { CalendarDate } from '../../platform/domain/calendar-date';
import { digestOf } from '../../platform/domain/ids';
import type { Instant } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { CommitLog } from '../../platform/events/port';
import type { BillingDocuments, EntryDocument, JournalDayDocument } from './documents';
import { LEDGER_ACCOUNT_CODES, type BillingFact, type JournalRequest } from './domain';
import { mergeLegs } from './ledger';

/**
 * Sums the books of every ended day into journals for the general ledger, one for each legal entity, facility and day;
 * what arrives for a day later becomes a further journal of that day. Returns how many journals were requested.
 * Exactly once: each journal covers a range of feed positions, and the next begins where the last one ended.
 */
export async function requestJournals(
  { log, documents }: { readonly log: CommitLog<BillingFact>; readonly documents: BillingDocuments },
  call: { readonly before: CalendarDate; readonly at: Instant; readonly trace: Trace },
): Promise<number> {
  let requested = 0;
  for await (const day of documents.journalDays.iterate({ isPending: true, postingDate: { lt: call.before } })) {
    if (await requestJournal(day)) requested += 1;
    await documents.journalDays.compareAndSet({ ...day, version: day.version + 1, isPending: false }, day.version);
  }
  return requested;

  async function requestJournal(day: JournalDayDocument): Promise<boolean> {
    const stream = `journal/${day._id}`;
    const last = await lastJournal(stream);
    const fromPosition = last?.toPosition ?? 0;
    const toPosition = Math.floor(day.version / 2);
    const lines = await sumEntries(day, fromPosition, toPosition);
    if (lines.length === 0) return false;
    const journalId = `J${digestOf(`${day._id} ${fromPosition}`).slice(0, 23)}`;
    const { legalEntityId, facilityId, postingDate, currency } = day;
    const data: JournalRequest = {
      journalId,
      legalEntityId,
      facilityId,
      postingDate,
      currency,
      lines,
      fromPosition,
      toPosition,
    };
    const version = (await log.versions([stream])).get(stream) ?? 0;
    const { at, trace } = call;
    const facts = [{ type: 'JournalRequested', data }] as const;
    const result = await log.append({ stream, expectedVersion: version, factKey: journalId, facts, at, trace });
    return result.outcome === 'COMMITTED';
  }

  async function lastJournal(stream: string): Promise<JournalRequest | null> {
    const commits = await log.read(stream);
    const fact = commits.at(-1)?.facts[0];
    return fact?.type === 'JournalRequested' ? fact.data : null;
  }

  async function sumEntries(day: JournalDayDocument, after: number, upTo: number): Promise<JournalRequest['lines']> {
    const { legalEntityId, facilityId, postingDate, currency } = day;
    const filter = { legalEntityId, facilityId, postingDate, currency, position: { gt: after, lte: upTo } };
    let sums = {} as EntryDocument['legs'];
    for await (const { legs } of documents.entries.iterate(filter)) sums = mergeLegs(sums, legs);
    return LEDGER_ACCOUNT_CODES.flatMap((ledgerAccount) => {
      const amount = sums[ledgerAccount] ?? 0;
      return amount === 0 ? [] : [{ ledgerAccount, amount }];
    });
  }
}
