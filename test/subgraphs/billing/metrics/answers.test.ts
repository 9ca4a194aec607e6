import fc from 'fast-check';
import { calendarDate } from '../../../../platform/domain/calendar-date';
import { MetricDesk, checkQuestion, type MetricAnswer, type MetricQuestion } from '../../../../subgraphs/billing/metrics/answers'; // prettier-ignore
import { AtomCollector, type AtomKey, type MetricAtom } from '../../../../subgraphs/billing/metrics/atoms';
import { fewestTold } from './oracle';

const asOf = calendarDate('2026-02-01');
const key: AtomKey = {
  population: 'CLAIMS',
  currency: 'USD',
  facilityId: 'f1',
  payerId: 'pay1',
  month: '2026-01',
  age: null,
  responsibleParty: null,
  denialReason: null,
  isPaid: false,
  isDenied: false,
};

interface Record extends Partial<AtomKey> {
  readonly person: string;
}

function atomsOf(records: readonly Record[]): readonly MetricAtom[] {
  const collector = new AtomCollector();
  for (const { person, ...own } of records) collector.add({ ...key, ...own }, { amount: 100, paidAmount: own.isPaid === true ? 60 : 0 }, person); // prettier-ignore
  return collector.atoms();
}

const people = (count: number, from: string, own: Partial<AtomKey> = {}): Record[] =>
  Array.from({ length: count }, (_, index) => ({ person: `${from}${index}`, ...own }));

const ask = (over: Partial<MetricQuestion> = {}): MetricQuestion => ({
  ...{ name: 'CLAIMS', groupBy: [], currency: 'USD', facilityId: null, payerId: null, month: null },
  ...over,
});

/** Counts as shown, the total first; null for what is suppressed. */
const counts = ({ total, cells }: MetricAnswer) => [total, ...cells].map(({ sums }) => sums?.count ?? null);

const answer = (records: readonly Record[], ...questions: MetricQuestion[]) =>
  new MetricDesk(atomsOf(records)).answer(questions, asOf).map(counts);

describe('one metric', () => {
  test('adds up its groups, in their order', () => {
    const records = [...people(30, 'a'), ...people(12, 'b', { facilityId: 'f2', payerId: 'pay2' })];
    const [facilities] = new MetricDesk(atomsOf(records)).answer([ask({ groupBy: ['FACILITY'] })], asOf);
    expect(facilities?.cells.map(({ group, sums }) => [group, sums?.count, sums?.amount])).toEqual([
      [{ facilityId: 'f1' }, 30, 3_000],
      [{ facilityId: 'f2' }, 12, 1_200],
    ]);
    expect(facilities).toMatchObject({ name: 'CLAIMS', asOf, total: { sums: { count: 42, amount: 4_200 } } });
  });

  test('of ten people tells nothing, of eleven all', () => {
    expect(answer(people(10, 'a'), ask())).toEqual([[null]]);
    expect(answer(people(11, 'a'), ask())).toEqual([[11]]);
    expect(answer([], ask({ groupBy: ['PAYER'] }))).toEqual([[null]]);
  });

  test('of ten people with many claims each tells nothing', () => {
    expect(answer([...people(10, 'a'), ...people(10, 'a'), ...people(10, 'a')], ask())).toEqual([[null]]);
  });

  test('a small group takes a second one with it, and the total stays', () => {
    const records = [...people(30, 'a'), ...people(12, 'b', { facilityId: 'f2' }), ...people(2, 'c', { facilityId: 'f3' })]; // prettier-ignore
    expect(answer(records, ask({ groupBy: ['FACILITY'] }))).toEqual([[44, 30, null, null]]);
  });

  test('a crossed metric can be added up in both directions', () => {
    const cross = [['f1', 'pay1', 40], ['f1', 'pay2', 30], ['f2', 'pay1', 20], ['f2', 'pay2', 25]] as const; // prettier-ignore
    const records = cross.flatMap(([facilityId, payerId, count]) => people(count, `${facilityId}${payerId}`, { facilityId, payerId })); // prettier-ignore
    expect(answer(records, ask({ groupBy: ['FACILITY', 'PAYER'] }), ask({ groupBy: ['PAYER'] }))).toEqual([
      [115, 40, 30, 20, 25],
      [115, 60, 55],
    ]);
  });
});

describe('two metrics of one request', () => {
  const few = [...people(30, 'a'), ...people(4, 'b', { facilityId: 'f2' })];

  test('do not show by their difference what neither shows', () => {
    expect(answer(few, ask(), ask({ facilityId: 'f1' }), ask({ facilityId: 'f2' }))).toEqual([[34], [null], [null]]);
    expect(answer(few, ask({ facilityId: 'f1' }))).toEqual([[30]]);
  });

  test('nor by the difference of two metrics: claims not paid are claims less those paid', () => {
    const records = [...people(30, 'a', { isPaid: true }), ...people(4, 'b')];
    expect(answer(records, ask(), ask({ name: 'PAYMENTS' }))).toEqual([[34], [null]]);
    expect(answer(records, ask({ name: 'PAYMENTS' }))).toEqual([[30]]);
  });

  test('nor when the second is asked later in the request', () => {
    const desk = new MetricDesk(atomsOf(few));
    expect(desk.answer([ask({ facilityId: 'f1' })], asOf).map(counts)).toEqual([[30]]);
    expect(desk.answer([ask(), ask({ facilityId: 'f1' })], asOf).map(counts)).toEqual([[null], [30]]);
  });

  test('amounts of another currency are counted by themselves', () => {
    const records = [...people(30, 'a'), ...people(12, 'b', { currency: 'EUR' })];
    expect(answer(records, ask(), ask({ currency: 'EUR' }))).toEqual([[30], [12]]);
  });
});

describe('a question', () => {
  test('names a dimension that the metric does not have: BAD_INPUT that names it, and no other, which a contract may lack', () => {
    expect(() => checkQuestion(ask({ groupBy: ['AGE'] }))).toThrow(/^CLAIMS cannot be grouped or filtered by AGE$/);
    expect(() => checkQuestion(ask({ name: 'UNAPPLIED_CASH', payerId: 'pay1' }))).toThrow(/filtered by PAYER/);
    expect(() => checkQuestion(ask({ name: 'UNIDENTIFIED_CASH', facilityId: 'f1' }))).toThrow(
      /^UNIDENTIFIED_CASH cannot be grouped or filtered by FACILITY$/,
    );
  });

  test('groups by three dimensions, or by one twice: BAD_INPUT', () => {
    expect(() => checkQuestion(ask({ groupBy: ['FACILITY', 'PAYER', 'MONTH'] }))).toThrow(/at most 2/);
    expect(() => checkQuestion(ask({ groupBy: ['PAYER', 'PAYER'] }))).toThrow(/each once/);
  });
});

const FEWEST = 3;
const record = fc.record({
  person: fc.integer({ min: 0, max: 11 }).map((number) => `p${number}`),
  facilityId: fc.constantFrom('f1', 'f2'),
  payerId: fc.constantFrom('pay1', 'pay2', null),
  month: fc.constantFrom('2026-01', '2026-02'),
  isPaid: fc.boolean(),
});
const question = fc
  .record({
    name: fc.constantFrom('CLAIMS' as const, 'PAYMENTS' as const),
    groupBy: fc.subarray(['FACILITY', 'PAYER', 'MONTH'] as const, { maxLength: 2 }),
    facilityId: fc.constantFrom('f1', null),
    payerId: fc.constantFrom('pay1', null, null),
    month: fc.constantFrom('2026-02', null, null),
  })
  .map(ask);

type Case = ReturnType<typeof atomsOf>[number];

/** Which of the records each shown cell is about, found from the records and nothing else. */
const shownRows = (
  records: readonly Record[],
  questions: readonly MetricQuestion[],
  answers: readonly MetricAnswer[],
) =>
  answers.flatMap(({ total, cells }, index) => {
    const { name, facilityId, payerId, month } = questions[index] as MetricQuestion;
    const isAsked = (one: Record) =>
      (name === 'CLAIMS' || one.isPaid === true) &&
      (facilityId ?? one.facilityId) === one.facilityId &&
      (payerId ?? one.payerId) === one.payerId &&
      (month ?? one.month) === one.month;
    return [total, ...cells].flatMap(({ group, sums }) => {
      const isIn = (one: Record) => Object.entries(group).every(([name, value]) => one[name as keyof Case & keyof Record] === value); // prettier-ignore
      const row = records.flatMap((one, place) => (isAsked(one) && isIn(one) ? [place] : []));
      if (sums) expect(sums.count).toBe(row.length);
      return sums ? [row] : [];
    });
  });

const request = fc.record({
  records: fc.array(record, { minLength: 1, maxLength: 40 }),
  questions: fc.array(question, { minLength: 1, maxLength: 2 }),
});

test('whatever two metrics of one request show, no sum or difference of it tells of too few people', () => {
  fc.assert(
    fc.property(request, ({ records, questions }) => {
      const desk = new MetricDesk(atomsOf(records), FEWEST);
      const rows = shownRows(records, questions, desk.answer(questions, asOf));
      fc.pre(rows.length <= 9); // 3^9 combinations
      const persons = records.map(({ person }) => [person]);
      expect(fewestTold(rows, persons)).toBeGreaterThanOrEqual(FEWEST);
    }),
    { numRuns: 300 },
  );
}, 60_000);

test('nor when they are asked one after the other, whichever comes first', () => {
  fc.assert(
    fc.property(request, ({ records, questions }) => {
      const desk = new MetricDesk(atomsOf(records), FEWEST);
      const answers = questions.flatMap((one) => desk.answer([one], asOf));
      const rows = shownRows(records, questions, answers);
      fc.pre(rows.length <= 9);
      expect(fewestTold(rows, records.map(({ person }) => [person]))).toBeGreaterThanOrEqual(FEWEST); // prettier-ignore
    }),
    { numRuns: 150 },
  );
}, 60_000);
