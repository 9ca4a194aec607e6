import { HubError } from '../../../platform/domain/errors';

/** Fewer people than this are never told of. CMS cell size suppression policy: no cell of 1 to 10. */
export const FEWEST_PEOPLE = 11;

/** A prime below 2^26, so that products stay within 2^52. */
const PRIME = 67_108_859;

/** Multiplications for one request; about a tenth of a second. */
const MOST_WORK = 10_000_000;

/** Columns of a table of sums: the people of each, as ids. A person may stand in several. */
export type People = readonly (readonly string[])[];

/**
 * Which of these sums can be shown together, so that no arithmetic on the shown ones tells of fewer than `fewest` people.
 *
 * Each sum is a row: the columns it adds up. What can be worked out of shown sums is a linear combination of their rows,
 * and it tells of the people in the columns where it is not zero. A row is shown only if there stay `fewest` sets of
 * people, no person in two of them, each holding a person of some column where any combination is not zero: columns on
 * which the shown rows have full rank (a basis), so that only the zero combination vanishes there. Then whatever is
 * worked out tells of at least one person out of each set. This covers small cells, the cells next to them, crossed
 * tables and differences of overlapping filters in one rule.
 *
 * Rows are taken in the given order: what comes first is shown rather than what comes later. Arithmetic is modulo a
 * prime, in which a basis is one over the rationals too.
 * Throws BAD_INPUT when the rows overlap so much that checking them would take too long.
 */
export function showable(
  rows: readonly (readonly number[])[],
  people: People,
  fewest = FEWEST_PEOPLE,
): readonly boolean[] {
  const owners = new Map<string, Basis>();
  const work = { left: MOST_WORK };
  const bases = Array.from({ length: fewest }, () => new Basis({ people, owners, work }));
  return rows.map((columns) => {
    if (columns.length === 0) return false;
    const undone: string[] = [];
    const steps = bases.map((basis) => basis.reduce(rowOf(columns, people.length)));
    if (steps[0]?.every((value) => value === 0)) return true; // worked out of what is shown already
    const picks = bases.map((basis, index) => basis.pick(steps[index] ?? new Float64Array(), undone));
    if (picks.includes(null)) {
      for (const person of undone) owners.delete(person);
      return false;
    }
    bases.forEach((basis, index) => basis.add(steps[index] ?? new Float64Array(), picks[index] ?? 0));
    return true;
  });
}

function rowOf(columns: readonly number[], width: number): Float64Array {
  const row = new Float64Array(width);
  for (const column of columns) row[column] = 1;
  return row;
}

interface Shared {
  readonly people: People;
  /** Which basis a person stands for; nobody stands for two. */
  readonly owners: Map<string, Basis>;
  readonly work: { left: number };
}

/** Shown rows in echelon form: each is 1 in its own column and 0 in those of the rows before it. */
class Basis {
  readonly #rows: { readonly column: number; readonly values: Float64Array }[] = [];
  readonly #shared: Shared;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** What is left of a row when this basis's columns are cleared. */
  reduce(row: Float64Array): Float64Array {
    for (const { column, values } of this.#rows) {
      const factor = row[column] ?? 0;
      if (factor === 0) continue;
      this.#spend(row.length);
      for (let at = 0; at < row.length; at += 1) {
        const value = values[at] ?? 0;
        if (value !== 0) row[at] = ((row[at] ?? 0) + (PRIME - factor) * value) % PRIME;
      }
    }
    return row;
  }

  /** A column where the row is not zero, of a person who stands for no other basis; people taken are told to `undone`. */
  pick(row: Float64Array, undone: string[]): number | null {
    const { people, owners } = this.#shared;
    let best: { column: number; person: string; free: number } | null = null;
    this.#spend(row.length);
    for (let column = 0; column < row.length; column += 1) {
      if (row[column] === 0) continue;
      const here = people[column] ?? [];
      if (here.some((person) => owners.get(person) === this)) return column;
      const free = here.filter((person) => !owners.has(person));
      if (free[0] !== undefined && free.length > (best?.free ?? 0))
        best = { column, person: free[0], free: free.length };
    }
    if (best === null) return null;
    owners.set(best.person, this);
    undone.push(best.person);
    return best.column;
  }

  /** Takes a reduced row in, with the column picked for it. */
  add(row: Float64Array, column: number): void {
    const inverse = inverseOf(row[column] ?? 1);
    this.#rows.push({ column, values: row.map((value) => (value * inverse) % PRIME) });
  }

  #spend(operations: number): void {
    this.#shared.work.left -= operations;
    if (this.#shared.work.left >= 0) return;
    throw new HubError('BAD_INPUT', 'these metrics overlap too much to be checked at once; ask for fewer groupings in one request'); // prettier-ignore
  }
}

/** By Fermat: value^(p-2). */
function inverseOf(value: number): number {
  let [result, base] = [1, value];
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
