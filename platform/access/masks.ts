import { createHmac } from 'node:crypto';
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

/**
 * What is left of a value under a mask; null stays null, lists are masked item by item. A value that the mask does not
 * fit becomes null: nothing passes unmasked.
 * `hashKey` is the deployment's secret, so that digests cannot be made from guesses.
 */
export function applyMask(mask: Mask, value: unknown, hashKey: string): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => applyMask(mask, item, hashKey));
  if (mask === 'RANGE') return rangeOf(value);
  if (typeof value !== 'string') return null;
  return maskText(mask, value, hashKey);
}

function maskText(mask: Exclude<Mask, 'RANGE'>, text: string, hashKey: string): string | null {
  switch (mask) {
    case 'REDACT':
      return 'REDACTED';
    case 'LAST4':
      return text.length > 4 ? `****${text.slice(-4)}` : '****';
    case 'YEAR_ONLY':
      return yearOf(text);
    case 'ZIP3':
      return zip3Of(text);
    case 'HASH':
      return createHmac('sha256', hashKey).update(text).digest('base64url').slice(0, 22);
  }
}

function yearOf(text: string): string | null {
  const [, year, time] = /^(\d{4})-\d{2}-\d{2}(T.+)?$/.exec(text) ?? [];
  if (year === undefined) return null;
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
