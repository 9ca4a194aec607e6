import { isDeepStrictEqual } from 'node:util';
import type { Adapter, Answer, AnswerError, AuditEntry } from '../adapters/adapter';
import { isRecord } from './stub-values';
import type { Ask, Expectation, Json } from './scenario';

/** What differs between an answer and what was expected of it, one sentence each. */
export function answerFaults(answer: Answer, expected: Expectation, codes: Adapter['codes']): readonly string[] {
  const { data = null, errors = [] } = answer.body;
  return [
    ...dataFaults(data, expected.data ?? null),
    ...errorFaults(errors, expected.errors ?? [], codes),
    ...(expected.secrets ?? []).filter((secret) => answer.text.includes(secret)).map((secret) => `LEAK: the answer holds ${JSON.stringify(secret)}`), // prettier-ignore
  ];
}

function dataFaults(data: Json, expected: Json): readonly string[] {
  return fits(data, expected, new Map())
    ? []
    : [`data is ${JSON.stringify(data)}\n    expected ${JSON.stringify(expected)}`];
}

/** Equal, but that `{"$any": true}` fits everything, and `{"$same": "name"}` fits any text, the same one wherever the name is used, another for another name. */
function fits(value: unknown, expected: unknown, bound: Map<string, unknown>): boolean {
  if (isRecord(expected) && expected['$any'] === true) return true;
  if (isRecord(expected) && typeof expected['$same'] === 'string') {
    const name = expected['$same'];
    if (bound.has(name)) return bound.get(name) === value;
    const isNew = typeof value === 'string' && ![...bound.values()].includes(value);
    bound.set(name, value);
    return isNew;
  }
  if (Array.isArray(expected)) {
    return Array.isArray(value) && value.length === expected.length && expected.every((one, at) => fits(value[at], one, bound)); // prettier-ignore
  }
  if (!isRecord(expected)) return value === expected;
  if (!isRecord(value)) return false;
  const keys = Object.keys(expected);
  return isDeepStrictEqual(Object.keys(value).sort(), [...keys].sort()) && keys.every((key) => fits(value[key], expected[key], bound)); // prettier-ignore
}

type ExpectedError = NonNullable<Expectation['errors']>[number];

function errorFaults(
  errors: readonly AnswerError[],
  expected: readonly ExpectedError[],
  codes: Adapter['codes'],
): readonly string[] {
  const meets = (error: AnswerError, { path, code }: ExpectedError): boolean =>
    codes[code].includes(String(error.extensions?.['code'])) &&
    (path === '*' || samePath(error.path ?? [], path ?? []));
  const unexpected = errors.filter((error) => !expected.some((one) => meets(error, one)));
  const missing = expected.filter((one) => !errors.some((error) => meets(error, one)));
  return [
    ...unexpected.map((error) => `unexpected error ${JSON.stringify(error)}`),
    ...missing.map((error) => `no error ${JSON.stringify(error)}`),
  ];
}

const samePath = (path: readonly unknown[], expected: readonly unknown[]): boolean =>
  path.length === expected.length &&
  expected.every((step, at) => step === path[at] || (step === '*' && typeof path[at] === 'number'));

type TrailLine = NonNullable<Ask['audit']>[number] | AuditEntry;

/** What differs between the trail of one operation and what was expected of it. Who denied is not compared. */
export function auditFaults(entries: readonly AuditEntry[], expected: NonNullable<Ask['audit']>): readonly string[] {
  const text = ({ subgraph, field, decision, entities }: TrailLine): string =>
    [decision === 'DENY' ? '' : subgraph, field, decision, decision === 'DENY' ? '' : [...entities].sort().join()].join(' '); // prettier-ignore
  const found = [...new Set(entries.map(text))].sort();
  const wanted = [...new Set(expected.map(text))].sort();
  return isDeepStrictEqual(found, wanted)
    ? []
    : [`the trail says ${JSON.stringify(found)}\n    expected ${JSON.stringify(wanted)}`];
}

/** What differs between how often stubs were asked and how often they should have been. */
export const callFaults = (
  calls: readonly { readonly subgraph: string; readonly coordinate: string }[],
  expected: NonNullable<Ask['calls']>,
): readonly string[] =>
  Object.entries(expected).flatMap(([place, times]) => {
    const count = calls.filter(({ subgraph, coordinate }) => place === `${subgraph} ${coordinate}`).length;
    return count === times ? [] : [`${place} was asked for ${count} times, expected ${times}`];
  });
