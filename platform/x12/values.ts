import { calendarDate, type CalendarDate } from '../domain/calendar-date';
import { HubError } from '../domain/errors';
import { exponentOf, formatMoney, money, parseMoney, type Money } from '../domain/money';

/**
 * Reads an X12 date: `CCYYMMDD` (format D8), or `YYMMDD` as in ISA09, whose century turns at 70.
 * Throws SOURCE_MALFORMED for anything else.
 */
export function parseX12Date(text: string): CalendarDate {
  const known = KNOWN_DAYS.get(text);
  if (known !== undefined) return known;
  const day = readDate(text);
  if (KNOWN_DAYS.size < MOST_KNOWN_DAYS) KNOWN_DAYS.set(text, day);
  return day;
}

/** Days already met: a remittance of ten thousand claims names a few dozen. */
const KNOWN_DAYS = new Map<string, CalendarDate>();
const MOST_KNOWN_DAYS = 4096;

function readDate(text: string): CalendarDate {
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
  if (isShortWhole(text)) return money(Number(text) * 10 ** exponentOf(currency), currency);
  try {
    return parseMoney(text, currency);
  } catch (cause) {
    throw new HubError('SOURCE_MALFORMED', 'an X12 amount must be a decimal number', { cause });
  }
}

/** Up to nine digits and nothing else: exact as a number, and the most frequent amounts. */
function isShortWhole(text: string): boolean {
  if (text.length === 0 || text.length > 9) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/** An amount as X12 writes it (type R): no trailing zeros, no trailing point. */
export function formatX12Amount(amount: Money): string {
  const text = formatMoney(amount);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
