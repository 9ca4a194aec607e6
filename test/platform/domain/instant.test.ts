import { dayOf, instant, instantOf, millisecondsOf, systemClock } from '../../../platform/domain/instant';
import { expectError } from '../../expect-error';

test.each([
  ['2026-01-05T09:00:00-05:00', '2026-01-05T14:00:00.000Z'],
  ['2026-01-05T09:00:00.123Z', '2026-01-05T09:00:00.123Z'],
  ['2026-01-05T09:00:00+0530', '2026-01-05T03:30:00.000Z'],
])('%s is %s', (text, utc) => {
  expect(instant(text)).toBe(utc);
});

test.each(['2026-01-05T09:00:00', '2026-01-05', 'yesterday', '2026-13-05T09:00:00Z', ''])(
  '%s is no instant',
  (text) => {
    expectError(() => instant(text), 'BAD_INPUT');
  },
);

test('milliseconds and back', () => {
  const at = instant('2026-01-05T09:00:00.123Z');
  expect(instantOf(millisecondsOf(at))).toBe(at);
});

test('the day is that of UTC', () => {
  expect(dayOf(instant('2026-01-05T23:30:00-05:00'))).toBe('2026-01-06');
});

test('the clock of the system gives instants', () => {
  expect(instant(systemClock())).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});
