import { failureOf } from './source-failure';

/** A system that asks to be left alone for longer is left to the caller's own schedule, so that no call hangs. */
export const LONGEST_WAIT_MS = 30_000; // 30 seconds

/**
 * Whether the same call should be tried again at once, after the policy's backoff.
 * `idempotent`: doing the request twice is the same as once (a read, a PUT by id, a POST under an idempotency key).
 */
export function shouldRetry(error: unknown, { idempotent }: { readonly idempotent: boolean }): boolean {
  const failure = failureOf(error);
  // A refusal, a broken message or our own bug: the same request would meet the same answer.
  if (!failure) return false;
  // The caller has left; nobody would read the answer.
  if (failure.reason === 'ABORTED') return false;
  // The breaker and the queue exist to keep calls away; trying again here would defeat them.
  if (failure.reason === 'CIRCUIT_OPEN' || failure.reason === 'QUEUE_FULL') return false;
  // The system named a time that is too far off to hold a caller for.
  if ((failure.retryAfterMs ?? 0) > LONGEST_WAIT_MS) return false;
  // No connection: the request was never seen, so a repeat cannot double it.
  if (failure.reason === 'UNREACHED') return true;
  // 429 is answered before any work is done.
  if (failure.status === 429) return true;
  // 501: the system does not have this operation; waiting does not add it.
  if (failure.status === 501) return false;
  // Timeouts, broken connections and other 5xx may come after the work was done: safe only when a repeat is harmless.
  return idempotent;
}

/**
 * How long a `Retry-After` header asks to wait, in milliseconds; undefined when absent or unreadable.
 * Source: RFC 9110 10.2.3, delay in seconds or an HTTP date.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
