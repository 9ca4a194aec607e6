import type { Compartment } from '../../../../platform/access/viewer';
import { calendarDate, type CalendarDate } from '../../../../platform/domain/calendar-date';
import type { MetricClaim } from '../../../../subgraphs/billing/metrics/records';
import { ask, viewerOf } from '../../room-bench';
import { charge, claimPayment, command, day, openBooks, opening, at, trace, type Books } from '../books';

let books: Books;
beforeEach(async () => {
  books = await openBooks();
});
afterEach(() => books.close());

const metric = (args: string, select: string) => `metric(${args}) { asOfDate total { isSuppressed count amount { minorUnits } } cells { isSuppressed ${select} } }`; // prettier-ignore
const asAnalyst = (query: string) => ask(books.billing.subgraph, viewerOf('analyst'), query);

/** So many accounts of new patients at a facility, each with one charge; the insurance is to pay. */
async function open(
  count: number,
  facilityId: string,
  { amount = 1_000, postingDate = day, from = 0 } = {},
): Promise<void> {
  const commands = Array.from({ length: count }, (_, index) => {
    const patientId = `${facilityId}-${from + index}`;
    return command(
      charge(amount, 'c1', { ...opening, patientId, facilityId, postingDate }),
      'c1',
      `account-${patientId}`,
    );
  });
  await books.billing.accounts.run(commands);
}

const claim = (patient: string, over: Partial<MetricClaim> = {}): MetricClaim => ({
  ...{ accountId: `account-${patient}`, patientId: patient, facilityId: 'f1', payerId: 'pay1', serviceDate: day },
  ...{ currency: 'USD', billedAmount: 1_000, paidAmount: 0, firstPaidOn: null, deniedAmount: 0, denialReason: null },
  ...over,
});

async function* stream(claims: readonly MetricClaim[]) {
  yield* claims;
}

async function count(asOf: CalendarDate = day, claims: readonly MetricClaim[] = []): Promise<boolean> {
  await books.settle();
  return books.billing.metrics.take({ asOf, claims: () => stream(claims) });
}

const cell = (data: unknown) => data as { total: object; cells: object[]; asOfDate: string };

test('before the first business day there are no metrics, and that is said', async () => {
  expect(await asAnalyst(`{ ${metric('name: RECEIVABLES', '')} }`)).toMatchObject({ data: { metric: null }, errors: [{ code: 'NOT_FOUND' }] }); // prettier-ignore
});

test('receivables by facility and by age: small cells are told as suppressed, without an error', async () => {
  await open(20, 'f1');
  await open(12, 'f1', { postingDate: calendarDate('2025-11-01'), from: 100 });
  await open(3, 'f2');
  await open(15, 'f3');
  await count();
  const { data, errors } = await asAnalyst(`{
    places: ${metric('name: RECEIVABLES, groupBy: [FACILITY]', 'facility { id } count')}
    ages: ${metric('name: RECEIVABLES, groupBy: [AGE]', 'age count amount { minorUnits currency }')}
  }`);
  expect(errors).toEqual([]);
  expect(cell(data?.places)).toEqual({
    asOfDate: '2026-01-05',
    total: { isSuppressed: false, count: 50, amount: { minorUnits: 50_000 } },
    cells: [
      { isSuppressed: false, facility: { id: 'f1' }, count: 32 },
      { isSuppressed: true, facility: { id: 'f2' }, count: null },
      { isSuppressed: true, facility: { id: 'f3' }, count: null },
    ],
  });
  expect(cell(data?.ages).cells).toEqual([
    { isSuppressed: false, age: 'DAYS_0_TO_30', count: 38, amount: { minorUnits: 38_000, currency: 'USD' } },
    { isSuppressed: false, age: 'DAYS_61_TO_90', count: 12, amount: { minorUnits: 12_000, currency: 'USD' } },
  ]);
});

test('two filters of one request that differ by few people are not both shown: aliases, fragments, variables alike', async () => {
  await open(20, 'f1');
  await open(3, 'f2');
  await count();
  const { data } = await ask(
    books.billing.subgraph,
    viewerOf('analyst'),
    `query ($one: MetricFilter) { ...All one: metric(name: RECEIVABLES, filter: $one) { total { isSuppressed count amount { minorUnits } } } }
     fragment All on Query { all: metric(name: RECEIVABLES) { total { isSuppressed count amount { minorUnits } } } }`,
    { one: { facilityId: 'f1' } },
  );
  expect(data).toEqual({
    all: { total: { isSuppressed: false, count: 23, amount: { minorUnits: 23_000 } } },
    one: { total: { isSuppressed: true, count: null, amount: null } },
  });
});

test('who pays how well: amounts, days and rate by payer; denials by reason', async () => {
  await open(1, 'f1');
  const later = calendarDate('2026-01-17');
  const paid = Array.from({ length: 12 }, (_, index) => claim(`a${index}`, { paidAmount: 750, firstPaidOn: later }));
  const denied = Array.from({ length: 11 }, (_, index) => claim(`b${index}`, { payerId: 'pay2', deniedAmount: 1_000, denialReason: 'CO-29' })); // prettier-ignore
  await count(day, [...paid, ...denied]);
  const { data } = await asAnalyst(`{
    claims: ${metric('name: CLAIMS, groupBy: [PAYER, MONTH]', 'payer { id } month count amount { minorUnits }')}
    payments: ${metric('name: PAYMENTS, groupBy: [PAYER]', 'payer { id } count amount { minorUnits } averageDaysToPayment paymentRate')}
    denials: ${metric('name: DENIALS, groupBy: [DENIAL_REASON]', 'denialReason count amount { minorUnits } paymentRate')}
  }`);
  expect(cell(data?.claims).cells).toMatchObject([
    { payer: { id: 'pay1' }, month: '2026-01', count: 12, amount: { minorUnits: 12_000 } },
    { payer: { id: 'pay2' }, month: '2026-01', count: 11, amount: { minorUnits: 11_000 } },
  ]);
  expect(cell(data?.payments).cells).toEqual([
    { isSuppressed: false, payer: { id: 'pay1' }, count: 12, amount: { minorUnits: 9_000 }, averageDaysToPayment: 12, paymentRate: 7_500 }, // prettier-ignore
  ]);
  expect(cell(data?.denials).cells).toEqual([
    { isSuppressed: false, denialReason: 'CO-29', count: 11, amount: { minorUnits: 11_000 }, paymentRate: null },
  ]);
});

test('a patient’s part, unapplied and unidentified money are each counted by themselves', async () => {
  const pay = (patientId: string, amount: number) =>
    command({ type: 'POST_PATIENT_PAYMENT', payment: { paymentId: `p-${patientId}`, amount, currency: 'USD', postingDate: day } }, `p-${patientId}`, `account-${patientId}`); // prettier-ignore
  await open(12, 'f1');
  await books.billing.accounts.run(Array.from({ length: 11 }, (_, index) => pay(`f1-${index}`, 50)));
  const unknown = Array.from({ length: 11 }, (_, index) => claimPayment(`late-${index}`, { ordinal: index + 1, paidAmount: 200, adjustments: [], billedAmount: 200 })); // prettier-ignore
  await books.billing.remittances.post({ remittanceId: 'r1', firstOrdinal: 1, payments: unknown, providerAdjustments: [], paymentDate: day, books: { legalEntityId: 'le1', facilityId: null }, at, origin: null, trace }); // prettier-ignore
  await count(day, [claim('f1-0')]);
  const { data } = await asAnalyst(`{
    open: ${metric('name: RECEIVABLES, groupBy: [RESPONSIBLE_PARTY]', 'responsibleParty count')}
    unapplied: ${metric('name: UNAPPLIED_CASH', '')}
    held: ${metric('name: UNIDENTIFIED_CASH', '')}
  }`);
  expect(data).toMatchObject({
    open: { cells: [{ responsibleParty: 'INSURANCE', count: 12 }] },
    unapplied: { total: { count: 11, amount: { minorUnits: 550 } } },
    held: { total: { count: 11, amount: { minorUnits: 2_200 } } },
  });
});

describe('who may ask', () => {
  const facility = (...facilityIds: string[]): Compartment => ({ kind: 'FACILITY', facilityIds });
  const query =
    '{ metric(name: RECEIVABLES, groupBy: [FACILITY]) { total { count } cells { facility { id } count } } }';
  beforeEach(async () => {
    await open(12, 'f1');
    await open(13, 'f2');
    await count();
  });

  test('staff count their own facilities', async () => {
    const { data } = await ask(books.billing.subgraph, viewerOf('billing', facility('f2')), query);
    expect(data?.metric).toEqual({ total: { count: 13 }, cells: [{ facility: { id: 'f2' }, count: 13 }] });
  });

  test('patients count nobody; who holds no right is denied', async () => {
    const patient = await ask(books.billing.subgraph, viewerOf('patient', { kind: 'PATIENT', patientIds: ['f1-1'] }), query); // prettier-ignore
    expect(patient).toMatchObject({ data: { metric: null }, errors: [{ code: 'FORBIDDEN' }] });
    const steward = await ask(books.billing.subgraph, viewerOf('steward', { kind: 'NONE' }), query);
    expect(steward).toMatchObject({ data: { metric: null }, errors: [{ code: 'FORBIDDEN' }] });
  });

  test('a dimension that the metric does not have is refused in words', async () => {
    const answer = await asAnalyst('{ metric(name: RECEIVABLES, groupBy: [MONTH]) { total { count } } }');
    expect(answer).toMatchObject({ data: { metric: null }, errors: [{ code: 'BAD_INPUT', path: 'metric' }] });
  });
});

test('exact counts of lists and lines of the ledger are not for analysts, however few or many they are', async () => {
  await open(1, 'f1');
  await books.settle();
  const { data, errors } = await asAnalyst('{ accounts(first: 1) { totalCount } trialBalance { totalAmount { minorUnits } entryCount lines { amount { minorUnits } } } }'); // prettier-ignore
  expect(data).toEqual({ accounts: { totalCount: null }, trialBalance: { totalAmount: { minorUnits: 0 }, entryCount: null, lines: null } }); // prettier-ignore
  const denied = ['accounts.totalCount', 'trialBalance.entryCount', 'trialBalance.lines'];
  expect(new Set(errors.map(({ code, path }) => `${String(code)} ${path}`))).toEqual(new Set(denied.map((path) => `FORBIDDEN ${path}`))); // prettier-ignore
});

test('a day is counted once, whatever comes later on it; the next day anew', async () => {
  await open(12, 'f1');
  expect(await count()).toBe(true);
  await open(5, 'f1', { from: 50 });
  expect(await count()).toBe(false);
  const total = async () =>
    (await asAnalyst('{ metric(name: RECEIVABLES) { asOfDate total { count } } }')).data?.metric;
  expect(await total()).toEqual({ asOfDate: '2026-01-05', total: { count: 12 } });
  expect(await count(calendarDate('2026-01-06'))).toBe(true);
  expect(await total()).toEqual({ asOfDate: '2026-01-06', total: { count: 17 } });
  expect(await count(calendarDate('2026-01-07'))).toBe(true);
  expect((await books.billing.documents.metricAtoms.find({ asOf: '2026-01-05' })).items).toEqual([]);
});

test('close readiness counts the days whose books no journal covers yet', async () => {
  await open(1, 'f1');
  await open(1, 'f1', { from: 1, postingDate: calendarDate('2026-01-03') });
  await books.settle();
  const readiness = async () => (await asAnalyst('{ closeReadiness { unjournalledDayCount oldestUnjournalledDate } }')).data?.closeReadiness; // prettier-ignore
  expect(await readiness()).toEqual({ unjournalledDayCount: 2, oldestUnjournalledDate: '2026-01-03' });
  await books.billing.requestJournals({ before: calendarDate('2026-01-06'), at, trace });
  expect(await readiness()).toEqual({ unjournalledDayCount: 0, oldestUnjournalledDate: null });
});
