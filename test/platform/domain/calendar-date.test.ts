import fc from 'fast-check';
import { addDays, calendarDate, daysBetween, isCalendarDate } from '../../../platform/domain/calendar-date';
import { expectError } from '../../expect-error';

test.each(['2024-02-29', '2000-02-29', '0001-01-01', '0099-12-31', '9999-12-31'])('%s is a day', (text) => {
  expect(calendarDate(text)).toBe(text);
});

test.each([
  '2023-02-29',
  '1900-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-04-31',
  '2024-4-1',
  '20240401',
  '2024-04-01Z',
  '',
])('%s is none', (text) => {
  expect(isCalendarDate(text)).toBe(false);
  expectError(() => calendarDate(text), 'BAD_INPUT');
});

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2200-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => calendarDate(date.toISOString().slice(0, 10)));

test('days added are days between', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (from, count) => {
      expect(daysBetween(from, addDays(from, count))).toBe(count);
    }),
  );
});

test('text order is time order', () => {
  fc.assert(
    fc.property(day, day, (one, other) => {
      expect(Math.sign(daysBetween(one, other))).toBe(one < other ? 1 : one > other ? -1 : 0);
    }),
  );
});

test('months, leap days and summer time are passed over in step', () => {
  expect(addDays(calendarDate('2024-02-28'), 1)).toBe('2024-02-29');
  expect(addDays(calendarDate('2024-12-31'), 1)).toBe('2025-01-01');
  expect(daysBetween(calendarDate('2026-03-07'), calendarDate('2026-03-09'))).toBe(2);
});
