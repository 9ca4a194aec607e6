import fc from 'fast-check';
import { showable } from '../../../../subgraphs/billing/metrics/disclosure';
import { fewestTold } from './oracle';

/** So many new people in each column. */
const crowds = (...sizes: number[]): string[][] =>
  sizes.map((size, column) => Array.from({ length: size }, (_, index) => `c${column}-${index}`));

describe('sums that can be shown together', () => {
  test('cells of enough people and their total are all shown', () => {
    expect(showable([[0, 1, 2], [0], [1], [2]], crowds(11, 12, 30))).toEqual([true, true, true, true]);
  });

  test('a cell of ten is held back, and with it one more, or it were the rest of the total', () => {
    expect(showable([[0, 1, 2], [2], [1], [0]], crowds(10, 12, 30))).toEqual([true, true, false, false]);
  });

  test('without the total, only the small cell is held back', () => {
    expect(showable([[2], [1], [0]], crowds(10, 12, 30))).toEqual([true, true, false]);
  });

  test('two small cells of eleven people together hold nothing else back; of ten they do', () => {
    const rows = [[0, 1, 2, 3], [3], [2], [1], [0]];
    expect(showable(rows, crowds(5, 6, 20, 30))).toEqual([true, true, true, false, false]);
    expect(showable(rows, crowds(5, 5, 20, 30))).toEqual([true, true, false, false, false]);
  });

  test('in a crossed table what is held back of a row is held back of a column too', () => {
    // Columns of two rows and two columns: 5 20 / 20 20.
    const rows = [[0, 1, 2, 3], [2, 3], [1, 3], [0, 1], [0, 2], [3], [2], [1], [0]];
    const shown = showable(rows, crowds(5, 20, 20, 20));
    expect(shown[8]).toBe(false);
    expect(shown.slice(0, 5)).toEqual([true, true, true, true, true]);
    // With all margins, any one cell gives the other three.
    expect(shown.slice(5)).toEqual([false, false, false, false]);
  });

  test('of two filters that differ by ten people one is held back; by eleven, none', () => {
    expect(showable([[0, 1], [0]], crowds(50, 10))).toEqual([true, false]);
    expect(showable([[0, 1], [0]], crowds(50, 11))).toEqual([true, true]);
    expect(
      showable(
        [
          [0, 1],
          [0, 2],
        ],
        crowds(50, 5, 5),
      ),
    ).toEqual([true, false]);
    expect(
      showable(
        [
          [0, 1],
          [0, 2],
        ],
        crowds(50, 6, 6),
      ),
    ).toEqual([true, true]);
  });

  test('one person in many records is one person', () => {
    const one = Array.from({ length: 40 }, (): string[] => ['p1']);
    expect(showable([one.map((_, column) => column)], one)).toEqual([false]);
    expect(showable([[0], [1]], [crowds(11)[0] ?? [], crowds(11)[0] ?? []])).toEqual([true, true]);
  });

  test('of nobody nothing is told', () => expect(showable([[]], [])).toEqual([false]));

  test('a request that would take too long to check is refused', () => {
    const people = crowds(...Array.from({ length: 900 }, () => 3));
    const rows = Array.from({ length: 600 }, (_, row) => people.flatMap((__, column) => (((row + 1) * (column + 7) * 2_654_435_761) >>> 7) % 2 === 0 ? [column] : [])); // prettier-ignore
    expect(() => showable(rows, people)).toThrow(/ask for fewer groupings/);
  });
});

const FEWEST = 3;
const persons = fc.uniqueArray(fc.integer({ min: 0, max: 14 }).map(String), { minLength: 1, maxLength: 6 });
const tables = fc.array(persons, { minLength: 2, maxLength: 7 }).chain((people) =>
  fc.record({
    people: fc.constant(people),
    rows: fc.array(fc.subarray(people.map((_, column) => column), { minLength: 1 }), { minLength: 1, maxLength: 7 }), // prettier-ignore
  }),
);

test('no sum or difference of what is shown tells of too few people, whatever overlaps', () => {
  fc.assert(
    fc.property(tables, ({ people, rows }) => {
      const isShown = showable(rows, people, FEWEST);
      const shown = rows.filter((_, index) => isShown[index]);
      expect(fewestTold(shown, people)).toBeGreaterThanOrEqual(FEWEST);
    }),
    { numRuns: 500 },
  );
});

test('what alone is of enough people is shown first, so that a request is never answered by nothing', () => {
  fc.assert(
    fc.property(tables, ({ people, rows }) => {
      const isEnough = (row: readonly number[]) =>
        new Set(row.flatMap((column) => people[column] ?? [])).size >= FEWEST;
      const sorted = [...rows].sort((a, b) => Number(isEnough(b)) - Number(isEnough(a)));
      expect(showable(sorted, people, FEWEST)[0]).toBe(sorted[0] !== undefined && isEnough(sorted[0]));
    }),
  );
});
