import { createRateLimiter } from '../../gateway/rate-limit';

describe('the rate limit', () => {
  let now = 1_000_000;
  const limiter = (perSecond: number, burst: number) => createRateLimiter({ perSecond, burst }, () => now);
  const taken = (take: () => void): boolean => {
    try {
      take();
      return true;
    } catch {
      return false;
    }
  };

  it('lets a burst through and then what comes back each second', () => {
    const { take } = bound(limiter(10, 20));
    expect(Array.from({ length: 25 }, () => taken(() => take('a', 1))).filter(Boolean)).toHaveLength(20);
    now += 1_000;
    expect(Array.from({ length: 25 }, () => taken(() => take('a', 1))).filter(Boolean)).toHaveLength(10);
  });

  it('says when the next will be taken, and counts no refusal', () => {
    const { take } = bound(limiter(10, 10));
    take('a', 10);
    for (let tries = 0; tries < 5; tries += 1) {
      expect(() => take('a', 5)).toThrow(
        expect.objectContaining({ code: 'RATE_LIMITED', retryable: true, details: { retryAfterMs: 500 } }),
      );
    }
    now += 500;
    expect(taken(() => take('a', 5))).toBe(true);
  });

  it('counts each viewer apart', () => {
    const { take } = bound(limiter(1, 1));
    take('a', 1);
    expect([taken(() => take('a', 1)), taken(() => take('b', 1))]).toEqual([false, true]);
  });

  it('forgets who asked longest ago rather than grow', () => {
    const { take } = bound(limiter(1, 1));
    take('first', 1);
    for (let viewer = 0; viewer < 50_000; viewer += 1) take(`v${viewer}`, 1);
    expect([taken(() => take('first', 1)), taken(() => take('v49999', 1))]).toEqual([true, false]);
  });
});

const bound = (limiter: ReturnType<typeof createRateLimiter>) => ({
  take: (subject: string, points: number) => limiter.take(subject, points),
});
