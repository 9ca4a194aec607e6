import fc from 'fast-check';
import type { Comparison, Filter, Scalar, Sort } from '../../../platform/store/port';

/** A synthetic document with every kind of value a filter may meet. */
export interface Person {
  readonly _id: string;
  readonly version?: number;
  readonly name?: Scalar;
  readonly age?: Scalar;
  readonly isActive?: boolean | null;
  readonly tags?: readonly Scalar[] | Scalar;
  readonly home?: { readonly city?: Scalar } | Scalar | readonly { readonly city: Scalar }[];
}

const NAMES = ['', 'a', 'A', 'Ab', 'ÆON', 'æo', '[x]', '{"city":"a"}', '["a"]', '0', '1', 'true', 'null', '漢', '🙂z'];
const NUMBERS = [-1, 0, 1, 2.5, 7, Number.MAX_SAFE_INTEGER];
const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.constantFrom<Scalar>(...NAMES),
  fc.constantFrom<Scalar>(...NUMBERS),
  fc.constantFrom<Scalar>(true, false, null),
);

const person = fc.record<Omit<Person, '_id'>>(
  {
    version: fc.integer({ min: 0, max: 4 }),
    name: fc.constantFrom<Scalar>(...NAMES, null),
    age: fc.constantFrom<Scalar>(...NUMBERS, null),
    isActive: fc.constantFrom(true, false, null),
    tags: fc.oneof(fc.array(scalar, { maxLength: 3 }), scalar),
    home: fc.oneof(
      { weight: 4, arbitrary: fc.record({ city: fc.constantFrom<Scalar>(...NAMES, null) }, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.constantFrom<Scalar>('a', 1, null) },
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Omit<Person, '_id'>>;

/** The same people each time, in the order of their ids. */
export const peopleOf = (count: number): readonly Person[] =>
  fc.sample(person, { seed: 7, numRuns: count }).map((one, at) => ({ _id: `p${1000 + at}`, ...one }));

const path = fc.constantFrom(
  '_id',
  'version',
  'name',
  'age',
  'isActive',
  'tags',
  'home',
  'home.city',
  'nowhere.at.all',
);
const operator = fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'has');
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  fc.tuple(operator, scalar).map(([name, value]) => ({ [name]: value })),
  fc
    .tuple(fc.constantFrom('in', 'notIn'), fc.array(scalar, { maxLength: 4 }))
    .map(([name, value]) => ({ [name]: value })),
  fc.constantFrom(...NAMES).map((startsWith) => ({ startsWith })),
  fc.tuple(scalar, scalar).map(([gte, lt]) => ({ gte, lt })),
);
const leaf = fc.tuple(path, fc.oneof(scalar, comparison)).map(([key, test]) => ({ [key]: test }));

/** Filters up to three deep. */
export const filters: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('filter'), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('filter'), { maxLength: 3 }).map((all) => ({ all })),
    fc.tuple(leaf, leaf).map(([one, two]) => ({ ...one, ...two })),
  ),
})).filter;

/** The port's meaning of a filter, said as plainly as possible. */
export function holds(document: unknown, filter: Filter): boolean {
  return Object.entries(filter).every(([key, test]) => {
    if (key === 'any') return (test as Filter[]).some((part) => holds(document, part));
    if (key === 'all') return (test as Filter[]).every((part) => holds(document, part));
    const tests = typeof test === 'object' && test !== null ? (test as Comparison) : { eq: test as Scalar };
    const value = at(document, key);
    return Object.entries(tests).every(([name, operand]) => testHolds(value, name, operand));
  });
}

function testHolds(value: unknown, name: string, operand: unknown): boolean {
  const scalars = operand as readonly Scalar[];
  const order =
    typeof value === typeof operand && typeof value !== 'object' ? compare(value as Scalar, operand as Scalar) : null;
  const bothNull = value === null && operand === null;
  switch (name) {
    case 'eq':
      return value === operand;
    case 'ne':
      return value !== operand;
    case 'in':
      return scalars.includes(value as Scalar);
    case 'notIn':
      return !scalars.includes(value as Scalar);
    case 'has':
      return Array.isArray(value) && value.includes(operand);
    case 'startsWith':
      return typeof value === 'string' && value.toLowerCase().startsWith((operand as string).toLowerCase());
    case 'gt':
      return order !== null && order > 0;
    case 'gte':
      return bothNull || (order !== null && order >= 0);
    case 'lt':
      return order !== null && order < 0;
    default:
      return bothNull || (order !== null && order <= 0);
  }
}

const at = (document: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((value, part) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? ((value as Record<string, unknown>)[part] ?? null) : null;
  }, document);

const rank = (value: Scalar): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

function compare(one: Scalar, other: Scalar): number {
  if (rank(one) !== rank(other)) return rank(one) - rank(other);
  if (typeof one === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other as string));
  return Number(one) - Number(other);
}

/** The people in the order of a sort, by the port's rules. */
export function inOrder(people: readonly Person[], sort: Sort): readonly Person[] {
  const last = sort.at(-1)?.[1] ?? 'asc';
  const full: Sort = [...sort, ['_id', last]];
  return [...people].sort((one, other) => {
    for (const [key, direction] of full) {
      const difference = compare(at(one, key) as Scalar, at(other, key) as Scalar);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  });
}
