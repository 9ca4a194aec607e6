import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createClientPolicy } from '../../../platform/connect/policy';
import { sourceUnavailable } from '../../../platform/connect/source-failure';
import { silentLogger, type Logger } from '../../../platform/telemetry/logger';

const signal = new AbortController().signal;
const call = { signal, idempotent: true };
const failing = async (): Promise<never> => Promise.reject(sourceUnavailable('erp', { reason: 'STATUS', status: 503 }));

test('after failures in a row the system is left alone, and tried again by one call after its rest', async () => {
  const lines: string[] = [];
  const write = (_: unknown, line: string) => void lines.push(line);
  const log = { ...silentLogger, debug: () => undefined, info: write, warn: write } as unknown as Logger;
  const policy = createClientPolicy('erp', log, { retries: 0, failuresToOpen: 3, restMs: 50 });
  for (let n = 0; n < 3; n += 1) await expect(policy.execute(failing, call)).rejects.toThrow('503');
  expect(policy.state()).toBe('OPEN');

  let calls = 0;
  const working = async () => Promise.resolve((calls += 1));
  await expect(policy.execute(working, call)).rejects.toMatchObject({ details: { reason: 'CIRCUIT_OPEN' } });
  expect(calls).toBe(0);

  const rest = async () => new Promise((resolve) => setTimeout(resolve, 60));
  await rest();
  await expect(policy.execute(failing, call)).rejects.toThrow('503');
  expect(policy.state()).toBe('OPEN');

  await rest();
  await expect(policy.execute(working, call)).resolves.toBe(1);
  expect(policy.state()).toBe('CLOSED');
  expect(lines).toEqual(['outside system fails repeatedly; leaving it alone', 'outside system answers again']);
});

test('a refusal does not open the circuit', async () => {
  const policy = createClientPolicy('erp', silentLogger, { retries: 0, failuresToOpen: 1 });
  await expect(policy.execute(async () => Promise.reject(new Error('no')), call)).rejects.toThrow('no');
  expect(policy.state()).toBe('CLOSED');
});

test('no more calls run at one time than allowed, and what exceeds the queue is refused', async () => {
  const policy = createClientPolicy('erp', silentLogger, { concurrency: 2, queue: 1, retries: 0 });
  let running = 0;
  let most = 0;
  const slow = async () => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
  };
  const results = await Promise.allSettled([1, 2, 3, 4].map(async () => policy.execute(slow, call)));
  expect(most).toBe(2);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  expect(results[3]).toMatchObject({ reason: { code: 'SOURCE_UNAVAILABLE', details: { reason: 'QUEUE_FULL' } } });
});

test('a call taken back before it starts does not run', async () => {
  const policy = createClientPolicy('erp', silentLogger);
  const gone = { signal: AbortSignal.abort(), idempotent: true };
  await expect(policy.execute(failing, gone)).rejects.toMatchObject({ details: { reason: 'ABORTED' } });
});

test('many calls may listen to one signal without a warning, and none does once it is done', () => {
  const script = `
    const { getEventListeners } = require('node:events');
    const { createClientPolicy } = require('./platform/connect/policy');
    const { signal } = new AbortController();
    const policy = createClientPolicy('ehr', {}, {});
    const pause = () => new Promise((resolve) => setTimeout(resolve, 2));
    const calls = Array.from({ length: 40 }, () => policy.execute(pause, { signal, idempotent: true }));
    const during = getEventListeners(signal, 'abort').length;
    Promise.all(calls).then(() => console.log(during > 10, getEventListeners(signal, 'abort').length));`;
  // Jest keeps Node's warnings to itself; a process of its own shows them.
  const run = spawnSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
    cwd: join(__dirname, '../../..'),
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  });
  expect(run).toMatchObject({ stdout: 'true 0\n', stderr: '' });
});
