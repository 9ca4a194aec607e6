import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hub in a process of its own, as `npm start` runs it. */
export interface HubProcess {
  readonly url: string;
  readonly pid: number;
  /** Base URLs of the sandbox's stand-ins. */
  readonly sandbox: Readonly<Record<string, string>>;
  /** Process id of its sandbox; null when it cannot be found. */
  sandboxPid(): number | null;
  /** What it wrote to standard output and error. */
  output(): string;
  /** Ends it at once, as a power cut would; resolves when it is gone. Its sandbox ends itself. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

export interface HubProcessOptions {
  readonly dataFolder: string;
  readonly seed?: number;
  /** Sandbox days per minute. */
  readonly pace?: number;
  /** Kills it that long after its start, whether it runs by then or not. */
  readonly killAfterMs?: number;
}

const ROOT = join(__dirname, '..', '..');
const PATIENCE = 60_000; // 1 minute until the hub answers

/** Starts a hub with its sandbox on a free port and waits until it says that it runs. */
export async function startHubProcess({
  dataFolder,
  seed = 1,
  pace = 0,
  killAfterMs,
}: HubProcessOptions): Promise<HubProcess> {
  const args = ['--require', 'tsx/cjs', join(ROOT, 'hub', 'main.ts'), 'start', '--port', '0', '--data', dataFolder, '--pace', String(pace)]; // prettier-ignore
  const env = { ...process.env, SANDBOX_SEED: String(seed), ACCORD_LOG_LEVEL: 'warn', NODE_OPTIONS: '' };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs).unref();
  await runs(child, () => text);
  const hub = JSON.parse(readFileSync(join(dataFolder, 'hub.json'), 'utf8')) as { url: string; sandbox: Record<string, string> }; // prettier-ignore
  const end = (signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  return {
    url: hub.url,
    pid: child.pid ?? 0,
    sandbox: hub.sandbox,
    sandboxPid: () => childOf(child.pid ?? 0),
    output: () => text,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

/** The first child process of a process. Linux keeps it in /proc. */
function childOf(pid: number): number | null {
  try {
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return first ? Number(first) : null;
  } catch {
    return null;
  }
}

function runs(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('it did not answer'), PATIENCE);
    const poll = setInterval(() => output().includes('Accord is running') && done(), 20);
    const clear = (): void => {
      clearTimeout(timer);
      clearInterval(poll);
      child.off('exit', ended);
    };
    const done = (): void => {
      clear();
      resolve();
    };
    const fail = (why: string): void => {
      clear();
      child.kill('SIGKILL');
      reject(new Error(`the hub did not start: ${why}\n${output()}`));
    };
    const ended = (code: number | null): void => fail(`it ended with code ${code}`);
    child.once('exit', ended);
  });
}

/** A call of the hub's or sandbox's JSON routes. Throws with the answer when it is no success. */
export async function callJson(url: string, method = 'GET', body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text.slice(0, 300)}`);
  return text === '' ? null : JSON.parse(text);
}
