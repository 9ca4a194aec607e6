import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

const MAIN = join(__dirname, '..', '..', 'hub', 'main.ts');
// Not by way of hub/bin, which would replace the packages under the tests that run when the lockfile has changed.
const NODE = ['--require', require.resolve('tsx/cjs'), MAIN];

/** The command line in a process of its own, with nothing of this one's environment but where programs are. */
export interface AccordProcess {
  /** Everything that it wrote to standard output so far, and to standard error. */
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves to its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Waits until its output matches; throws with all of it when the process ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** The processes that it started, at any depth. */
  descendants(): readonly number[];
  /** Sends a signal to it alone, as an init system does, and resolves to its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ctrl-C in a terminal: SIGINT to it and to all that it started in its group. */
  interrupt(): Promise<number | null>;
}

const running = new Set<() => void>();

/** Runs `accord ...args`. Whatever a test leaves running is ended by `endAll`. */
export function accord(args: readonly string[], env: Readonly<Record<string, string>> = {}): AccordProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...NODE, ...args], {
    cwd: '/',
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const text = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text.out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text.err += part));
  // The group ends whole; a sandbox, in a group of its own, ends with the hub that started it.
  const kill = (): void => void (child.pid && process.kill(-child.pid, 'SIGKILL'));
  running.add(kill);
  const ended = once(child, 'close').then(([code]) => {
    running.delete(kill);
    return code as number | null;
  });
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  return {
    out: () => text.out,
    err: () => text.err,
    ended,
    async until(pattern) {
      for (;;) {
        const found = pattern.exec(text.out + text.err);
        if (found) return found;
        if (hasEnded) throw new Error(`it ended before it said ${pattern.source}:\n${text.out}${text.err}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    descendants: () => descendantsOf(child.pid ?? 0),
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
    interrupt: () => {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      return ended;
    },
  };
}

/** Runs a command to its end. */
export async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const process = accord(args, env);
  const code = await process.ended;
  return { code, out: process.out(), err: process.err() };
}

/** Ends what tests have left running. */
export async function endAll(): Promise<void> {
  for (const kill of running) kill();
  while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && statusOf(pid) !== 'Z';
  } catch {
    return false;
  }
}

/** Linux tells of each process in `/proc/PID/stat`: `pid (name) state parent …`. */
const statOf = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
};
const statusOf = (pid: number): string => statOf(pid)[0] ?? '';

function descendantsOf(pid: number): readonly number[] {
  const pids = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  const children = pids.filter((one) => Number(statOf(one)[1]) === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}
