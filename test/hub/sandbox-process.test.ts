import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchSandbox, SANDBOX_TOKEN, type SandboxProcess } from '../../hub/sandbox-process';
import { silentLogger, type Logger } from '../../platform/telemetry/logger';
import { isAlive } from './accord-process';

let folder: string;
const launched: SandboxProcess[] = [];
const lines: string[] = [];
const log = { ...silentLogger, warn: (_: unknown, line: string) => lines.push(line) } as unknown as Logger;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-sandbox-'));
  lines.length = 0;
});
afterEach(async () => {
  await Promise.all(launched.splice(0).map((sandbox) => sandbox.stop()));
  rmSync(folder, { recursive: true });
});

const launch = (dataFolder: string | null, patience?: number): SandboxProcess => {
  const sandbox = launchSandbox({ dataFolder, pace: 0, log, ...(patience === undefined ? {} : { patience }) });
  launched.push(sandbox);
  return sandbox;
};

test('tells where its systems are once they answer, and ends in order when it is stopped', async () => {
  const sandbox = launch(join(folder, 'data'));
  const urls = await sandbox.urls;
  expect(Object.keys(urls).sort()).toEqual(['bank', 'clearinghouse', 'control', 'ehr', 'erp', 'payments']);
  const headers = { authorization: `Bearer ${SANDBOX_TOKEN}` };
  expect((await fetch(`${urls.ehr}/fhir/R4/Patient?_count=1`, { headers })).status).toBe(200);
  expect((await fetch(`${urls.ehr}/fhir/R4/Patient?_count=1`)).status).toBe(401);
  await sandbox.stop();
  expect(isAlive(sandbox.pid ?? 0)).toBe(false);
  await sandbox.stop();
  expect(lines).toEqual([]);
});

test('that ends by itself says so, and only then', async () => {
  const sandbox = launch(null);
  await sandbox.urls;
  process.kill(sandbox.pid ?? 0, 'SIGKILL');
  await sandbox.ended;
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines).toEqual(['the sandbox has ended']);
});

test('that cannot start says why in its own words', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const sandbox = launch(file);
  await expect(sandbox.urls).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    message: expect.stringMatching(/^the sandbox did not start: sandbox: .*\bfile\b/),
  });
  await sandbox.ended;
});

test('that takes too long is ended', async () => {
  const sandbox = launch(null, 20);
  await expect(sandbox.urls).rejects.toThrow('the sandbox did not start: it did not answer within 0.02 seconds');
  await sandbox.ended;
  expect(isAlive(sandbox.pid ?? 0)).toBe(false);
});

test('can be stopped while it comes up', async () => {
  const sandbox = launch(null);
  await sandbox.stop();
  await expect(sandbox.urls).rejects.toThrow('the sandbox did not start');
  expect(isAlive(sandbox.pid ?? 0)).toBe(false);
});
