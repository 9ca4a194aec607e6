import { calendarDate } from '../../../../platform/domain/calendar-date';
import { ageBucketOf, openSince } from '../../../../subgraphs/billing/metrics/account-age';

const charge = (amount: number, date: string) => ({ amount, date: calendarDate(date) });
const charges = [charge(100, '2026-01-01'), charge(200, '2026-02-01'), charge(300, '2026-03-01')];

test.each([
  [600, '2026-01-01'],
  [501, '2026-01-01'],
  [500, '2026-02-01'],
  [300, '2026-03-01'],
  [1, '2026-03-01'],
  [-50, '2026-03-01'],
  [700, '2026-01-01'],
])('of charges of 100, 200 and 300, an open balance of %i is open since %s', (balance, since) => {
  expect(openSince(charges, balance)).toBe(since);
});

test('a charge that was taken back is not open', () => {
  expect(openSince([...charges, charge(-300, '2026-03-01')], 150)).toBe('2026-02-01');
});

test('an account without charges has no age', () => expect(openSince([], 100)).toBeNull());

test.each([
  ['2026-05-01', 'DAYS_0_TO_30'],
  ['2026-04-01', 'DAYS_0_TO_30'],
  ['2026-03-31', 'DAYS_31_TO_60'],
  ['2026-03-02', 'DAYS_31_TO_60'],
  ['2026-03-01', 'DAYS_61_TO_90'],
  ['2026-01-31', 'DAYS_61_TO_90'],
  ['2026-01-30', 'DAYS_91_TO_120'],
  ['2026-01-01', 'DAYS_91_TO_120'],
  ['2025-12-31', 'DAYS_OVER_120'],
  ['2026-05-09', 'DAYS_0_TO_30'],
])('what is open since %s is, on the first of May, %s', (since, bucket) => {
  expect(ageBucketOf(calendarDate(since), calendarDate('2026-05-01'))).toBe(bucket);
});
