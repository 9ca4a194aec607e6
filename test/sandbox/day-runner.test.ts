import { calendarDate } from '../../platform/domain/calendar-date';
import { createDayRunner, type DayRunner } from '../../sandbox/day-runner';
import { openJournal } from '../../sandbox/journal';
import type { SandboxSystem } from '../../sandbox/system';

describe('the calendar of the sandbox', () => {
  const lived: string[] = [];
  const errors: unknown[] = [];
  let fails = false;
  const system = {
    runDay: async (day: string) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (fails) throw new Error('no such day');
      lived.push(day);
    },
  } as unknown as SandboxSystem;
  let days: DayRunner;
  beforeEach(async () => {
    lived.length = errors.length = 0;
    fails = false;
    const journal = await openJournal({ folder: null, name: 'days' });
    days = await createDayRunner({ journal, seed: 1, patients: 200, startDate: calendarDate('2026-02-27'), systems: () => [system], onError: (error) => errors.push(error) }); // prettier-ignore
  });
  afterEach(() => days.close());

  test('lets days pass one after the other, however they are asked for', async () => {
    await Promise.all([days.advance(2), days.advance(1)]);
    expect(lived).toEqual(['2026-02-28', '2026-03-01', '2026-03-02']);
    expect([days.day, days.today()]).toEqual([3, '2026-03-02']);
  });

  test('a day that fails has not passed', async () => {
    fails = true;
    await expect(days.advance(3)).rejects.toThrow('no such day');
    expect([days.day, days.today()]).toEqual([0, '2026-02-27']);
    fails = false;
    await days.advance(1);
    expect(lived).toEqual(['2026-02-28']);
  });

  test('a pace lets days pass, goes on after one that fails, and can be changed and stopped', async () => {
    fails = true;
    days.setPace(6_000);
    while (errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    fails = false;
    while (days.day < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    days.setPace(0.001);
    expect(days.daysPerMinute).toBe(0.001);
    await days.close();
    const { day } = days;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(days.day).toBe(day);
  });
});
