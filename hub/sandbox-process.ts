import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import { RUN_TYPESCRIPT } from './run-typescript';

/** The stand-ins for the outside systems, in a process of their own that is coming up. */
export interface SandboxProcess {
  readonly pid: number | undefined;
  /**
   * Resolves to the base URLs by system (control, ehr, clearinghouse, erp, payments, bank) once all of them answer.
   * Rejects with SOURCE_UNAVAILABLE, in the sandbox's own words, when they do not.
   */
  readonly urls: Promise<Readonly<Record<string, string>>>;
  /** Resolves when the process has ended, by whatever cause. */
  readonly ended: Promise<void>;
  /** Ends it, also while it is coming up; by force after 3 seconds. */
  stop(): Promise<void>;
}

export interface SandboxOptions {
  readonly dataFolder: string | null;
  /** Sandbox days per minute. */
  readonly pace: number;
  readonly log: Logger;
  /** Milliseconds until all stand-ins must answer; 30 seconds unless told. */
  readonly patience?: number;
}

/** The credentials that the stand-ins ask for; they guard nothing but invented data. */
export const SANDBOX_TOKEN = 'sandbox';
export const SANDBOX_STRIPE_KEY = 'sk_test_sandbox';
export const SANDBOX_WEBHOOK_SECRET = 'whsec_sandbox';

const PATIENCE = 30_000; // 30 seconds
const GRACE = 3_000; // 3 seconds

/** Starts the sandbox process. It ends with this one, however this one ends. */
export function launchSandbox({ dataFolder, pace, log, patience = PATIENCE }: SandboxOptions): SandboxProcess {
  const args = ['--pace', String(pace), ...(dataFolder === null ? [] : ['--data', dataFolder])];
  const child = fork(join(__dirname, '..', 'sandbox', 'main.ts'), args, {
    execArgv: [...RUN_TYPESCRIPT],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // In a group of its own: Ctrl-C in a terminal reaches the hub alone, which ends the sandbox last.
    detached: process.platform !== 'win32',
  });
  const { urls, ended } = watch(child, { log, patience });
  let isStopping = false;
  ended.then(() => isStopping || log.warn({ code: child.exitCode }, 'the sandbox has ended')).catch(() => undefined);
  return {
    pid: child.pid,
    urls,
    ended,
    async stop() {
      isStopping = true;
      const harder = setTimeout(() => child.kill('SIGKILL'), GRACE);
      child.kill('SIGTERM');
      await ended;
      clearTimeout(harder);
    },
  };
}

type Watched = Pick<SandboxProcess, 'urls' | 'ended'>;

function watch(child: ChildProcess, { log, patience }: Required<Pick<SandboxOptions, 'log' | 'patience'>>): Watched {
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = text.trim();
    log.warn({ text: lastWords }, 'sandbox');
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.on('error', () => child.pid === undefined && resolve());
  });
  const urls = new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new HubError('SOURCE_UNAVAILABLE', `the sandbox did not start: ${why}`, { source: 'sandbox' }));
    const timer = setTimeout(() => {
      fail(`it did not answer within ${patience / 1_000} seconds`);
      child.kill('SIGKILL');
    }, patience);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve((message as { urls: Record<string, string> }).urls);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(lastWords === '' ? `it ended with code ${code}` : lastWords);
    });
  });
  urls.catch(() => undefined); // whoever waits for it is told; one that has left is not
  return { urls, ended };
}
