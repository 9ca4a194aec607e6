import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE = 10_000; // 10 seconds: longer than a sandbox whose hub has died takes to end
const LOOK = 50; // milliseconds

/**
 * Makes this process the only one that writes into a sandbox's folder; resolves to how to give it up. Right after a
 * crash the sandbox of before may still be writing: it is waited for. Throws when another one keeps the folder.
 */
export async function claimFolder(folder: string, { patience = PATIENCE } = {}): Promise<() => Promise<void>> {
  const file = join(folder, 'sandbox.pid');
  const deadline = Date.now() + patience;
  for (let other = await holderOf(file); other !== null; other = await holderOf(file)) {
    if (Date.now() > deadline)
      throw new Error(`another sandbox (process ${other}) writes into ${folder}: end it first`);
    await wait(LOOK);
  }
  await mkdir(folder, { recursive: true }).catch(() => undefined); // the first journal says why, and what to do
  await writeFile(file, String(process.pid), { mode: 0o600 }).catch(() => undefined);
  return () => rm(file, { force: true }).catch(() => undefined);
}

/** The process that claims the folder and is alive, and, where that can be seen, a sandbox: process ids come again. */
async function holderOf(file: string): Promise<number | null> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid || !isAlive(pid)) return null;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'sandbox');
  return command.includes('sandbox') ? pid : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
