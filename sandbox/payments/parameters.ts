import type { FormObject } from './form';
import type { Metadata } from './objects';
import { invalidParameter } from './stripe-error';

const KEYS = 50; // Stripe: at most 50 metadata keys
const KEY_LENGTH = 40; // characters
const VALUE_LENGTH = 500; // characters

/** Refuses the first parameter that is not in `known`, in Stripe's words. */
export function requireKnown(params: FormObject, known: readonly string[]): void {
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalidParameter(unknown, `Received unknown parameter: ${unknown}`, 'parameter_unknown');
  }
}

/** A text parameter, null when absent or empty. Throws 400 when it is an object. */
export function text(params: FormObject, name: string): string | null {
  const value = params[name];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw invalidParameter(name, `Invalid string: ${name}`);
  return value;
}

/** A text parameter that must be there. Throws 400 `parameter_missing`. */
export function requiredText(params: FormObject, name: string): string {
  const value = text(params, name);
  if (value === null) throw invalidParameter(name, `Missing required param: ${name}.`, 'parameter_missing');
  return value;
}

/** A whole number, null when absent. Throws 400 `parameter_invalid_integer`. */
export function integer(params: FormObject, name: string): number | null {
  const value = text(params, name);
  if (value === null) return null;
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw invalidParameter(name, `Invalid integer: ${value}`, 'parameter_invalid_integer');
  }
  return number;
}

/** Metadata as given on top of what is there: an empty value removes its key. Throws 400 past Stripe's limits. */
export function metadata(params: FormObject, before: Metadata = {}): Metadata {
  const given = params['metadata'];
  if (given === undefined) return before;
  if (given === '') return {};
  if (typeof given === 'string') throw invalidParameter('metadata', 'Invalid hash');
  const merged: Record<string, string> = { ...before };
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== 'string') throw invalidParameter(`metadata[${key}]`, 'Metadata values must be strings');
    if (key.length > KEY_LENGTH || value.length > VALUE_LENGTH) {
      throw invalidParameter(`metadata[${key}]`, `Metadata keys have at most ${KEY_LENGTH} characters, values ${VALUE_LENGTH}`); // prettier-ignore
    }
    if (value === '') delete merged[key];
    else merged[key] = value;
  }
  if (Object.keys(merged).length > KEYS) throw invalidParameter('metadata', `Metadata has at most ${KEYS} keys`);
  return merged;
}
