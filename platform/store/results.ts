import { setImmediate } from 'node:timers/promises';
import { HubError } from '../domain/errors';
import { cursorOf, type KeysetList } from './keyset-cursor';
import { isScalar } from './field-path';
import type { Group, GroupSpec, Page, Scalar, StoredDocument } from './port';

/** A page whose cursors are made when they are asked for: most readers never do. */
export const pageOf = <T extends StoredDocument>(items: readonly T[], hasMore: boolean, list: KeysetList): Page<T> => ({
  items,
  hasMore,
  cursorAt(index) {
    const item = items.at(index);
    return item === undefined ? null : cursorOf(item, list);
  },
});

/** The items of all pages from the first on. */
export async function* iteratePages<T>(read: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null;
  for (;;) {
    const page: Page<T> = await read(after);
    yield* page.items;
    if (!page.hasMore) return;
    after = page.cursorAt(-1);
    await setImmediate(); // A synchronous database would let nothing else have its turn between pages.
  }
}

/** One group from its values in the order of the spec. Throws INTERNAL for a sum past the safe integers. */
export function groupOf(
  { by, sum = [] }: GroupSpec,
  found: { readonly count: number; readonly keys: readonly unknown[]; readonly sums: readonly number[] },
): Group {
  const sums = Object.fromEntries(sum.map((path, index) => [path, found.sums[index] ?? 0]));
  if (!Object.values(sums).every(Number.isSafeInteger)) throw new HubError('INTERNAL', 'a sum is not a safe integer');
  const keys = by.map((path, index): [string, Scalar] => {
    const key = found.keys[index] ?? null;
    if (!isScalar(key)) throw new HubError('BAD_INPUT', `documents cannot be grouped by ${path}: it is not one value`);
    return [path, key];
  });
  return { key: Object.fromEntries(keys), count: found.count, sums };
}
