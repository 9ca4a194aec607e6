import { createDailyMetrics } from '../../../hub/flows/daily-metrics';
import { addDays, type CalendarDate } from '../../../platform/domain/calendar-date';
import { instant } from '../../../platform/domain/instant';
import { openHouse, type House } from './house';
import { adjustment, claimPayment, day, ehr, known, laterCare, received, remittance } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const atoms = async () => (await house.rooms.billing.metrics.current())?.atoms ?? [];
const claims = async () => (await atoms()).filter(({ population }) => population === 'CLAIMS');

test('at the end of what a day brought, its accounts and claims are counted, with what was paid and when', async () => {
  await house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(10_000), laterCare());
  expect(await house.rooms.billing.metrics.asOf()).toBe('2026-01-19');
  const open = { currency: 'USD', facilityId: 'f1', payerId: 'payer1', count: 1, amount: 10_000, people: ['p1'] };
  expect(await atoms()).toMatchObject([
    { ...open, population: 'CLAIMS', month: '2026-01', isPaid: false, isDenied: false },
    { ...open, population: 'RECEIVABLES', age: 'DAYS_0_TO_30', responsibleParty: 'INSURANCE' },
  ]);
  const [claim] = await house.billed(await stream(), 'ClaimRequested');
  await house.tell(house.rooms.payer, received(remittance([claimPayment(claim?.claimId ?? '', { billed: 10_000, paid: 6_000 }, { adjustments: [adjustment('CO', '29', 4_000)] })]))); // prettier-ignore
  await house.tell(house.rooms.ehr, ehr.encounter({ id: 'e3', patientId: 'p9', serviceDate: addDays(day, 30) }));
  const paid = { isPaid: true, paidAmount: 6_000, daysToPayment: 6, undatedCount: 0 };
  expect(await claims()).toMatchObject([{ ...paid, isDenied: true, denialReason: 'CO-29', deniedAmount: 4_000 }]);
});

const stream = async () => `account/${(await house.account())?._id ?? ''}`;

test('a claim that was withdrawn is not counted', async () => {
  await house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.claim(5_000), laterCare());
  expect(await claims()).toMatchObject([{ count: 1, amount: 5_000 }]);
  await house.tell(house.rooms.ehr, ehr.claim(5_000, { version: 2, status: 'CANCELLED' }), ehr.encounter({ id: 'e3', patientId: 'p9', serviceDate: addDays(day, 30) })); // prettier-ignore
  expect(await claims()).toEqual([]);
});

describe('while days pass by themselves', () => {
  let [today, commits, seconds]: [CalendarDate | null, number, number] = [null, 0, 0];
  const open = () =>
    createDailyMetrics({
      billing: house.rooms.billing,
      payer: house.rooms.payer,
      businessDay: { read: () => Promise.resolve(today) },
      committed: () => commits,
      clock: () => instant(new Date(Date.parse('2026-01-20T08:00:00Z') + seconds * 1_000).toISOString()),
    });
  beforeEach(() => {
    [today, commits, seconds] = [day, 0, 0];
  });

  test('a new day is counted when nothing has been committed for five seconds, and once', async () => {
    const metrics = open();
    expect(await metrics.whenQuiet()).toBe(0);
    [commits, seconds] = [1, 4];
    expect(await metrics.whenQuiet()).toBe(0);
    seconds = 8;
    expect(await metrics.whenQuiet()).toBe(0);
    seconds = 9;
    expect(await metrics.whenQuiet()).toBe(1);
    seconds = 100;
    expect(await metrics.whenQuiet()).toBe(0);
  });

  test('where there is always something going on, after a minute', async () => {
    const metrics = open();
    for (seconds = 0; seconds < 60; seconds += 2) {
      commits += 1;
      expect(await metrics.whenQuiet()).toBe(0);
    }
    expect(await metrics.whenQuiet()).toBe(1);
  });

  test('before any care is known there is no day to count', async () => {
    today = null;
    expect([await open().whenQuiet(), await open().now()]).toEqual([0, 0]);
  });
});
