import { isCalendarDate, type CalendarDate } from '../../platform/domain/calendar-date';
import { isHubError } from '../../platform/domain/errors';
import { formatMoney, parseMoney, sumMoney, type Money } from '../../platform/domain/money';
import type { World } from '../world';
import { CHART } from './chart';
import type { FiscalPeriod } from './periods';
import { Problem } from './problem';

/** One side of an entry: either `debit` or `credit` is above zero. Decimal text. */
export interface EntryLine {
  readonly accountCode: string;
  readonly debit: string;
  readonly credit: string;
  readonly memo: string | null;
}

/** What a client sends; lines are brought to two decimals. */
export interface NewEntry {
  /** The client's own key: an entry is created once for it. */
  readonly externalId: string;
  readonly entityId: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  readonly currency: 'USD';
  readonly lines: readonly EntryLine[];
  /** `draft` unless told; drafts are posted by the nightly run. */
  readonly status: 'draft' | 'posted';
}

/** A journal entry as the service keeps it. */
export interface ErpJournalEntry extends Omit<NewEntry, 'status'> {
  readonly id: string;
  readonly status: 'draft' | 'posted' | 'reversed';
  readonly periodId: string;
  /** Σ debits = Σ credits, decimal text. */
  readonly total: string;
  readonly reversalOf: string | null;
  readonly reversedBy: string | null;
  /** Sandbox time; each change of anything has a later `updatedAt`. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

const LINES = 1_000; // at most
const ID = /^[\x21-\x7e]{1,200}$/;

/** Reads the body of a POST. Throws Problem 422 naming the first fault. */
export function readEntry(body: unknown, world: World): NewEntry {
  const given = record(body, 'the body');
  const externalId = requiredText(given, 'externalId');
  if (!ID.test(externalId)) throw invalid('externalId must be 1 to 200 printable characters without spaces');
  const entityId = requiredText(given, 'entityId');
  if (!world.legalEntities.some(({ id }) => id === entityId)) throw invalid(`no entity ${entityId}`);
  const postingDate = requiredText(given, 'postingDate');
  if (!isCalendarDate(postingDate)) throw invalid('postingDate must be a day as YYYY-MM-DD');
  if (given['currency'] !== 'USD') throw invalid('currency must be USD');
  return {
    externalId,
    entityId,
    facilityId: facilityOf(given, entityId, world),
    postingDate,
    currency: 'USD',
    lines: linesOf(given['lines']),
    status: statusOf(given['status']),
  };
}

/** Σ debits. Throws Problem 422 unless Σ credits is the same. */
export function balancedTotal(lines: readonly EntryLine[]): string {
  const debits = sumMoney(lines.map(({ debit }) => parseMoney(debit)));
  const credits = sumMoney(lines.map(({ credit }) => parseMoney(credit)));
  if (debits.minorUnits !== credits.minorUnits) {
    throw new Problem(422, 'unbalanced', `debits ${formatMoney(debits)} and credits ${formatMoney(credits)} differ`);
  }
  return formatMoney(debits);
}

/** The open month that `day` falls in. Throws Problem 422 when there is none, 409 when it is closed. */
export function openPeriodOf(periods: readonly FiscalPeriod[], day: CalendarDate): FiscalPeriod {
  const period = periods.find(({ startDate, endDate }) => startDate <= day && day <= endDate);
  if (period === undefined) throw invalid(`no fiscal period holds ${day}`);
  if (period.status === 'closed') throw new Problem(409, 'period-closed', `the period ${period.id} is closed`);
  return period;
}

/** The same lines on the other side. */
export const reversedLines = (lines: readonly EntryLine[]): readonly EntryLine[] =>
  lines.map((line) => ({ ...line, debit: line.credit, credit: line.debit }));

const invalid = (detail: string): Problem => new Problem(422, 'validation', detail);

function record(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${name} must be an object`);
  return value as Record<string, unknown>;
}

function requiredText(given: Record<string, unknown>, name: string): string {
  const value = given[name];
  if (typeof value !== 'string' || value === '') throw invalid(`${name} must be text`);
  return value;
}

/** A dimension of the entry. A place the ERP knows must belong to the entity; one it does not know is taken as given. */
function facilityOf(given: Record<string, unknown>, entityId: string, world: World): string | null {
  const value = given['facilityId'] ?? null;
  if (value === null) return null;
  if (typeof value !== 'string' || !ID.test(value)) throw invalid('facilityId must be an id');
  const facility = world.facilities.find(({ id }) => id === value);
  if (facility !== undefined && facility.legalEntityId !== entityId) {
    throw invalid(`facility ${value} does not belong to ${entityId}`);
  }
  return value;
}

function statusOf(value: unknown): NewEntry['status'] {
  if (value === undefined || value === 'draft') return 'draft';
  if (value === 'posted') return value;
  throw invalid('status must be draft or posted');
}

function linesOf(value: unknown): readonly EntryLine[] {
  if (!Array.isArray(value) || value.length < 2 || value.length > LINES) throw invalid(`lines must be 2 to ${LINES}`);
  return value.map((line: unknown, index) => lineOf(record(line, `line ${index + 1}`), index + 1));
}

function lineOf(given: Record<string, unknown>, number: number): EntryLine {
  const accountCode = requiredText(given, 'accountCode');
  if (!CHART.some(({ code }) => code === accountCode)) throw invalid(`line ${number}: no account ${accountCode}`);
  const debit = amountOf(given['debit'], number);
  const credit = amountOf(given['credit'], number);
  if (debit.minorUnits < 0 || credit.minorUnits < 0 || (debit.minorUnits === 0) === (credit.minorUnits === 0)) {
    throw invalid(`line ${number}: either debit or credit must be above zero`);
  }
  const memo = given['memo'] ?? null;
  if (memo !== null && typeof memo !== 'string') throw invalid(`line ${number}: memo must be text`);
  return { accountCode, debit: formatMoney(debit), credit: formatMoney(credit), memo };
}

function amountOf(value: unknown, number: number): Money {
  if (value === undefined || value === null) return parseMoney('0');
  if (typeof value !== 'string') throw invalid(`line ${number}: amounts are decimal text such as "125.50"`);
  try {
    return parseMoney(value);
  } catch (error) {
    if (isHubError(error, 'BAD_INPUT')) throw invalid(`line ${number}: ${error.message}`);
    throw error;
  }
}
