import { HubError } from '../../../platform/domain/errors';
import { createLoop, describeError } from '../../../platform/events/loop';
import { silentLogger } from '../../../platform/telemetry/logger';
import { eventually } from './commits';

describe('a loop', () => {
  it('runs by itself, at a nudge, and not after it was stopped', async () => {
    let runs = 0;
    const loop = createLoop({ work: async () => (runs += 1), interval: 20, log: silentLogger });
    loop.start();
    loop.start();
    await eventually(() => runs >= 3);
    await loop.stop();
    const before = runs;
    loop.nudge();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(runs).toBe(before);
  });

  it('runs once more when it is nudged while it works', async () => {
    let runs = 0;
    let finish: () => void = () => undefined;
    const work = (): Promise<void> => {
      runs += 1;
      return runs > 1 ? Promise.resolve() : new Promise((resolve) => (finish = resolve));
    };
    const loop = createLoop({ work, interval: 60_000, log: silentLogger });
    loop.start();
    await eventually(() => runs === 1);
    loop.nudge();
    finish();
    await eventually(() => runs === 2);
    await loop.stop();
  });

  it('never runs twice at the same time, and waits for the work under way when it stops', async () => {
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
    };
    const loop = createLoop({ work, interval: 1, log: silentLogger });
    loop.start();
    await Promise.all([loop.runOnce(), loop.runOnce(), loop.runOnce()]);
    await loop.stop();
    expect([most, running]).toEqual([1, 0]);
  });

  it('goes on after a failure, and passes it on to the one who ran it', async () => {
    let runs = 0;
    const work = async (): Promise<void> => {
      runs += 1;
      if (runs < 3) throw new Error('not yet');
    };
    const loop = createLoop({ work, interval: 60_000, retryAfter: 1, log: silentLogger });
    await expect(loop.runOnce()).rejects.toThrow('not yet');
    loop.start();
    await eventually(() => runs === 3);
    await loop.stop();
  });

  it('describes an error without the text of an unknown one', () => {
    expect(describeError(new HubError('CONFLICT', 'a stale version'))).toEqual({
      code: 'CONFLICT',
      message: 'a stale version',
    });
    expect(describeError(new RangeError('Jane Doe'))).toEqual({
      code: 'INTERNAL',
      message: 'internal error (RangeError)',
    });
    expect(describeError('text')).toEqual({ code: 'INTERNAL', message: 'internal error' });
  });
});
