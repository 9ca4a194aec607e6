import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger as log } from '../../../platform/telemetry/logger';
import { createJobWorker, type JobWorker, type JobWorkerOptions } from '../../../platform/threads/job-worker';

describe('a job worker', () => {
  let worker: JobWorker<string, unknown> | undefined;
  afterEach(() => worker?.close());

  const start = (name: 'hang' | 'crash-once', options: Partial<JobWorkerOptions> = {}): JobWorker<string, unknown> => {
    const workerFile = join(__dirname, 'workers', `${name}.cjs`);
    const all = { what: 'work', workerFile, log, timeoutMs: 5_000, queueLimit: 8, idleMs: 5_000, ...options };
    return (worker = createJobWorker(all));
  };
  const unavailable = (reason: string) => ({ code: 'SOURCE_UNAVAILABLE', source: 'work', details: { reason } });

  it('does jobs in the order asked, with the data it was started with', async () => {
    const { run } = bound(start('hang', { workerData: { a: 1 } }));
    expect(await Promise.all([run('quick'), run('data'), run('quick')])).toEqual(['done', { a: 1 }, 'done']);
  });

  it('starts a new worker when one crashes, and tries again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'job-'));
    await expect(start('crash-once').run(join(folder, 'marker'))).resolves.toBe('ok');
    rmSync(folder, { recursive: true });
  });

  it('gives up on work that kills it twice, and goes on with the next', async () => {
    const { run } = bound(start('hang'));
    const [crashed, next] = [run('crash'), run('quick')];
    await expect(crashed).rejects.toMatchObject({ code: 'INTERNAL' });
    await expect(next).resolves.toBe('done');
  });

  it('ends what takes too long, and goes on with the next', async () => {
    const { run } = bound(start('hang', { timeoutMs: 300 }));
    const [slow, next] = [run('slow'), run('quick')];
    await expect(slow).rejects.toMatchObject({ ...unavailable('TIMEOUT'), message: 'work took longer than 300 ms' });
    await expect(next).resolves.toBe('done');
  });

  it('refuses more than may wait', async () => {
    const { run } = bound(start('hang', { queueLimit: 1, timeoutMs: 300 }));
    const [running, waiting] = [run('slow'), run('quick')];
    await expect(run('quick')).rejects.toMatchObject(unavailable('FULL'));
    await expect(running).rejects.toMatchObject(unavailable('TIMEOUT'));
    await expect(waiting).resolves.toBe('done');
  });

  it('tells a throw by its work alone', async () => {
    await expect(start('hang').run('fail')).rejects.toMatchObject({ code: 'INTERNAL', message: 'work failed' });
  });

  it('rests, and works again after it rested', async () => {
    const { run } = bound(start('hang', { idleMs: 20 }));
    expect(worker?.isRunning()).toBe(false);
    await run('quick');
    expect(worker?.isRunning()).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(worker?.isRunning()).toBe(false);
    await expect(run('quick')).resolves.toBe('done');
  });

  it('refuses what waits when closed, and everything after', async () => {
    const { run } = bound(start('hang'));
    const asked = [run('slow'), run('quick')].map((asking) => asking.catch((error: unknown) => error));
    await worker?.close();
    expect(await Promise.all(asked)).toMatchObject([unavailable('CLOSED'), unavailable('CLOSED')]);
    await expect(run('quick')).rejects.toMatchObject(unavailable('CLOSED'));
  });
});

const bound = (worker: JobWorker<string, unknown>) => ({ run: (work: string) => worker.run(work) });
