import type { CalendarDate } from '../../../platform/domain/calendar-date';
import { HubError } from '../../../platform/domain/errors';
import { groupBy } from '../../../platform/domain/group-by';
import type { MetricDimension, MetricName } from '../generated';
import { addSums, NOTHING, type AtomSums, type MetricAtom } from './atoms';
import { DIMENSION_KEYS, METRICS } from './definitions';
import { FEWEST_PEOPLE, showable } from './disclosure';

/** One metric as a request asks for it. */
export interface MetricQuestion {
  readonly name: MetricName;
  readonly groupBy: readonly MetricDimension[];
  readonly currency: string;
  readonly facilityId: string | null;
  readonly payerId: string | null;
  /** `YYYY-MM`. */
  readonly month: string | null;
}

/** One cell of a metric; its sums are null where they would tell of too few people. */
export interface MetricCellAnswer {
  readonly metric: MetricName;
  readonly currency: string;
  /** The groups it is about, by the atom's own words; without those that the metric is not grouped by. */
  readonly group: Partial<Pick<MetricAtom, (typeof DIMENSION_KEYS)[MetricDimension]>>;
  readonly sums: AtomSums | null;
}

export interface MetricAnswer {
  readonly name: MetricName;
  readonly asOf: CalendarDate;
  readonly total: MetricCellAnswer;
  /** In the order of their groups; groups of nobody are left out. */
  readonly cells: readonly MetricCellAnswer[];
}

const MOST_GROUPINGS = 2;

/** Throws BAD_INPUT for a grouping or filter that the metric does not have. */
export function checkQuestion({ name, groupBy, facilityId, payerId, month }: MetricQuestion): void {
  const { dimensions } = METRICS[name];
  const filters = { FACILITY: facilityId, PAYER: payerId, MONTH: month } as const;
  const filtered = (['FACILITY', 'PAYER', 'MONTH'] as const).filter((dimension) => filters[dimension] !== null);
  const wrong = [...groupBy, ...filtered].find((dimension) => !dimensions.includes(dimension));
  // Without a list of what it can be grouped by: not every contract has all of that.
  if (wrong !== undefined) throw new HubError('BAD_INPUT', `${name} cannot be grouped or filtered by ${wrong}`);
  if (groupBy.length > MOST_GROUPINGS || new Set(groupBy).size < groupBy.length) {
    throw new HubError('BAD_INPUT', `metrics are grouped by at most ${MOST_GROUPINGS} dimensions, each once`);
  }
}

/** One cell before it is known whether it can be shown: which atoms it adds up, by their place. */
interface Cell {
  readonly group: MetricCellAnswer['group'];
  readonly atoms: readonly number[];
}

interface OpenCell extends Cell {
  readonly atoms: number[];
}

interface Table {
  readonly question: MetricQuestion;
  readonly total: Cell;
  readonly cells: readonly Cell[];
}

/** Answers all metrics of one request together: what is shown of one decides what can be shown of the others. */
export class MetricDesk {
  readonly #atoms: readonly MetricAtom[];
  readonly #fewest: number;
  readonly #shown = new Map<string, readonly Cell[]>();

  /** `atoms`: of the viewer's own compartment. */
  constructor(atoms: readonly MetricAtom[], fewest = FEWEST_PEOPLE) {
    this.#atoms = atoms;
    this.#fewest = fewest;
  }

  /** May be asked again: later answers are narrowed by all that earlier ones have shown. */
  answer(questions: readonly MetricQuestion[], asOf: CalendarDate): readonly MetricAnswer[] {
    const tables = questions.map((question) => this.#tableOf(question));
    const shown = new Set<Cell>();
    for (const [population, some] of groupBy(tables, populationOf)) {
      for (const cell of this.#showTogether(population, some)) shown.add(cell);
    }
    return tables.map(({ question: { name, currency }, total, cells }) => {
      const show = ({ group, atoms }: Cell, isShown: boolean): MetricCellAnswer => ({
        ...{ metric: name, currency, group },
        sums: isShown ? this.#sumOf(atoms) : null,
      });
      return {
        ...{ name, asOf, total: show(total, shown.has(total)) },
        cells: cells.map((cell) => show(cell, shown.has(cell))),
      };
    });
  }

  /** The cells of new tables that can be shown beside what was shown before. */
  #showTogether(population: string, tables: readonly Table[]): readonly Cell[] {
    const before = this.#shown.get(population) ?? [];
    const fresh = tables.flatMap(({ total, cells }) => [total, ...cells]);
    const cells = [...before, ...this.#largestFirst(fresh)];
    const { rows, people } = columnsOf(cells, this.#atoms);
    const isShown = showable(rows, people, this.#fewest);
    // What was said cannot be taken back: unless all of it stands, nothing is added to it.
    if (!before.every((_, index) => isShown[index] === true)) return [];
    const shown = cells.filter((_, index) => isShown[index] === true);
    this.#shown.set(population, shown);
    return shown.slice(before.length);
  }

  #largestFirst(cells: readonly Cell[]): readonly Cell[] {
    const counts = new Map(cells.map((cell) => [cell, this.#sumOf(cell.atoms).count]));
    return [...cells].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  }

  #tableOf(question: MetricQuestion): Table {
    const { population, includes } = METRICS[question.name];
    const keys = question.groupBy.map((dimension) => DIMENSION_KEYS[dimension]);
    const total: number[] = [];
    const groups = new Map<string, OpenCell>();
    this.#atoms.forEach((atom, index) => {
      if (atom.population !== population || !includes(atom) || !isAsked(atom, question)) return;
      total.push(index);
      const group = Object.fromEntries(keys.map((key) => [key, atom[key]]));
      const name = JSON.stringify(Object.values(group));
      const cell: OpenCell = groups.get(name) ?? { group, atoms: [] };
      groups.set(name, cell);
      cell.atoms.push(index);
    });
    const cells = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
    return { question, total: { group: {}, atoms: total }, cells: keys.length === 0 ? [] : cells };
  }

  #sumOf(atoms: readonly number[]): AtomSums {
    return atoms.reduce((sum, index) => addSums(sum, this.#atoms[index] ?? NOTHING), NOTHING);
  }
}

/** Tables of the same records are decided together. */
const populationOf = ({ question: { name, currency } }: Table): string => `${METRICS[name].population} ${currency}`;

const isAsked = (atom: MetricAtom, { currency, facilityId, payerId, month }: MetricQuestion): boolean =>
  atom.currency === currency &&
  (facilityId === null || atom.facilityId === facilityId) &&
  (payerId === null || atom.payerId === payerId) &&
  (month === null || atom.month === month);

/** People of a column beyond these change little: of each column at most 11 are needed, and nobody elsewhere meanwhile. */
const MOST_PEOPLE_OF_COLUMN = 110;

/** The cells as rows over columns, a column being the atoms that no cell tells apart. */
function columnsOf(cells: readonly Cell[], atoms: readonly MetricAtom[]) {
  const cellsOfAtom = new Map<number, number[]>();
  cells.forEach((cell, place) => {
    for (const index of cell.atoms) {
      const of = cellsOfAtom.get(index) ?? [];
      cellsOfAtom.set(index, of);
      of.push(place);
    }
  });
  const rows: number[][] = cells.map(() => []);
  const columns = new Map<string, Set<string>>();
  for (const [index, places] of cellsOfAtom) {
    const name = places.join();
    let people = columns.get(name);
    if (!people) {
      people = new Set();
      for (const place of places) rows[place]?.push(columns.size);
      columns.set(name, people);
    }
    if (people.size >= MOST_PEOPLE_OF_COLUMN) continue;
    for (const person of atoms[index]?.people ?? []) people.add(person);
  }
  return { rows, people: [...columns.values()].map((people) => [...people]) };
}
