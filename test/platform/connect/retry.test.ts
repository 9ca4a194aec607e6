import { HubError } from '../../../platform/domain/errors';
import { retryAfterMs, shouldRetry } from '../../../platform/connect/retry';
import { sourceUnavailable, type FailureDetails } from '../../../platform/connect/source-failure';

const tried = (details: FailureDetails, idempotent: boolean) =>
  shouldRetry(sourceUnavailable('erp', details), { idempotent });

test.each<[string, FailureDetails, boolean, boolean]>([
  ['a connection never made', { reason: 'UNREACHED' }, true, true],
  ['429', { reason: 'STATUS', status: 429 }, true, true],
  ['503', { reason: 'STATUS', status: 503 }, true, false],
  ['501', { reason: 'STATUS', status: 501 }, false, false],
  ['a timeout', { reason: 'TIMEOUT' }, true, false],
  ['a broken connection', { reason: 'BROKEN_OFF' }, true, false],
  ['an open circuit', { reason: 'CIRCUIT_OPEN' }, false, false],
  ['a full queue', { reason: 'QUEUE_FULL' }, false, false],
  ['an abort', { reason: 'ABORTED' }, false, false],
  ['a wait of minutes', { reason: 'STATUS', status: 429, retryAfterMs: 120_000 }, false, false],
])('%s', (_, details, whenIdempotent, whenNot) => {
  expect([tried(details, true), tried(details, false)]).toEqual([whenIdempotent, whenNot]);
});

test('a refusal, a broken message and an unknown throw are never tried again', () => {
  for (const error of [new HubError('SOURCE_REJECTED', 'x'), new HubError('SOURCE_MALFORMED', 'x'), new Error('x')]) {
    expect(shouldRetry(error, { idempotent: true })).toBe(false);
  }
});

test('Retry-After is read as seconds or as an HTTP date', () => {
  const now = Date.parse('2026-01-05T00:00:00Z');
  expect(retryAfterMs('3', now)).toBe(3_000);
  expect(retryAfterMs('Mon, 05 Jan 2026 00:00:10 GMT', now)).toBe(10_000);
  expect(retryAfterMs('Sun, 04 Jan 2026 00:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeUndefined();
  expect(retryAfterMs(undefined, now)).toBeUndefined();
});
