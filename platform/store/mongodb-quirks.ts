import type { Db } from 'mongodb';

/** Where a server that speaks the MongoDB protocol does less than MongoDB. */
export interface Quirks {
  /** Updates of one document are not atomic: they are made one at a time. Safe for the writers of one thread only. */
  readonly hasRacyUpdates: boolean;
  /** A `$group` with several accumulators computes the first one only. */
  readonly hasOneAccumulator: boolean;
  /** An update command of more operations than this may never end. */
  readonly mostUpdatesAtOnce: number;
}

const NONE: Quirks = { hasRacyUpdates: false, hasOneAccumulator: false, mostUpdatesAtOnce: 1_000 };

/** Each operation of an update holds one of its 100 connections until the whole command is done. */
const FERRETDB: Quirks = { hasRacyUpdates: true, hasOneAccumulator: true, mostUpdatesAtOnce: 25 };

/**
 * Asks the server what it is. FerretDB 1, which needs no installation and so serves in tests, has all quirks; it is
 * not for production.
 */
export async function quirksOf(database: Db): Promise<Quirks> {
  const build = await database.command({ buildInfo: 1 });
  return 'ferretdbVersion' in build ? FERRETDB : NONE;
}

let last: Promise<unknown> = Promise.resolve();

/** Runs updates one after another, over all stores of this thread. */
export function oneAtATime<R>(work: () => Promise<R>): Promise<R> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
