import type { RequestHandler } from 'express';
import { Problem, sendProblem } from './problem';

export interface RateLimit {
  /** Requests given back each second. */
  readonly perSecond: number;
  /** Requests that may come at once. */
  readonly burst: number;
  /** Wall time in milliseconds. */
  readonly now: () => number;
}

/** A token bucket over all callers: 429 with `Retry-After` in whole seconds once it is empty. */
export function createRateLimit({ perSecond, burst, now }: RateLimit): RequestHandler {
  const bucket = { tokens: burst, at: now() };
  return (_request, response, next) => {
    const at = now();
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
    bucket.at = at;
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      response.setHeader('RateLimit-Remaining', Math.floor(bucket.tokens));
      return next();
    }
    response.setHeader('Retry-After', Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)));
    sendProblem(response, new Problem(429, 'too-many-requests', `at most ${perSecond} requests a second`));
  };
}
