import { HubError } from '../domain/errors';
import type { Scalar } from './port';

const SHAPE = /^[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)*$/;
const LONGEST = 200; // characters

/**
 * The path itself when it is well formed: words of letters, digits, `_` and `-`, joined by dots. Paths become part of
 * a database's query text, so anything else throws BAD_INPUT.
 */
export function fieldPath(path: string): string {
  if (path.length > LONGEST || !SHAPE.test(path)) throw new HubError('BAD_INPUT', 'a field path is malformed');
  return path;
}

/** The value at a path, reaching into objects but not into lists; `undefined` when there is none. */
export function valueAt(document: unknown, path: string): unknown {
  let value: unknown = document;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** True for what a field can be compared with: text, a finite number, a boolean or null. */
export const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
