import { attempt } from '../../../platform/events/attempt';

describe('an attempt', () => {
  const failing = (times: number): { work: () => Promise<void>; calls: () => number } => {
    let calls = 0;
    const work = async (): Promise<void> => {
      calls += 1;
      if (calls <= times) throw new Error(`failure ${calls}`);
    };
    return { work, calls: () => calls };
  };

  it('is over when it goes well', async () => {
    const { work, calls } = failing(2);
    expect(await attempt(work, { attempts: 3, retryAfter: 1 })).toBeNull();
    expect(calls()).toBe(3);
  });

  it('gives the last error and the number of tries when all are used up', async () => {
    const { work } = failing(9);
    const failure = await attempt(work, { attempts: 3, retryAfter: 1 });
    expect(failure).toEqual({ error: new Error('failure 3'), attempts: 3 });
  });

  it('waits longer before each further try', async () => {
    const { work } = failing(3);
    const start = Date.now();
    await attempt(work, { attempts: 4, retryAfter: 20 });
    expect(Date.now() - start).toBeGreaterThanOrEqual(20 + 40 + 80 - 5);
  });

  it('does not try again once it is told to end', async () => {
    const { work, calls } = failing(9);
    const end = new AbortController();
    setTimeout(() => end.abort(), 20);
    await attempt(work, { attempts: 9, retryAfter: 60_000, signal: end.signal });
    expect(calls()).toBe(1);
  });
});
