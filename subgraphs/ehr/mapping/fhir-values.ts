import { isCalendarDate, type CalendarDate } from '../../../platform/domain/calendar-date';
import { HubError } from '../../../platform/domain/errors';
import { parseMoney, type Money } from '../../../platform/domain/money';
import type { Address, Code, DayPeriod, HumanName } from '../domain';
import type { CodeSet } from './code-sets';

type Fields = Readonly<Record<string, unknown>>;

/** The value as an object to read from; an empty one for anything else. */
export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The value as a list; an empty one when absent. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** Text that is not blank, or null. Throws BAD_INPUT for a value that is not text. */
export function text(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new HubError('BAD_INPUT', 'a text is required');
  return value.trim() === '' ? null : value;
}

/** Throws BAD_INPUT when there is no text. */
export function requiredText(value: unknown): string {
  const found = text(value);
  if (found === null) throw new HubError('BAD_INPUT', 'a value is required');
  return found;
}

/** The first of the values that is there. */
export function firstText(...values: readonly unknown[]): string | null {
  return values.map(text).find((value) => value !== null) ?? null;
}

/**
 * The day that a FHIR date or dateTime names, as its own zone writes it; null when absent or no whole day is given.
 * Source: FHIR R4 datatypes, date and dateTime: `2015`, `2015-02` and `2015-02-07T13:28:17-05:00` are all allowed.
 */
export function day(value: unknown): CalendarDate | null {
  const given = text(value);
  if (given === null || /^\d{4}(-\d{2})?$/.test(given)) return null;
  const date = given.slice(0, 10);
  if (!isCalendarDate(date)) throw new HubError('BAD_INPUT', 'a date must be a day that exists, as YYYY-MM-DD');
  return date;
}

/** The first of the values that names a whole day. */
export function firstDay(...values: readonly unknown[]): CalendarDate | null {
  return values.map(day).find((value) => value !== null) ?? null;
}

/** FHIR R4 Period, to whole days. */
export function dayPeriod(value: unknown): DayPeriod | null {
  if (value === undefined || value === null) return null;
  const { start, end } = fieldsOf(value);
  return { start: day(start), end: day(end) };
}

/**
 * FHIR R4 Money: a JSON decimal, read by its shortest decimal text; finer than the minor unit it is rounded half to
 * even, as some sources calculate in binary fractions. A currency that is not given is USD. Null when absent.
 */
export function moneyHalfEven(value: unknown, currency: unknown): Money | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number') throw new HubError('BAD_INPUT', 'an amount must be a JSON number');
  return parseMoney(String(value), text(currency) ?? 'USD', 'HALF_EVEN');
}

/** As `moneyHalfEven`; throws BAD_INPUT when there is no amount. */
export function requiredMoneyHalfEven(value: unknown, currency: unknown): Money {
  const amount = moneyHalfEven(value, currency);
  if (amount === null) throw new HubError('BAD_INPUT', 'an amount is required');
  return amount;
}

/** Shortest decimal text of a JSON number; `1` when absent, FHIR's meaning of an absent quantity. */
export function decimalTextOrOne(value: unknown): string {
  if (value === undefined || value === null) return '1';
  if (typeof value !== 'number') throw new HubError('BAD_INPUT', 'a quantity must be a JSON number');
  return String(value);
}

/** Translates a code of a required binding. Throws BAD_INPUT for an absent or unknown code. */
export function coded<T>(codes: CodeSet<T>): (value: unknown) => T {
  return (value) => {
    const found = meaningOf(codes, requiredText(value));
    if (found === undefined) throw new HubError('BAD_INPUT', 'the code is not in its code set');
    return found;
  };
}

/** Translates an optional code of an extensible binding: null when absent, `other` when unknown. */
export function codedOr<T>(codes: CodeSet<T>, other: T): (value: unknown) => T | null {
  return (value) => {
    if (value === undefined || value === null) return null;
    const code = typeof value === 'number' ? String(value) : requiredText(value);
    return meaningOf(codes, code) ?? other;
  };
}

/** Names that every object has, such as `constructor`, are no codes. */
const meaningOf = <T>(codes: CodeSet<T>, code: string): T | undefined =>
  Object.hasOwn(codes, code) ? codes[code] : undefined;

/** What a FHIR Reference points to; the type is null where the reference does not say. */
export interface Reference {
  readonly type: string | null;
  readonly id: string;
}

/**
 * Reads `Patient/1`, `https://host/fhir/Patient/1`, `Patient/1/_history/2` and `urn:uuid:…`; null when absent or
 * pointing to a contained resource. Source: FHIR R4 references.
 */
export function reference(value: unknown): Reference | null {
  const given = text(value);
  if (given === null || given.startsWith('#')) return null;
  if (given.startsWith('urn:uuid:')) return { type: null, id: given.slice('urn:uuid:'.length) };
  const [, type = null, id] = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/.*)?$/.exec(given) ?? [];
  if (id === undefined) throw new HubError('BAD_INPUT', 'a reference must be of the form Type/id');
  return { type, id };
}

/** The id that a Reference points to. */
export const referenceId = (value: unknown): string | null => reference(value)?.id ?? null;

/** The id of the first Reference that points to one of `types`, or does not say its type. */
export function referenceIdTo(...types: readonly string[]): (...values: readonly unknown[]) => string | null {
  return (...values) => {
    const found = values.map(reference).find((one) => one && (one.type === null || types.includes(one.type)));
    return found?.id ?? null;
  };
}

/** Throws BAD_INPUT when the Reference is absent. */
export function requiredReferenceId(value: unknown): string {
  const id = referenceId(value);
  if (id === null) throw new HubError('BAD_INPUT', 'a reference is required');
  return id;
}

/** FHIR R4 list of HumanName: the official one, else the usual, else the first. */
export function humanName(value: unknown): HumanName | null {
  const names = listOf(value).map(fieldsOf);
  const name = names.find(({ use }) => use === 'official') ?? names.find(({ use }) => use === 'usual') ?? names[0];
  if (!name) return null;
  const family = text(name['family']);
  const given = textsOf(name['given']);
  const prefix = textsOf(name['prefix']);
  const written = [...prefix, ...given, ...(family === null ? [] : [family])].join(' ');
  return { family, given, prefix, text: text(name['text']) ?? written };
}

/** FHIR R4 list of Address: the home address, else the first. */
export function address(value: unknown): Address | null {
  const addresses = listOf(value).map(fieldsOf);
  const one = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  if (!one) return null;
  const { city, state, postalCode, country } = one;
  return {
    line: textsOf(one['line']),
    city: text(city),
    state: text(state),
    postalCode: text(postalCode),
    country: text(country),
  };
}

/** FHIR R4 CodeableConcept: its first coding, with the concept's own text where the coding has no display. */
export function codeOf(value: unknown): Code | null {
  const concept = fieldsOf(value);
  const coding = fieldsOf(listOf(concept['coding'])[0]);
  const code = text(coding['code']);
  if (code === null) return null;
  return { system: text(coding['system']), code, display: firstText(coding['display'], concept['text']) };
}

/** FHIR R4 list of CodeableConcept; those without a code are left out. */
export const codes = (value: unknown): readonly Code[] =>
  listOf(value)
    .map(codeOf)
    .filter((code) => code !== null);

/** As `codeOf`; throws BAD_INPUT when there is no code. */
export function requiredCode(value: unknown): Code {
  const code = codeOf(value);
  if (code === null) throw new HubError('BAD_INPUT', 'a code is required');
  return code;
}

/** A National Provider Identifier: ten digits, 45 CFR 162.406; null for anything else that stands in its place. */
export function npi(value: unknown): string | null {
  const given = text(value);
  return given !== null && /^\d{10}$/.test(given) ? given : null;
}

const textsOf = (value: unknown): readonly string[] =>
  listOf(value)
    .map(text)
    .filter((one) => one !== null);
