/**
 * The fewest people that any sum or difference of shown sums tells of, found the slow way: every combination with
 * coefficients -1, 0 and 1, and who stands in the columns where it is not zero. Infinity when nothing can be worked out.
 */
export function fewestTold(shown: readonly (readonly number[])[], people: readonly (readonly string[])[]): number {
  let fewest = Infinity;
  const walk = (row: number, sum: readonly number[]): void => {
    if (row < shown.length) {
      for (const factor of [-1, 0, 1]) {
        const next = [...sum];
        for (const column of shown[row] ?? []) next[column] = (next[column] ?? 0) + factor;
        walk(row + 1, next);
      }
      return;
    }
    const told = new Set(sum.flatMap((value, column) => (value === 0 ? [] : (people[column] ?? []))));
    if (sum.some((value) => value !== 0)) fewest = Math.min(fewest, told.size);
  };
  walk(
    0,
    people.map(() => 0),
  );
  return fewest;
}
