import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../platform/domain/errors';

/** What a running hub tells about itself to commands on the same machine. */
export interface RunningHub {
  readonly pid: number;
  /** Base URL of the gateway. */
  readonly url: string;
  /** Base URLs of the sandbox's stand-ins, when the hub runs one. */
  readonly sandbox: Readonly<Record<string, string>> | null;
}

const fileOf = (dataFolder: string): string => join(dataFolder, 'hub.json');

/** Makes the data folder. Throws BAD_INPUT, naming the folder, when it cannot be written. */
export function prepareDataFolder(dataFolder: string): void {
  const probe = join(dataFolder, `.write-${process.pid}`);
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'unknown fault';
    throw new HubError('BAD_INPUT', `the data folder ${dataFolder} cannot be written (${why}); choose another with --data or give yourself write permission`, { cause: error }); // prettier-ignore
  }
}

/** The hub that runs on this data folder, or null. A file that a dead hub left behind counts for nothing. */
export function findRunningHub(dataFolder: string): RunningHub | null {
  const file = fileOf(dataFolder);
  if (!existsSync(file)) return null;
  try {
    const hub = JSON.parse(readFileSync(file, 'utf8')) as RunningHub;
    return isAlive(hub.pid) ? hub : null;
  } catch {
    return null;
  }
}

/** Throws CONFLICT when another hub runs on this data folder: two sandboxes and two ledgers' workers must not share it. */
export function refuseSecondHub(dataFolder: string): void {
  const hub = findRunningHub(dataFolder);
  if (hub && hub.pid !== process.pid) {
    throw new HubError('CONFLICT', `a hub (process ${hub.pid}, ${hub.url}) runs on ${dataFolder} already; stop it, or choose another folder with --data`); // prettier-ignore
  }
}

/** Announces this process as the hub of the data folder; returns how to take that back. */
export function announceHub(dataFolder: string, hub: RunningHub): () => void {
  writeFileSync(fileOf(dataFolder), JSON.stringify(hub), { mode: 0o600 });
  return () => {
    if (findRunningHub(dataFolder)?.pid === hub.pid) rmSync(fileOf(dataFolder), { force: true });
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
