import { HubError } from './errors';

/**
 * An exact amount: an integer count of the currency's minor unit (cents for USD). Never a float.
 * `minorUnits` is a safe integer; `currency` an ISO 4217 alphabetic code.
 */
export interface Money {
  readonly minorUnits: number;
  readonly currency: string;
}

/** Decimal places of the minor unit, ISO 4217. A currency that is not listed has two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BHD: 3, CLP: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KRW: 0, KWD: 3, LYD: 3, OMR: 3, PYG: 0, TND: 3, UGX: 0, VND: 0, XAF: 0, XOF: 0, XPF: 0,
}; // prettier-ignore

const CURRENCY = /^[A-Z]{3}$/;
const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** How a decimal that is finer than the minor unit becomes one: refuse it, or round half to even. */
export type Rounding = 'EXACT' | 'HALF_EVEN';

/** Throws BAD_INPUT unless `minorUnits` is a safe integer and `currency` three capitals. */
export function money(minorUnits: number, currency = 'USD'): Money {
  if (!Number.isSafeInteger(minorUnits))
    throw new HubError('BAD_INPUT', 'an amount must be a whole number of minor units');
  if (!CURRENCY.test(currency)) throw new HubError('BAD_INPUT', 'a currency must be an ISO 4217 code such as USD');
  return { minorUnits: minorUnits === 0 ? 0 : minorUnits, currency };
}

export const zero = (currency = 'USD'): Money => money(0, currency);

/** Number of decimals in the minor unit of `currency`, ISO 4217: 2 for USD, 0 for JPY. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2;

/**
 * Reads decimal text such as `125.5`, `-.75` or `100` as money, digit by digit.
 * Throws BAD_INPUT for anything else, and for digits finer than the minor unit unless `rounding` says otherwise.
 */
export function parseMoney(text: string, currency = 'USD', rounding: Rounding = 'EXACT'): Money {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(text.trim()) ?? [];
  if (whole + fraction === '') throw new HubError('BAD_INPUT', 'an amount must be decimal text such as 125.50');
  const exponent = exponentOf(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const rest = fraction.slice(exponent).replace(/0+$/, '');
  if (rest !== '' && rounding === 'EXACT') {
    throw new HubError('BAD_INPUT', `an amount in ${currency} has at most ${exponent} decimals`);
  }
  const magnitude = Number(`${whole || '0'}${kept}`) + roundUp(`${whole}${kept}`, rest);
  return money(sign === '-' ? -magnitude : magnitude, currency);
}

/** 1 when the cut digits round the kept ones away from zero under half-even, else 0. */
function roundUp(kept: string, rest: string): 0 | 1 {
  if (rest === '' || rest < '5') return 0;
  if (rest !== '5') return 1;
  return Number(kept.at(-1) ?? '0') % 2 === 1 ? 1 : 0;
}

/** Plain decimal text with all the currency's decimals: `-125.50`. For interchange formats, not for people. */
export function formatMoney({ minorUnits, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minorUnits)).padStart(exponent + 1, '0');
  const sign = minorUnits < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) {
    throw new HubError('BAD_INPUT', `amounts in ${a.currency} and ${b.currency} cannot be combined`);
  }
}

export function addMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minorUnits + b.minorUnits, a.currency);
}

export function subtractMoney(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.minorUnits - b.minorUnits, a.currency);
}

export const negateMoney = (amount: Money): Money => money(-amount.minorUnits, amount.currency);

/** The sum of `amounts`, all in `currency`; zero when there are none. */
export const sumMoney = (amounts: Iterable<Money>, currency = 'USD'): Money =>
  [...amounts].reduce((total, amount) => addMoney(total, amount), zero(currency));

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. Throws BAD_INPUT across currencies. */
export function compareMoney(a: Money, b: Money): number {
  sameCurrency(a, b);
  return Math.sign(a.minorUnits - b.minorUnits);
}

export const isZero = (amount: Money): boolean => amount.minorUnits === 0;

export const minMoney = (a: Money, b: Money): Money => (compareMoney(a, b) <= 0 ? a : b);

/**
 * Splits `total` by whole-number `weights` into parts that sum to it exactly: each gets its rounded-down share, and
 * the left-over units go one by one to the largest remainders, the earlier part first.
 * Throws BAD_INPUT unless there is a positive weight and none is negative.
 */
export function allocate(total: Money, weights: readonly number[]): readonly Money[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (
    !weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0) ||
    !Number.isSafeInteger(sum) ||
    sum <= 0
  ) {
    throw new HubError('BAD_INPUT', 'allocation weights must be whole numbers of at least 0 with one above it');
  }
  const sign = total.minorUnits < 0 ? -1 : 1;
  const units = BigInt(Math.abs(total.minorUnits));
  const shares = weights.map((weight, index) => {
    const product = units * BigInt(weight);
    return { index, units: Number(product / BigInt(sum)), remainder: product % BigInt(sum) };
  });
  const left = Number(units) - shares.reduce((a, share) => a + share.units, 0);
  const byRemainder = [...shares].sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1)); // prettier-ignore
  for (const share of byRemainder.slice(0, left)) share.units += 1;
  return shares.map((share) => money(sign * share.units, total.currency));
}
