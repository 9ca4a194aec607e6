import { createHmac } from 'node:crypto';
import type { Clock } from '../domain/instant';
import { exponentOf, money, type Money } from '../domain/money';
import type { Mask } from './viewer';

/**
 * Three-digit postal areas of 20,000 people or fewer by the 2000 census: what HHS's guidance on 45 CFR 164.514(b)(2)
 * lists. A postal code in one of them becomes 000.
 */
const SPARSE_ZIP3: ReadonlySet<string> = new Set([
  '036', '059', '063', '102', '203', '556', '692', '790', '821', '823', '830', '831', '878', '879', '884', '890', '893',
]); // prettier-ignore

/** Types of the schema that each mask can stand on, by name. */
export const MASKABLE_TYPES: Readonly<Record<Mask, readonly string[]>> = {
  REDACT: ['String'],
  LAST4: ['String'],
  YEAR_ONLY: ['CalendarDate', 'Instant'],
  ZIP3: ['String'],
  HASH: ['String', 'ID'],
  RANGE: ['Money'],
};

/** What masks need beside the value. */
export interface MaskBasis {
  /** The deployment's secret, so that digests cannot be made from guesses. */
  readonly hashKey: string;
  /** Tells which years lie so far back that they tell a great age. */
  readonly clock: Clock;
}

/**
 * What is left of a value under a mask; null stays null, lists are masked item by item. A value that the mask does not
 * fit becomes null: nothing passes unmasked.
 */
export function applyMask(mask: Mask, value: unknown, basis: MaskBasis): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => applyMask(mask, item, basis));
  if (mask === 'RANGE') return rangeOf(value);
  if (typeof value !== 'string') return null;
  return maskText(mask, value, basis);
}

function maskText(mask: Exclude<Mask, 'RANGE'>, text: string, { hashKey, clock }: MaskBasis): string | null {
  switch (mask) {
    case 'REDACT':
      return 'REDACTED';
    case 'LAST4':
      return text.length > 4 ? `****${text.slice(-4)}` : '****';
    case 'YEAR_ONLY':
      return yearOf(text, Number(clock().slice(0, 4)));
    case 'ZIP3':
      return zip3Of(text);
    case 'HASH':
      return createHmac('sha256', hashKey).update(text).digest('base64url').slice(0, 22);
  }
}

const GREAT_AGE = 90; // years

/**
 * The year, but none that tells an age over 89: those of ninety years ago and before are one, 45 CFR
 * 164.514(b)(2)(i)(C). Whoever was born that year may have turned 90 already.
 */
function yearOf(text: string, thisYear: number): string | null {
  const [, given, time] = /^(\d{4})-\d{2}-\d{2}(T.+)?$/.exec(text) ?? [];
  if (given === undefined) return null;
  const year = String(Math.max(Number(given), thisYear - GREAT_AGE)).padStart(4, '0');
  return time === undefined ? `${year}-01-01` : `${year}-01-01T00:00:00.000Z`;
}

function zip3Of(text: string): string | null {
  const [zip3] = /^\d{3}/.exec(text.trim()) ?? [];
  if (zip3 === undefined) return null;
  return SPARSE_ZIP3.has(zip3) ? '000' : zip3;
}

/** The amount rounded down to a whole hundred of the major unit: 12,345.67 USD is 12,300.00. */
function rangeOf(value: unknown): Money | null {
  const { minorUnits, currency } = value as Partial<Money>;
  if (typeof minorUnits !== 'number' || typeof currency !== 'string') return null;
  const step = 100 * 10 ** exponentOf(currency);
  return money(Math.floor(minorUnits / step) * step, currency);
}
