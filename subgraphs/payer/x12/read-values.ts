import type { CalendarDate } from '../../../platform/domain/calendar-date';
import { HubError } from '../../../platform/domain/errors';
import { zero, type Money } from '../../../platform/domain/money';
import { adjustmentKindOf } from '../../../platform/domain/adjustment-kind';
import type { Segment } from '../../../platform/x12/segment';
import { parseX12Amount, parseX12Date } from '../../../platform/x12/values';
import type { Adjustment, AdjustmentGroupCode } from '../domain';
import { ADJUSTMENT_GROUPS } from './code-sets';

/** Text of an element that must be there. Throws SOURCE_MALFORMED. */
export function requiredText(value: string | undefined): string {
  if (value === undefined) throw new HubError('SOURCE_MALFORMED', 'a required element is missing');
  return value;
}

export const optionalText = (value: string | undefined): string | null => value ?? null;

/** The first of the elements that is there. */
export const firstText = (...values: readonly (string | undefined)[]): string | null =>
  values.find((value) => value !== undefined) ?? null;

/** Amount of an element that must be there. Throws SOURCE_MALFORMED. */
export const requiredAmount = (value: string | undefined): Money => parseX12Amount(requiredText(value));

export const amountOrZero = (value: string | undefined): Money =>
  value === undefined ? zero() : parseX12Amount(value);

export const optionalAmount = (value: string | undefined): Money | null =>
  value === undefined ? null : parseX12Amount(value);

/** The first of the days that can be read. Throws SOURCE_MALFORMED when none can. */
export function requiredDate(...values: readonly (string | undefined)[]): CalendarDate {
  const day = firstDate(...values);
  if (day === null) throw new HubError('SOURCE_MALFORMED', 'a required date is missing or no day that exists');
  return day;
}

/** The first of the days that can be read, of a span `CCYYMMDD-CCYYMMDD` its first; null when none can. */
export function firstDate(...values: readonly (string | undefined)[]): CalendarDate | null {
  for (const value of values) {
    const day = value === undefined ? null : readDate(value.split('-', 1)[0] ?? '');
    if (day !== null) return day;
  }
  return null;
}

function readDate(text: string): CalendarDate | null {
  try {
    return parseX12Date(text);
  } catch {
    return null;
  }
}

/** Every code that is there, in order. */
export function codes(...values: readonly (string | readonly (string | undefined)[] | undefined)[]): readonly string[] {
  const found: string[] = [];
  for (const value of values) {
    if (typeof value === 'string') found.push(value);
    else if (value) found.push(...value.filter((each) => each !== undefined));
  }
  return found.length === 0 ? NONE : found;
}

/** One empty list for all: thousands of claims have several each. */
const NONE: readonly never[] = Object.freeze([]);

/** The reasons of every CAS of a loop. Throws SOURCE_MALFORMED for a group code that is none. */
export function adjustments(segments: readonly Segment[]): readonly Adjustment[] {
  if (segments.length === 0) return NONE;
  const found: Adjustment[] = [];
  for (const { elements } of segments) {
    const groupCode = elements[1] ?? '';
    if (!isGroupCode(groupCode)) throw new HubError('SOURCE_MALFORMED', 'CAS01 is not an adjustment group code');
    // Reason, amount and quantity, up to six times.
    for (let position = 2; position < Math.min(elements.length, 20); position += 3) {
      const reasonCode = elements[position] ?? '';
      if (reasonCode === '') continue;
      const amount = parseX12Amount(elements[position + 1] ?? '');
      const kind = adjustmentKindOf(groupCode, reasonCode);
      found.push({ groupCode, reasonCode, kind, amount, quantity: elements[position + 2] || null });
    }
  }
  return found;
}

const isGroupCode = (code: string): code is AdjustmentGroupCode => ADJUSTMENT_GROUPS.has(code);
