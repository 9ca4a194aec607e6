import { HubError } from '../domain/errors';
import { fieldPath, isScalar } from './field-path';
import type { Filter, Scalar } from './port';

/** One test of one field, checked: `in` and `notIn` hold a list, `startsWith` text, the others a scalar. */
export type FieldTest =
  | { readonly path: string; readonly operator: 'in' | 'notIn'; readonly values: readonly Scalar[] }
  | { readonly path: string; readonly operator: 'startsWith'; readonly text: string }
  | {
      readonly path: string;
      readonly operator: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'has';
      readonly value: Scalar;
    };

/** A filter in the form that both adapters compile from. */
export type Condition =
  | { readonly kind: 'every' | 'some'; readonly parts: readonly Condition[] }
  | { readonly kind: 'test'; readonly test: FieldTest };

const SCALAR_OPERATORS = new Set(['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'has']);

/** Reads a filter. Throws BAD_INPUT for a malformed path, an unknown operator or a missing value. */
export function conditionOf(filter: Filter): Condition {
  const parts = Object.entries(filter).flatMap(([key, value]): Condition[] => {
    if (key === 'any' || key === 'all') {
      if (!Array.isArray(value)) throw new HubError('BAD_INPUT', `the filter's "${key}" must be a list of filters`);
      const inner = value.map((part) => conditionOf(part as Filter));
      return [{ kind: key === 'any' ? 'some' : 'every', parts: inner }];
    }
    return testsOf(fieldPath(key), value).map((test) => ({ kind: 'test', test }));
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'every', parts };
}

function testsOf(path: string, value: unknown): FieldTest[] {
  if (isScalar(value)) return [{ path, operator: 'eq', value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused(path);
  const tests = Object.entries(value).map(([operator, operand]) => testOf(path, operator, operand));
  if (tests.length === 0) throw refused(path);
  return tests;
}

function testOf(path: string, operator: string, operand: unknown): FieldTest {
  if (operator === 'in' || operator === 'notIn') {
    if (!Array.isArray(operand) || !operand.every(isScalar)) throw refused(path);
    return { path, operator, values: operand };
  }
  if (operator === 'startsWith') {
    if (typeof operand !== 'string') throw refused(path);
    return { path, operator, text: operand };
  }
  if (!SCALAR_OPERATORS.has(operator) || !isScalar(operand)) throw refused(path);
  return { path, operator: operator as 'eq', value: operand };
}

const refused = (path: string): HubError =>
  new HubError('BAD_INPUT', `the filter on ${path} has no value that can be compared, or an unknown operator`);

/**
 * The two forms of each character of a search text that tells no upper from lower case: `['Ø', 'ø']`. Characters
 * whose other form is longer than one character (`ß`) stand for themselves only.
 */
export function caseFormsOf(text: string): readonly (readonly string[])[] {
  return [...text].map((character) => {
    const forms = [character, character.toLowerCase(), character.toUpperCase()];
    return [...new Set(forms)].filter((form) => [...form].length === 1);
  });
}
