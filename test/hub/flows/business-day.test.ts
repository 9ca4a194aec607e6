import { openBusinessDay } from '../../../hub/flows/business-day';
import { calendarDate } from '../../../platform/domain/calendar-date';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';

let store: Store;
beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

const days = (...texts: readonly (string | null)[]) => texts.map((text) => (text === null ? null : calendarDate(text)));

test('the business day is the latest day of care that was told, and only moves on', async () => {
  const today = await openBusinessDay(store);
  expect(await today.read()).toBeNull();
  await today.advance(days(null));
  await today.advance([]);
  expect(await today.read()).toBeNull();
  await today.advance(days('2026-01-05', null, '2026-01-09', '2026-01-07'));
  expect(await today.read()).toBe('2026-01-09');
  await today.advance(days('2026-01-08'));
  expect(await today.read()).toBe('2026-01-09');
  await today.advance(days('2026-02-01'));
  expect(await today.read()).toBe('2026-02-01');
});

test('it is kept: a restart goes on from it', async () => {
  await (await openBusinessDay(store)).advance(days('2026-01-09'));
  const restarted = await openBusinessDay(store);
  await restarted.advance(days('2025-12-31'));
  expect(await restarted.read()).toBe('2026-01-09');
});
