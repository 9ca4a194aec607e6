import { calendarDate, type CalendarDate } from '../domain/calendar-date';
import { HubError } from '../domain/errors';
import { formatMoney, parseMoney, type Money } from '../domain/money';

/**
 * Reads an X12 date: `CCYYMMDD` (format D8), or `YYMMDD` as in ISA09, whose century turns at 70.
 * Throws SOURCE_MALFORMED for anything else.
 */
export function parseX12Date(text: string): CalendarDate {
  const [, century, year = '', month, day] = /^(\d{2})?(\d{2})(\d{2})(\d{2})$/.exec(text) ?? [];
  try {
    return calendarDate(`${century ?? (Number(year) < 70 ? '20' : '19')}${year}-${month}-${day}`);
  } catch (cause) {
    throw new HubError('SOURCE_MALFORMED', 'an X12 date must be a day that exists, as CCYYMMDD', { cause });
  }
}

/** A day as X12 writes it: `CCYYMMDD`. */
export const formatX12Date = (date: CalendarDate): string => date.replaceAll('-', '');

/** Reads an X12 decimal (type R) as money, digit by digit. Throws SOURCE_MALFORMED. */
export function parseX12Amount(text: string, currency = 'USD'): Money {
  try {
    return parseMoney(text, currency);
  } catch (cause) {
    throw new HubError('SOURCE_MALFORMED', 'an X12 amount must be a decimal number', { cause });
  }
}

/** An amount as X12 writes it (type R): no trailing zeros, no trailing point. */
export function formatX12Amount(amount: Money): string {
  const text = formatMoney(amount);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
