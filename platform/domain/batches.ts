/** How much goes into one batch; what is larger than `size` by itself goes alone. */
export interface BatchLimits<T> {
  readonly count: number;
  readonly size: number;
  readonly sizeOf: (item: T) => number;
}

/** The items in order, in batches of at most so many and so much. Takes from `items` no more than the batch under way. */
export function* batchesOf<T>(
  items: Iterable<T>,
  { count, size, sizeOf }: BatchLimits<T>,
): Generator<readonly T[], void, undefined> {
  let batch: T[] = [];
  let total = 0;
  for (const item of items) {
    const next = sizeOf(item);
    if (batch.length > 0 && (batch.length === count || total + next > size)) {
      yield batch;
      batch = [];
      total = 0;
    }
    batch.push(item);
    total += next;
  }
  if (batch.length > 0) yield batch;
}
