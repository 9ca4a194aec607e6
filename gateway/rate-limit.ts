import { HubError } from '../platform/domain/errors';

/** How much one viewer may ask. */
export interface Rate {
  /** Points that come back each second. An operation takes 1, and 1 more for each 100 of its cost. */
  readonly perSecond: number;
  /** Points that may be taken at once. */
  readonly burst: number;
}

/** Far above what a person's client asks, and below what a thread answers to one who asks without end. */
export const DEFAULT_RATE: Rate = { perSecond: 1_000, burst: 10_000 };

/** Counts what each viewer asks of this gateway. */
export interface RateLimiter {
  /** Takes points from a viewer, by the token's subject. Throws RATE_LIMITED with `details.retryAfterMs`. */
  take(subject: string, points: number): void;
}

const MOST_VIEWERS = 50_000; // some 5 MB; the one that asked longest ago is forgotten first

/**
 * A leaky bucket for each viewer, kept as one number: when it will be empty again (generic cell rate algorithm, ATM
 * Forum traffic management 4.0). So its memory is bounded, and it needs no timers. `now` is in milliseconds from any start
 * and never goes back.
 */
export function createRateLimiter(rate: Rate, now = () => performance.now()): RateLimiter {
  const emptyAt = new Map<string, number>();
  const burstMs = (rate.burst / rate.perSecond) * 1_000;
  return {
    take(subject, points) {
      const at = now();
      const then = Math.max(emptyAt.get(subject) ?? at, at) + (points / rate.perSecond) * 1_000;
      const waitMs = then - at - burstMs;
      if (waitMs > 0) {
        throw new HubError('RATE_LIMITED', 'you ask more than is answered for one viewer: wait, then ask again', {
          details: { retryAfterMs: Math.ceil(waitMs) },
        });
      }
      emptyAt.delete(subject);
      emptyAt.set(subject, then);
      if (emptyAt.size <= MOST_VIEWERS) return;
      const [oldest] = emptyAt.keys();
      if (oldest !== undefined) emptyAt.delete(oldest);
    },
  };
}
