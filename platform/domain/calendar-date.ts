import { HubError } from './errors';

/** A day with no time and no zone, `YYYY-MM-DD`: a service, birth or remittance date. Never a JS Date. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol };

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY = 86_400_000; // 24 hours in milliseconds

/** Throws BAD_INPUT unless `text` is a day that exists in the Gregorian calendar. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new HubError('BAD_INPUT', 'a date must be a day that exists, as YYYY-MM-DD');
  return text;
}

export function isCalendarDate(text: string): text is CalendarDate {
  const [, year, month, day] = SHAPE.exec(text) ?? [];
  if (year === undefined) return false;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day);
}

/** The day `count` days after `date`, before it when negative. */
export function addDays(date: CalendarDate, count: number): CalendarDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from `from` to `to`, negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
