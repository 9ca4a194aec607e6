import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
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

/** A hub's hold on its data folder, for as long as it runs. */
export interface FolderClaim {
  /** Tells commands where the hub is. Throws CONFLICT when another hub has taken the folder meanwhile. */
  announce(hub: Omit<RunningHub, 'pid'>): void;
  release(): void;
}

/** A hub that has claimed its folder and is still starting has no URL yet. */
type Claim = RunningHub | (Omit<RunningHub, 'url'> & { readonly url: null });

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
    const isFile = why === 'EEXIST' || why === 'ENOTDIR';
    const message = isFile
      ? `the data folder ${dataFolder} is not a folder (${why}); choose another with --data`
      : `the data folder ${dataFolder} cannot be written (${why}); choose another with --data or give yourself write permission`;
    throw new HubError('BAD_INPUT', message, { cause: error });
  }
}

/** The hub that runs on this data folder, or null. A file that a dead hub left behind counts for nothing. */
export function findRunningHub(dataFolder: string): RunningHub | null {
  const claim = readClaim(dataFolder);
  return claim !== null && claim.url !== null && isAlive(claim.pid) ? claim : null;
}

/**
 * Takes the data folder for this process: two sandboxes and two ledgers' workers must not share one.
 * Throws CONFLICT when another hub runs on it or starts on it, BAD_INPUT when it cannot be written.
 */
export async function claimDataFolder(dataFolder: string): Promise<FolderClaim> {
  prepareDataFolder(dataFolder);
  while (!take(dataFolder)) {
    const other = readClaim(dataFolder);
    if (other !== null && (await isRunning(other))) throw conflict(dataFolder, other);
    rmSync(fileOf(dataFolder), { force: true });
  }
  const isOurs = (): boolean => readClaim(dataFolder)?.pid === process.pid;
  return {
    announce(hub) {
      const other = readClaim(dataFolder);
      if (other !== null && !isOurs()) throw conflict(dataFolder, other);
      writeFileSync(fileOf(dataFolder), JSON.stringify({ pid: process.pid, ...hub }), { mode: 0o600 });
    },
    release() {
      if (isOurs()) rmSync(fileOf(dataFolder), { force: true });
    },
  };
}

function take(dataFolder: string): boolean {
  const claim: Claim = { pid: process.pid, url: null, sandbox: null };
  try {
    writeFileSync(fileOf(dataFolder), JSON.stringify(claim), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readClaim(dataFolder: string): Claim | null {
  try {
    return JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')) as Claim;
  } catch {
    return null;
  }
}

function conflict(dataFolder: string, { pid, url }: Claim): HubError {
  const where = url === null ? 'is starting' : `answers at ${url}`;
  return new HubError('CONFLICT', `another hub (process ${pid}) ${where} on the data folder ${dataFolder}; stop it, or choose another folder with --data`); // prettier-ignore
}

/** A process id may have gone to another program since: a hub that has told its URL must have somebody listening there. */
async function isRunning({ pid, url }: Claim): Promise<boolean> {
  if (pid === process.pid || !isAlive(pid)) return false;
  return url === null || isListening(new URL(url));
}

function isListening({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
    const answer = (is: boolean): void => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(2_000, () => answer(true)); // 2 seconds: busy, but there
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
