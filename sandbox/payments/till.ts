import type { CalendarDate } from '../../platform/domain/calendar-date';
import { idOf } from '../../platform/domain/ids';
import type { Book } from './book';
import { PREFIXES, type Kept, type Kind } from './objects';

/** The API version that the events speak: what stripe-node 23.1.0 is made for. */
export const API_VERSION = '2026-10-28.endive';

/** One request's (or one day's) work on the book: what it puts is seen at once, and kept together at its end. */
export interface Till {
  readonly book: Book;
  readonly day: CalendarDate;
  /** Seconds since 1970 on the sandbox's day, later than anything in the book. */
  readonly now: () => number;
  newId(kind: Kind): string;
  put<T extends Kept>(object: T): T;
  /** Records that something happened to `object`, whose state now is what the event carries. */
  emit(type: string, object: Kept, previous?: object): void;
  /** Everything put, in its last state, in order. */
  changes(): readonly Kept[];
  /** Takes everything back, as if nothing had been put. */
  undo(): void;
}

export interface TillOptions {
  readonly book: Book;
  readonly seed: number;
  readonly day: CalendarDate;
  /** Null for what Stripe does of itself. */
  readonly request: { readonly id: string; readonly idempotencyKey: string | null } | null;
}

const OPENS = 8 * 3_600; // 08:00 UTC in seconds: the first moment of a sandbox day at which something happens

/** Opens a till over `book`. Ids follow from the seed and the number of objects, so they are the same on every run. */
export function openTill({ book, seed, day, request }: TillOptions): Till {
  const touched = new Map<string, Kept>();
  const savepoint = book.savepoint();
  const start = Date.parse(`${day}T00:00:00Z`) / 1_000;
  const now = (): number => Math.max(start + OPENS, book.latest + 1);
  const newId = (kind: Kind): string => {
    const ordinal = String(book.all(kind).length);
    return `${PREFIXES[kind]}_${idOf('sandbox-payments', String(seed), kind, ordinal).replace(/[-_]/g, '0')}`;
  };
  const put = <T extends Kept>(object: T): T => {
    book.put(object);
    touched.set(object.id, object);
    return object;
  };
  const emit = (type: string, object: Kept, previous?: object): void => {
    put({
      id: newId('event'),
      object: 'event',
      api_version: API_VERSION,
      created: now(),
      data: { object: toWire(object, now()), ...(previous === undefined ? {} : { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: request?.id ?? null, idempotency_key: request?.idempotencyKey ?? null },
      type,
    });
  };
  const undo = (): void => {
    savepoint();
    touched.clear();
  };
  return { book, day, now, newId, put, emit, changes: () => [...touched.values()], undo };
}

/** An object as the API shows it at `now` (seconds): a balance transaction tells whether its money is available yet. */
export function toWire(object: Kept, now: number): object {
  if (object.object !== 'balance_transaction') return object;
  const { paidOutBy: _, ...shown } = object;
  return { ...shown, status: object.available_on <= now ? 'available' : 'pending' };
}
