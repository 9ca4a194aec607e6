import type { CalendarDate } from '../../platform/domain/calendar-date';
import { digestOf } from '../../platform/domain/ids';
import { money } from '../../platform/domain/money';
import { formatX12Amount, formatX12Date } from '../../platform/x12/values';

/** Cents as X12 writes an amount. */
export const amountText = (cents: number): string => formatX12Amount(money(cents));

/** A day as X12 writes it, CCYYMMDD. */
export const dateText = (day: CalendarDate): string => formatX12Date(day);

/** Text that came with other separators, without those that the answers are written with. */
export const safeText = (text: string): string => text.replace(/[*:^~\p{Cc}\uFEFF]/gu, ' ').trim();

/** `count` digits that the same parts always give, the first not 0: control and claim numbers. `count` up to 15. */
export function digitsOf(count: number, ...parts: readonly string[]): string {
  const least = 10 ** (count - 1);
  const number = Number.parseInt(digestOf(parts.join('\n')).slice(0, 13), 16); // 52 bits: a safe integer
  return String(least + (number % (9 * least)));
}

/** The time of day at which the clearinghouse writes its files. */
export const WRITTEN_AT = '0500';
/** GS02, ISA06: how the clearinghouse names itself. */
export const CLEARINGHOUSE_ID = 'SANDBOXCH';
