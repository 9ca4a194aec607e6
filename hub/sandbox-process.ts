import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';

/** The stand-ins for the outside systems, in a process of their own. */
export interface SandboxProcess {
  /** Base URLs by system: control, ehr, clearinghouse, erp, payments, bank. */
  readonly urls: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export interface SandboxOptions {
  readonly dataFolder: string | null;
  /** Sandbox days per minute. */
  readonly pace: number;
  readonly webhookUrl: string | null;
  readonly log: Logger;
}

/** The credentials that the stand-ins ask for; they guard nothing but invented data. */
export const SANDBOX_TOKEN = 'sandbox';
export const SANDBOX_STRIPE_KEY = 'sk_test_sandbox';
export const SANDBOX_WEBHOOK_SECRET = 'whsec_sandbox';

const PATIENCE = 30_000; // 30 seconds until all stand-ins answer

/** Starts the sandbox and waits until all its systems answer. Throws SOURCE_UNAVAILABLE when they do not. */
export async function startSandbox({ dataFolder, pace, webhookUrl, log }: SandboxOptions): Promise<SandboxProcess> {
  const args = [
    ['--pace', String(pace)],
    ...(dataFolder === null ? [] : [['--data', dataFolder]]),
    ...(webhookUrl === null ? [] : [['--webhook-url', webhookUrl]]),
  ].flat();
  const child = fork(join(__dirname, '..', 'sandbox', 'main.ts'), args, {
    execArgv: ['--require', 'tsx/cjs'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => log.warn({ text: text.trim() }, 'sandbox'));
  const urls = await readyOf(child);
  child.on('exit', (code) => log.warn({ code }, 'the sandbox has ended'));
  return { urls, stop: () => stop(child) };
}

function readyOf(child: ChildProcess): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill();
      reject(new HubError('SOURCE_UNAVAILABLE', `the sandbox did not start: ${why}`, { source: 'sandbox' }));
    };
    const timer = setTimeout(() => fail(`it did not answer within ${PATIENCE / 1_000} seconds`), PATIENCE);
    const ended = (code: number | null): void => fail(`it ended with code ${code}; its own message stands above`);
    child.once('exit', ended);
    child.once('message', (message) => {
      clearTimeout(timer);
      child.off('exit', ended);
      resolve((message as { urls: Record<string, string> }).urls);
    });
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
