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
  const work = { left: MOST_WORK };
  const witnesses = new Witnesses(people);
  const bases = Array.from({ length: fewest }, () => new Basis(witnesses, work));
  return rows.map((columns) => {
    if (columns.length === 0) return false;
    const rest = bases.map((basis) => basis.reduce(rowOf(columns, people.length)));
    if (rest[0]?.every((value) => value === 0)) return true; // worked out of what is shown already
    const picks: (number | null)[] = [];
    while (picks.length < fewest && !picks.includes(null)) {
      picks.push(bases[picks.length]?.pick(rest[picks.length] ?? NO_ROW) ?? null);
    }
    if (picks.includes(null)) {
      witnesses.undo();
      return false;
    }
    witnesses.keep();
    bases.forEach((basis, index) => basis.add(rest[index] ?? NO_ROW, picks[index] ?? 0));
    return true;
  });
}

const NO_ROW = new Float64Array();

function rowOf(columns: readonly number[], width: number): Float64Array {
  const row = new Float64Array(width);
  for (const column of columns) row[column] = 1;
  return row;
}

/** Which people stand for which basis: nobody for two of them. */
class Witnesses {
  readonly #people: People;
  readonly #columnsOf = new Map<string, number[]>();
  readonly #basisOf = new Map<string, Basis>();
  #taken: string[] = [];
  /** How many people of each column stand for no basis. */
  readonly free: Float64Array;

  constructor(people: People) {
    this.#people = people;
    this.free = Float64Array.from(people, ({ length }) => length);
    people.forEach((here, column) => {
      for (const person of here) {
        const columns = this.#columnsOf.get(person);
        if (columns) columns.push(column);
        else this.#columnsOf.set(person, [column]);
      }
    });
  }

  /** Lets a free person of a column stand for a basis. */
  take(column: number, basis: Basis): void {
    const person = this.#people[column]?.find((one) => !this.#basisOf.has(one));
    if (person === undefined) return;
    this.#basisOf.set(person, basis);
    this.#taken.push(person);
    this.#count(person, basis, 1);
  }

  /** Frees whom was taken since the last `keep`. */
  undo(): void {
    for (const person of this.#taken) {
      const basis = this.#basisOf.get(person);
      this.#basisOf.delete(person);
      if (basis) this.#count(person, basis, -1);
    }
    this.#taken = [];
  }

  keep(): void {
    this.#taken = [];
  }

  #count(person: string, { own }: Basis, change: 1 | -1): void {
    for (const column of this.#columnsOf.get(person) ?? []) {
      this.free[column] = (this.free[column] ?? 0) - change;
      own[column] = (own[column] ?? 0) + change;
    }
  }
}

/** Shown rows in echelon form: each is 1 in its own column and 0 in those of the rows before it. */
class Basis {
  readonly #rows: { readonly column: number; readonly values: Float64Array }[] = [];
  readonly #witnesses: Witnesses;
  readonly #work: { left: number };
  /** How many people of each column stand for this basis. */
  readonly own: Float64Array;

  constructor(witnesses: Witnesses, work: { left: number }) {
    this.#witnesses = witnesses;
    this.#work = work;
    this.own = new Float64Array(witnesses.free.length);
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

  /** A column where the row is not zero, of a person who stands for this basis now; null when all stand for others. */
  pick(row: Float64Array): number | null {
    const { free } = this.#witnesses;
    let best = -1;
    this.#spend(row.length);
    for (let column = 0; column < row.length; column += 1) {
      if (row[column] === 0) continue;
      if ((this.own[column] ?? 0) > 0) return column;
      if ((free[column] ?? 0) > (best < 0 ? 0 : (free[best] ?? 0))) best = column;
    }
    if (best < 0) return null;
    this.#witnesses.take(best, this);
    return best;
  }

  /** Takes a reduced row in, with the column picked for it. */
  add(row: Float64Array, column: number): void {
    const inverse = inverseOf(row[column] ?? 1);
    this.#rows.push({ column, values: row.map((value) => (value * inverse) % PRIME) });
  }

  #spend(operations: number): void {
    this.#work.left -= operations;
    if (this.#work.left >= 0) return;
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
