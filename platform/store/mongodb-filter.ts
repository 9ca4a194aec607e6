import type { Document } from 'mongodb';
import { caseFormsOf, type Condition, type FieldTest } from './filter';
import type { KeysetRange } from './keyset-cursor';
import type { Scalar } from './port';

const NEVER: Document = { _id: { $in: [] } };

/** Compiles a condition to a MongoDB query. */
export function conditionQuery(condition: Condition): Document {
  if (condition.kind === 'test') return testQuery(condition.test);
  const parts = condition.parts.map(conditionQuery);
  if (parts.length === 0) return condition.kind === 'every' ? {} : NEVER;
  return condition.kind === 'every' ? { $and: parts } : { $or: parts };
}

function testQuery(test: FieldTest): Document {
  const { path } = test;
  switch (test.operator) {
    case 'eq':
      return isOneOf(path, [test.value]);
    case 'ne':
      return { $nor: [isOneOf(path, [test.value])] };
    case 'in':
      return isOneOf(path, test.values);
    case 'notIn':
      return { $nor: [isOneOf(path, test.values)] };
    case 'has':
      return { $and: [...notThroughLists(path), { [path]: { $elemMatch: { $eq: test.value } } }] };
    case 'startsWith':
      return onValue(path, { $regex: `^${caseFormsOf(test.text).map(classOf).join('')}` });
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compares(path, test.operator, test.value);
  }
}

function isOneOf(path: string, values: readonly Scalar[]): Document {
  const present = values.filter((value) => value !== null);
  const isPresent = onValue(path, { $in: present });
  if (present.length === values.length) return isPresent;
  const lists = prefixesOf(path).map((prefix) => ({ [prefix]: { $type: 'array' } }));
  const isAbsent = { $or: [onValue(path, { $eq: null }), ...lists] };
  return present.length === 0 ? isAbsent : { $or: [isPresent, isAbsent] };
}

/** MongoDB compares within one type only, as the port does; null with null by `gte` and `lte` alone. */
function compares(path: string, operator: 'gt' | 'gte' | 'lt' | 'lte', value: Scalar): Document {
  if (value !== null) return onValue(path, { [`$${operator}`]: value });
  return operator === 'gt' || operator === 'lt' ? NEVER : isOneOf(path, [null]);
}

/** The test must hold for the value itself: MongoDB would also look into a list, and through lists on the way. */
function onValue(path: string, test: Document): Document {
  if (path === '_id' || path === 'version') return { [path]: test };
  return { $and: [...notThroughLists(path), { [path]: { $not: { $type: 'array' } } }, { [path]: test }] };
}

const notThroughLists = (path: string): Document[] =>
  prefixesOf(path).map((prefix) => ({ [prefix]: { $not: { $type: 'array' } } }));

/** `a.b.c` → `a`, `a.b` */
function prefixesOf(path: string): string[] {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** One character in its forms, with nothing left that means something in a pattern. */
function classOf(forms: readonly string[]): string {
  const [first = ''] = forms;
  return forms.length > 1 ? `[${forms.join('')}]` : first.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}

/** What lies after a cursor: any of its ranges. Numbers go before text across types, which `$gt` alone would not see. */
export function rangesQuery(ranges: readonly KeysetRange[]): Document {
  const parts = ranges.map(({ equal, beyond }) => ({
    $and: [...equal.map(([path, value]) => ({ [path]: { $eq: value } })), beyondQuery(beyond)],
  }));
  return parts.length === 0 ? NEVER : { $or: parts };
}

function beyondQuery(beyond: KeysetRange['beyond']): Document {
  const { path } = beyond;
  if (!('value' in beyond)) return { [path]: { [beyond.operator === 'isNull' ? '$eq' : '$ne']: null } };
  const sameType = { [path]: { [`$${beyond.operator}`]: beyond.value } };
  if (beyond.operator === 'gt' && typeof beyond.value === 'number') {
    return { $or: [sameType, { [path]: { $type: 'string' } }] };
  }
  if (beyond.operator === 'lt' && typeof beyond.value === 'string' && path !== '_id') {
    return { $or: [sameType, { [path]: { $type: 'number' } }] };
  }
  return sameType;
}
