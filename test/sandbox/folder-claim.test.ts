import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimFolder } from '../../sandbox/folder-claim';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'accord-claim-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that looks like a sandbox and ends by itself. */
function earlier(milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['-e', `setTimeout(() => {}, ${milliseconds})`, 'sandbox']);
  writeFileSync(join(folder, 'sandbox.pid'), String(child.pid));
  return new Promise((resolve) => void child.once('exit', () => resolve()));
}

test('waits for the sandbox of before to end', async () => {
  let isOver = false;
  const ended = earlier(500).then(() => (isOver = true));
  await claimFolder(folder);
  await ended;
  expect(isOver).toBe(true);
});

test('refuses a folder that another one keeps', async () => {
  const ended = earlier(1_500);
  await expect(claimFolder(folder, { patience: 200 })).rejects.toThrow(/another sandbox \(process \d+\) writes into/);
  await ended;
});

test('what a dead or a foreign process left behind counts for nothing', async () => {
  writeFileSync(join(folder, 'sandbox.pid'), '999999999');
  const release = await claimFolder(folder);
  await release();
  writeFileSync(join(folder, 'sandbox.pid'), 'nonsense');
  await claimFolder(folder);
});
