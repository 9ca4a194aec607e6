import { daysBetween, type CalendarDate } from '../../../platform/domain/calendar-date';
import type { AgeBucket } from '../generated';

/** One charge or reversal of an account: signed minor units and the day it was posted for. */
export interface DatedCharge {
  readonly amount: number;
  readonly date: CalendarDate;
}

/**
 * The day from which an account's balance is open: that of the oldest charge left when what was paid and taken off has
 * covered the older charges first. Null for an account without charges.
 */
export function openSince(charges: readonly DatedCharge[], balance: number): CalendarDate | null {
  const byDay = new Map<CalendarDate, number>();
  for (const { amount, date } of charges) byDay.set(date, (byDay.get(date) ?? 0) + amount);
  const days = [...byDay].filter(([, amount]) => amount > 0).sort(([a], [b]) => (a < b ? 1 : -1));
  let covered = 0;
  for (const [date, amount] of days) {
    covered += amount;
    if (covered >= balance) return date;
  }
  return days.at(-1)?.[0] ?? null;
}

const BUCKETS: readonly (readonly [upTo: number, AgeBucket])[] = [
  [30, 'DAYS_0_TO_30'],
  [60, 'DAYS_31_TO_60'],
  [90, 'DAYS_61_TO_90'],
  [120, 'DAYS_91_TO_120'],
];

/** The bucket of what has been open since a day, as of another; a day still to come counts as today. */
export function ageBucketOf(since: CalendarDate, asOf: CalendarDate): AgeBucket {
  const days = daysBetween(since, asOf);
  return BUCKETS.find(([upTo]) => days <= upTo)?.[1] ?? 'DAYS_OVER_120';
}
