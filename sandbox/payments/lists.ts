import type { Book } from './book';
import { textList, type FormObject } from './form';
import type { Kept, Kind } from './objects';
import { integer, requireKnown, text } from './parameters';
import { invalidParameter, resourceMissing } from './stripe-error';

/** One page as every Stripe list answers it, the newest object first. */
export interface ListPage {
  readonly object: 'list';
  readonly data: readonly Kept[];
  readonly has_more: boolean;
  readonly url: string;
}

const PAGING = ['limit', 'starting_after', 'ending_before', 'created', 'expand'];
const LIMIT = 10; // objects on a page unless told
const MOST = 100; // objects on a page

/** Parameters that narrow a list by equality, for each kind: the parameter and the field it reads. */
const FILTERS: Readonly<Record<Kind, readonly string[]>> = {
  payment_intent: ['customer'],
  charge: ['customer', 'payment_intent'],
  refund: ['charge', 'payment_intent'],
  balance_transaction: ['currency', 'payout', 'source', 'type'],
  payout: ['destination', 'status'],
  event: ['type', 'types', 'delivery_success'],
  sandbox_bill: ['status', 'account_id'],
};

/** GET of a list: `limit`, `starting_after`, `ending_before`, `created[gte]` and the kind's own filters. Throws 400. */
export function listObjects(book: Book, kind: Kind, params: FormObject, url: string): ListPage {
  requireKnown(params, [...PAGING, ...FILTERS[kind], ...(kind === 'payout' ? ['arrival_date'] : [])]);
  const limit = pageSize(params);
  const matches = matcherOf(kind, params);
  const all = book.all(kind);
  const after = cursorOf(book, kind, text(params, 'starting_after'));
  const before = cursorOf(book, kind, text(params, 'ending_before'));
  if (before !== null) {
    const newer = take(all.slice(before + 1), matches, limit + 1);
    return { object: 'list', data: newer.slice(0, limit).reverse(), has_more: newer.length > limit, url };
  }
  const older = take(newestFirst(all, after ?? all.length), matches, limit + 1);
  return { object: 'list', data: older.slice(0, limit), has_more: older.length > limit, url };
}

/** The page size asked for. Throws 400 unless it is 1 to 100. */
export function pageSize(params: FormObject): number {
  const limit = integer(params, 'limit') ?? LIMIT;
  if (limit < 1 || limit > MOST) throw invalidParameter('limit', 'This value must be between 1 and 100', 'parameter_invalid_integer'); // prettier-ignore
  return limit;
}

function cursorOf(book: Book, kind: Kind, id: string | null): number | null {
  if (id === null) return null;
  const position = book.positionOf(kind, id);
  if (position === undefined) throw resourceMissing(kind, id);
  return position;
}

function* newestFirst(all: readonly Kept[], from: number): Generator<Kept> {
  for (let index = from - 1; index >= 0; index -= 1) yield all[index] as Kept;
}

function take(objects: Iterable<Kept>, matches: (object: Kept) => boolean, count: number): Kept[] {
  const taken: Kept[] = [];
  for (const object of objects) {
    if (matches(object)) taken.push(object);
    if (taken.length === count) break;
  }
  return taken;
}

function matcherOf(kind: Kind, params: FormObject): (object: Kept) => boolean {
  const created = rangeOf(params, 'created');
  const arrival = kind === 'payout' ? rangeOf(params, 'arrival_date') : () => true;
  const types = textList(params['types']);
  const equal = FILTERS[kind].filter((name) => !['types', 'delivery_success'].includes(name) && text(params, name) !== null); // prettier-ignore
  return (object) => {
    const record = object as unknown as Record<string, unknown>;
    if (!created(object.created) || !arrival(Number(record['arrival_date']))) return false;
    if (types.length > 0 && !types.includes(String(record['type']))) return false;
    return equal.every((name) => record[name === 'payout' ? 'paidOutBy' : name] === text(params, name));
  };
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

/** A range over seconds: `created=1`, or `created[gte]=1` with any of gt, gte, lt, lte. */
function rangeOf(params: FormObject, name: string): (seconds: number) => boolean {
  const given = params[name];
  if (given === undefined) return () => true;
  if (typeof given === 'string') {
    const exact = integer(params, name);
    return (seconds) => seconds === exact;
  }
  const bounds = Object.keys(given).map((key) => ({ compare: COMPARISONS[key], bound: integer(given, key) ?? 0 }));
  return (seconds) =>
    bounds.every(({ compare, bound }) => {
      if (compare === undefined) throw invalidParameter(name, `Unknown range in ${name}`, 'parameter_unknown');
      return compare(seconds, bound);
    });
}
