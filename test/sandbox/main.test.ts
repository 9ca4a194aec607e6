import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MAIN = join(__dirname, '../../sandbox/main.ts');

interface Running {
  readonly child: ChildProcess;
  readonly urls: Record<string, string>;
  readonly startedIn: number;
}

/** Starts the real process and waits for its readiness message. */
async function start(...flags: string[]): Promise<Running> {
  const began = performance.now();
  const child = fork(MAIN, flags, { execArgv: ['--require', 'tsx/cjs'], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const [message] = (await once(child, 'message')) as [{ ready: boolean; urls: Record<string, string> }];
  expect(message.ready).toBe(true);
  return { child, urls: message.urls, startedIn: performance.now() - began };
}

async function stop({ child }: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return (await exit)[0] as number | null;
}

const json = async (url: string, init: RequestInit = {}): Promise<Record<string, unknown>> =>
  (await (await fetch(url, { ...init, headers: { authorization: 'Bearer sandbox', 'content-type': 'application/json' } })).json()) as Record<string, unknown>; // prettier-ignore

describe('the sandbox process', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-main-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is soon ready, says where everything is, and ends on SIGTERM', async () => {
    const running = await start();
    expect(running.startedIn).toBeLessThan(10_000); // under 3 s alone; this machine may be busy
    expect(Object.keys(running.urls).sort()).toEqual(['bank', 'clearinghouse', 'control', 'ehr', 'erp', 'payments']);
    const state = await json(`${running.urls.control}/state`);
    expect(state).toMatchObject({ day: 0, date: '2026-01-05', counts: { ehr: { Patient: 200 } } });
    expect(await json(`${running.urls.control}/advance`, { method: 'POST', body: '{"days":2}' })).toMatchObject({
      day: 2,
    });
    expect(await stop(running)).toBe(0);
  });

  test('goes on after SIGKILL where it stood', async () => {
    const first = await start('--data', folder, '--seed', '3');
    await json(`${first.urls.control}/advance`, { method: 'POST', body: '{"days":3}' });
    const before = await json(`${first.urls.control}/state`);
    const patient = await json(`${first.urls.ehr}/fhir/R4/Patient/patient-0001`);
    await stop(first, 'SIGKILL');
    await writeFile(join(folder, 'ehr.jsonl'), '{"kind":"commit","data":{"no', { flag: 'a' });
    const second = await start('--data', folder, '--seed', '3');
    const after = await json(`${second.urls.control}/state`);
    expect([after.day, after.date]).toEqual([before.day, before.date]);
    expect((after.counts as { ehr: unknown }).ehr).toEqual((before.counts as { ehr: unknown }).ehr);
    expect(await json(`${second.urls.ehr}/fhir/R4/Patient/patient-0001`)).toEqual(patient);
    expect(await json(`${second.urls.control}/advance`, { method: 'POST' })).toMatchObject({ day: 4 });
    expect(await stop(second)).toBe(0);
  });

  test('ends with the process that started it', async () => {
    const running = await start();
    const exit = once(running.child, 'exit');
    running.child.disconnect();
    expect((await exit)[0]).toBe(0);

    const command = `"${process.execPath}" --require tsx/cjs "${MAIN}" & echo "pid $!"; wait`;
    const parent = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    parent.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    while (!text.includes('"ready":true')) await new Promise((resolve) => setTimeout(resolve, 50));
    const pid = Number(/pid (\d+)/.exec(text)?.[1]);
    parent.kill('SIGKILL');
    const isAlive = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    for (let tries = 0; tries < 100 && isAlive(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isAlive()).toBe(false);
  });

  test.each([
    [['--pace', 'fast', '--seed', 'x'], /SANDBOX_SEED[^]*SANDBOX_PACE/],
    [
      ['--data', join(MAIN, 'no-folder')],
      /main\.ts\/no-folder cannot be written \(ENOTDIR\): choose another by --data/,
    ],
  ])('says in one message why it cannot start: %j', async (flags, reason) => {
    const child = fork(MAIN, flags, { execArgv: ['--require', 'tsx/cjs'], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    expect((await once(child, 'exit'))[0]).toBe(1);
    expect(text).toMatch(reason);
    expect(text).not.toMatch(/\n\s+at /);
  });
});
