import type { Db } from 'mongodb';

/** Where a server that speaks the MongoDB protocol does less than MongoDB. */
export interface Quirks {
  /** Updates of one document are not atomic: they are made one at a time. Safe for the writers of one thread only. */
  readonly hasRacyUpdates: boolean;
  /** A `$group` with several accumulators computes the first one only. */
  readonly hasOneAccumulator: boolean;
}

const NONE: Quirks = { hasRacyUpdates: false, hasOneAccumulator: false };

/**
 * Asks the server what it is. FerretDB 1, which needs no installation and so serves in tests, has both quirks; it is
 * not for production.
 */
export async function quirksOf(database: Db): Promise<Quirks> {
  const build = await database.command({ buildInfo: 1 });
  return 'ferretdbVersion' in build ? { hasRacyUpdates: true, hasOneAccumulator: true } : NONE;
}

let last: Promise<unknown> = Promise.resolve();

/** Runs updates one after another, over all stores of this thread. */
export function oneAtATime<R>(work: () => Promise<R>): Promise<R> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
