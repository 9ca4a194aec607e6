import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findRunningHub, type RunningHub } from '../../hub/running-hub';

const ROOT = join(__dirname, '..', '..');
const COMMAND = join(ROOT, 'hub', 'bin', 'accord.mjs');
const PATIENCE = 60_000; // 60 seconds until the hub runs

/** A hub of its own for a bench, started as its users start it. */
export interface HubProcess extends RunningHub {
  readonly dataFolder: string;
  /** What it has written so far. */
  output(): string;
  /** Resolves when all of it has ended. */
  stop(): Promise<void>;
}

export interface HubProcessOptions {
  readonly dataFolder: string;
  /** Sandbox days per minute. */
  readonly pace: number;
  readonly logLevel?: 'info' | 'warn' | 'error';
}

/** Starts a hub that has its address already, and does not wait until it runs. */
export async function launchHub({ dataFolder, pace, logLevel = 'warn' }: HubProcessOptions) {
  const port = await freePort();
  const args = ['start', '--port', String(port), '--data', dataFolder, '--pace', String(pace)];
  const child = accord(args, logLevel);
  return { url: `http://127.0.0.1:${port}`, dataFolder, output: outputOf(child), child, stop: () => stop(child) };
}

/** Starts a hub and waits until it runs. */
export async function startHub(options: HubProcessOptions): Promise<HubProcess> {
  const { child, dataFolder, output, stop: end } = await launchHub(options);
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const running = findRunningHub(dataFolder);
    if (running) return { ...running, dataFolder, output, stop: end };
    if (child.exitCode !== null || Date.now() > deadline) {
      await end();
      throw new Error(`the hub did not start: ${output().slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs one verb of the command line to its end; returns what it wrote. Throws when it fails. */
export async function runVerb(...args: readonly string[]): Promise<string> {
  const child = accord(args, 'warn');
  const output = outputOf(child);
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0) throw new Error(`accord ${args[0] ?? ''} failed: ${output().slice(-2_000)}`);
  return output();
}

/** Lets sandbox days pass; resolves when all that happened on them is in the ledger and the views. */
export const advance = (hub: Pick<HubProcess, 'url'>, days: number): Promise<void> => tell(hub, '/advance', { days });

/** From now on so many sandbox days pass each minute. */
export const setPace = (hub: Pick<HubProcess, 'url'>, daysPerMinute: number): Promise<void> =>
  tell(hub, '/pace', { daysPerMinute });

async function tell({ url }: Pick<HubProcess, 'url'>, path: string, body: object): Promise<void> {
  const response = await fetch(`${url}/sandbox${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`the sandbox refused ${path}: ${await response.text()}`);
}

/** Ends with this process, whatever ends this one. */
function accord(args: readonly string[], logLevel: string): ChildProcess {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ACCORD_LOG_LEVEL: logLevel },
  });
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}

function outputOf(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (more) => (text += more));
  return () => text;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
