import { HubError } from '../../platform/domain/errors';
import type { PullLoop } from '../../platform/connect/pull-loop';
import { createLoop, type Loop } from '../../platform/events/loop';
import { silentLogger } from '../../platform/telemetry/logger';
import { settle } from '../../hub/settle';

const loop = (work: () => Promise<number>): Loop<number> => createLoop({ work, interval: 1_000, log: silentLogger });

/** A step that finds this much to do, one after the other, then nothing. */
const steps = (...found: number[]) => {
  let runs = 0;
  return { job: loop(() => Promise.resolve(found[runs++] ?? 0)), runs: () => runs };
};

test('passes go on until one finds nothing left to do', async () => {
  const job = steps(3, 0, 2, 0);
  const other = steps(0, 1);
  await settle({ pulls: [], relays: [], jobs: [job.job, other.job], committed: () => 0 });
  expect([job.runs(), other.runs()]).toEqual([4, 4]);
});

test('what the background commits meanwhile asks for another pass', async () => {
  let commits = 0;
  const job = steps();
  const busy = loop(() => {
    commits += commits < 3 ? 1 : 0; // as a loop that runs beside this one would
    return Promise.resolve(0);
  });
  await settle({ pulls: [], relays: [], jobs: [busy, job.job], committed: () => commits });
  expect(job.runs()).toBe(4);
});

test('a system that does not answer holds up nothing else, and is named at the end', async () => {
  const outage = new HubError('SOURCE_UNAVAILABLE', 'bank does not answer', { source: 'bank' });
  const job = steps(1, 1, 0);
  const pulls = [{ runOnce: () => Promise.reject(outage) } as unknown as PullLoop];
  await expect(settle({ pulls, relays: [], jobs: [job.job], committed: () => 0 })).rejects.toBe(outage);
  expect(job.runs()).toBe(3);
});

test('a fault of our own is thrown at once', async () => {
  const job = steps(1);
  const broken = loop(() => Promise.reject(new Error('broken')));
  await expect(settle({ pulls: [], relays: [], jobs: [broken, job.job], committed: () => 0 })).rejects.toThrow(
    'broken',
  );
  expect(job.runs()).toBe(0);
});
