import type { Book } from './book';
import { invalidParameter } from './stripe-error';
import { toWire } from './till';

const DEPTH = 4; // levels: Stripe's limit

/**
 * Replaces the ids that `paths` name by the objects they point to: `latest_charge.balance_transaction`, `data.charge`.
 * Works on a copy. Throws 400 for a path that leads to no object. Source: Stripe API, "Expanding Responses".
 */
export function expandPaths(book: Book, body: object, paths: readonly string[], now: number): object {
  const copy = structuredClone(body);
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > DEPTH) throw invalidParameter('expand', `You cannot expand more than ${DEPTH} levels: ${path}`);
    expandAt(book, copy as Record<string, unknown>, { steps, path, now });
  }
  return copy;
}

interface Way {
  readonly steps: readonly string[];
  readonly path: string;
  readonly now: number;
}

function expandAt(book: Book, at: Record<string, unknown>, { steps, path, now }: Way): void {
  const [step = '', ...rest] = steps;
  if (!(step in at)) throw invalidParameter('expand', `This property cannot be expanded (${path}).`);
  const value = at[step];
  if (Array.isArray(value)) {
    for (const item of value) if (isRecord(item)) expandAt(book, item, { steps: rest, path, now });
    return;
  }
  const found = typeof value === 'string' ? book.find(value) : undefined;
  if (found !== undefined) at[step] = structuredClone(toWire(found, now));
  const next = at[step];
  if (rest.length > 0 && isRecord(next)) expandAt(book, next, { steps: rest, path, now });
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
