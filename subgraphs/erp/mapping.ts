import { calendarDate, type CalendarDate } from '../../platform/domain/calendar-date';
import { HubError } from '../../platform/domain/errors';
import { parseMoney, sumMoney, type Money } from '../../platform/domain/money';
import { jsonPath } from '../../platform/mapping/json-path';
import { derived, type LineageRow } from '../../platform/mapping/lineage';
import { defineMapping, from } from '../../platform/mapping/mapping';
import {
  LEDGER_ACCOUNT_TYPES,
  isJournalId,
  type FiscalPeriod,
  type JournalEntryLine,
  type JournalEntryState,
  type LedgerAccount,
  type LedgerAccountType,
  type LegalEntity,
} from './domain';

/** The cloud ERP's REST resources. Amounts are decimal text, dates YYYY-MM-DD. */
const STANDARD = 'Cloud ERP';

export const legalEntityMapping = defineMapping<unknown, Omit<LegalEntity, 'origin'>>({
  entity: 'LegalEntity',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from('Entity.id', requiredText),
    name: from('Entity.name', requiredText),
    taxId: from('Entity.taxId', optionalText),
    currency: from('Entity.currency', requiredText),
  },
});

export const ledgerAccountMapping = defineMapping<unknown, Omit<LedgerAccount, 'origin'>>({
  entity: 'LedgerAccount',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from('Account.code', requiredText),
    code: from('Account.code', requiredText),
    name: from('Account.name', requiredText),
    type: from('Account.type', accountType),
    isActive: from('Account.active', isNotFalse),
  },
});

export const fiscalPeriodMapping = defineMapping<unknown, Omit<FiscalPeriod, 'origin'>>({
  entity: 'FiscalPeriod',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from('Period.id', requiredText),
    fiscalYear: from('Period.fiscalYear', wholeNumber),
    startDate: from('Period.startDate', day),
    endDate: from('Period.endDate', day),
    status: from('Period.status', periodStatus),
  },
});

export const journalEntryMapping = defineMapping<unknown, JournalEntryState>({
  entity: 'JournalEntry',
  standard: STANDARD,
  path: jsonPath,
  rows: {
    id: from(['JournalEntry.externalId', 'JournalEntry.id'], entryId),
    sourceId: from('JournalEntry.id', requiredText),
    sourceVersion: from('JournalEntry.version', wholeNumber),
    legalEntityId: from('JournalEntry.entityId', requiredText),
    facilityId: from('JournalEntry.facilityId', optionalText),
    postingDate: from('JournalEntry.postingDate', day),
    fiscalPeriodId: from('JournalEntry.periodId', optionalText),
    status: from('JournalEntry.status', entryStatus),
    lines: from(['JournalEntry.lines[*]', 'JournalEntry.currency'], entryLines),
    totalAmount: from(['JournalEntry.lines[*].debit', 'JournalEntry.currency'], totalOf),
    sourceKey: from(['JournalEntry.externalId', 'JournalEntry.id'], firstText),
    reversalOfSourceId: from('JournalEntry.reversalOf', optionalText),
  },
});

function requiredText(value: unknown): string {
  if (typeof value !== 'string' || value === '') throw new HubError('BAD_INPUT', 'text is missing');
  return value;
}

function optionalText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function firstText(first: unknown, second: unknown): string {
  return requiredText(optionalText(first) ?? second);
}

/** An external id that cannot be a key here (others may have made it) gives way to the ERP's own. */
function entryId(externalId: unknown, own: unknown): string {
  const text = optionalText(externalId);
  return text !== null && isJournalId(text) ? text : requiredText(own);
}

function wholeNumber(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new HubError('BAD_INPUT', 'a whole number is missing');
  return value as number;
}

function day(value: unknown): CalendarDate {
  return calendarDate(requiredText(value));
}

function isNotFalse(value: unknown): boolean {
  return value !== false;
}

function accountType(value: unknown): LedgerAccountType {
  return LEDGER_ACCOUNT_TYPES.find((type) => type === value) ?? 'OTHER';
}

function periodStatus(value: unknown): FiscalPeriod['status'] {
  if (value === 'open') return 'OPEN';
  if (value === 'closed') return 'CLOSED';
  throw new HubError('BAD_INPUT', 'a period is open or closed');
}

const ENTRY_STATUSES: Readonly<Record<string, JournalEntryState['status']>> = {
  draft: 'DRAFT',
  posted: 'POSTED',
  reversed: 'REVERSED',
};

function entryStatus(value: unknown): JournalEntryState['status'] {
  const status = typeof value === 'string' && Object.hasOwn(ENTRY_STATUSES, value) ? ENTRY_STATUSES[value] : undefined;
  if (status === undefined) throw new HubError('BAD_INPUT', 'a status that is not known here');
  return status;
}

function entryLines(lines: readonly unknown[], currency: unknown): readonly JournalEntryLine[] {
  const code = requiredText(currency);
  return lines.map((line) => {
    const { accountCode, debit, credit, memo } = (line ?? {}) as Record<string, unknown>;
    return {
      ledgerAccountId: requiredText(accountCode),
      debitAmount: decimal(debit, code),
      creditAmount: decimal(credit, code),
      memo: optionalText(memo),
    };
  });
}

function totalOf(debits: readonly unknown[], currency: unknown): Money {
  const code = requiredText(currency);
  return sumMoney(debits.map((debit) => decimal(debit, code)), code); // prettier-ignore
}

/** Decimal text; an absent side of a line is zero. */
function decimal(value: unknown, currency: string): Money {
  return parseMoney(value === null || value === undefined ? '0' : requiredText(value), currency);
}

/** Fields of the domain types that the graph calls otherwise. */
const GRAPH_FIELDS: Readonly<Record<string, string>> = {
  'JournalEntry.sourceId': 'JournalEntry.origin',
  'JournalEntry.sourceVersion': 'JournalEntry.origin',
  'JournalEntry.legalEntityId': 'JournalEntry.legalEntity',
  'JournalEntry.facilityId': 'JournalEntry.facility',
  'JournalEntry.fiscalPeriodId': 'JournalEntry.fiscalPeriod',
  'JournalEntry.reversalOfSourceId': 'JournalEntry.reversalOf',
};

const MAPPINGS = [legalEntityMapping, ledgerAccountMapping, fiscalPeriodMapping, journalEntryMapping];

/** What the catalog is told: the mapping rows by their names in the graph, and what lies inside the lines. */
export const lineage: readonly LineageRow[] = [
  ...MAPPINGS.flatMap((mapping) =>
    mapping.lineage.map((row) => ({ ...row, target: GRAPH_FIELDS[row.target] ?? row.target })),
  ),
  derived('JournalEntryLine.ledgerAccount', [`${STANDARD} JournalEntry.lines[*].accountCode`], 'reference'),
  derived('JournalEntryLine.debitAmount', [`${STANDARD} JournalEntry.lines[*].debit`], 'decimal'),
  derived('JournalEntryLine.creditAmount', [`${STANDARD} JournalEntry.lines[*].credit`], 'decimal'),
  derived('JournalEntryLine.memo', [`${STANDARD} JournalEntry.lines[*].memo`], 'optionalText'),
  derived('JournalEntry.rejectionReason', [`${STANDARD} Problem.type`], 'rejectionReason'),
];
