import type { CalendarDate } from '../../platform/domain/calendar-date';
import { digestOf, idOf } from '../../platform/domain/ids';
import {
  balancedTotal,
  openPeriodOf,
  reversedLines,
  type EntryLine,
  type ErpJournalEntry,
  type NewEntry,
} from './journal-entry';
import { createPeriods, isDueToClose, type FiscalPeriod } from './periods';
import { Problem } from './problem';

/** What one accepted request, or one night, changed: what a journal line holds. */
export interface LedgerChange {
  readonly entries: readonly ErpJournalEntry[];
  readonly closed?: readonly string[];
  readonly day?: string;
}

/** The entries and periods of the ERP, changed only through `apply`. */
export interface GeneralLedger {
  readonly periods: () => readonly FiscalPeriod[];
  get(id: string): ErpJournalEntry | undefined;
  byExternalId(externalId: string): ErpJournalEntry | undefined;
  /** In the order of `updatedAt`, later than `after`. */
  updatedAfter(after: string): readonly ErpJournalEntry[];
  apply(change: LedgerChange): void;
  /** The next moment on `day`, later than every change so far. */
  momentOn(day: CalendarDate): string;
  readonly count: number;
  readonly day: string | null;
}

const OPENS = 28_800_000; // 08:00 UTC in milliseconds

/** An empty ledger with every period open. */
export function createGeneralLedger(): GeneralLedger {
  const entries = new Map<string, ErpJournalEntry>(); // in the order of updatedAt: a changed entry moves to the end
  const externalIds = new Map<string, string>();
  let periods = createPeriods();
  let latest = 0;
  let lastDay: string | null = null;
  return {
    periods: () => periods,
    get: (id) => entries.get(id),
    byExternalId: (externalId) => entries.get(externalIds.get(externalId) ?? ''),
    updatedAfter: (after) => [...entries.values()].filter(({ updatedAt }) => updatedAt > after),
    apply: (change) => {
      for (const entry of change.entries) {
        entries.delete(entry.id);
        entries.set(entry.id, entry);
        externalIds.set(entry.externalId, entry.id);
        latest = Math.max(latest, Date.parse(entry.updatedAt));
      }
      const closed = change.closed ?? [];
      periods = periods.map((period) => (closed.includes(period.id) ? { ...period, status: 'closed' } : period));
      lastDay = change.day ?? lastDay;
    },
    momentOn: (day) => new Date(Math.max(Date.parse(`${day}T00:00:00Z`) + OPENS, latest + 1)).toISOString(),
    get count() {
      return entries.size;
    },
    get day() {
      return lastDay;
    },
  };
}

/** The entry a POST makes. Throws Problem 422 unbalanced, 409 for a closed period. */
export function newEntry(ledger: GeneralLedger, entry: NewEntry, day: CalendarDate): ErpJournalEntry {
  const at = ledger.momentOn(day);
  return {
    id: `je_${idOf('sandbox-erp', entry.externalId)}`,
    ...entry,
    periodId: openPeriodOf(ledger.periods(), entry.postingDate).id,
    total: balancedTotal(entry.lines),
    reversalOf: null,
    reversedBy: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

/** Whether a repeated externalId says the same: everything a client sends but the status, which may have moved on. */
export const saysTheSame = (entry: ErpJournalEntry, again: NewEntry): boolean => digest(entry) === digest(again);

function digest(entry: Omit<NewEntry, 'status'>): string {
  const lines = entry.lines.map(({ accountCode, debit, credit, memo }: EntryLine) => [accountCode, debit, credit, memo]); // prettier-ignore
  return digestOf(JSON.stringify([entry.entityId, entry.facilityId, entry.postingDate, entry.currency, lines]));
}

/** A draft becomes posted. Throws Problem 409 from any other status, or when its period was closed meanwhile. */
export function posted(ledger: GeneralLedger, entry: ErpJournalEntry, day: CalendarDate): LedgerChange {
  if (entry.status !== 'draft') throw new Problem(409, 'wrong-status', `a ${entry.status} entry cannot be posted`);
  openPeriodOf(ledger.periods(), entry.postingDate);
  return { entries: [changed(entry, { status: 'posted' }, ledger.momentOn(day))] };
}

/** A posted entry is undone by a second one, posted on `day`. Throws Problem 409 unless it is posted. */
export function reversed(ledger: GeneralLedger, entry: ErpJournalEntry, day: CalendarDate): LedgerChange {
  if (entry.status !== 'posted' || entry.reversalOf !== null) {
    throw new Problem(409, 'wrong-status', 'only a posted entry that is no reversal can be reversed');
  }
  const lines = reversedLines(entry.lines);
  const { entityId, facilityId, currency } = entry;
  const externalId = `reversal-of/${entry.externalId}`;
  const draft = { externalId, entityId, facilityId, postingDate: day, currency, lines, status: 'posted' as const };
  const reversal = { ...newEntry(ledger, draft, day), reversalOf: entry.id };
  const at = new Date(Date.parse(reversal.updatedAt) + 1).toISOString();
  return { entries: [reversal, changed(entry, { status: 'reversed', reversedBy: reversal.id }, at)] };
}

/** What happens overnight: months whose time has come are closed, then drafts in open months are posted. */
export function nightlyRun(ledger: GeneralLedger, day: CalendarDate): LedgerChange {
  const closed = ledger.periods().filter((period) => period.status === 'open' && isDueToClose(period, day));
  const start = Date.parse(ledger.momentOn(day));
  const isOpen = new Set(ledger.periods().filter((period) => period.status === 'open').map(({ id }) => id)); // prettier-ignore
  const drafts = ledger.updatedAfter('').filter(({ status, periodId }) => status === 'draft' && isOpen.has(periodId));
  const entries = drafts.map((entry, index) => changed(entry, { status: 'posted' }, new Date(start + index).toISOString())); // prettier-ignore
  return { entries, closed: closed.map(({ id }) => id), day };
}

type Changes = Partial<Pick<ErpJournalEntry, 'status' | 'reversedBy'>>;

const changed = (entry: ErpJournalEntry, changes: Changes, updatedAt: string): ErpJournalEntry => ({
  ...entry,
  ...changes,
  updatedAt,
  version: entry.version + 1,
});
