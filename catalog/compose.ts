import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { Composition, Part } from './compose-parts';
import type { ComposeAnswer, ComposeRequest } from './compose-worker';

export interface ComposerOptions {
  readonly log: Logger;
  /** Longest that one composition may take before its worker is ended. */
  readonly timeoutMs?: number;
  /** Compositions that may wait; one more is refused. */
  readonly queueLimit?: number;
  /** How long the worker is kept without work. */
  readonly idleMs?: number;
  /** The worker's file, for tests that need one which misbehaves. */
  readonly workerFile?: string;
}

/** Composes in a worker thread, one set at a time, in the order asked. */
export interface Composer {
  /** Throws SOURCE_UNAVAILABLE when too many wait or it takes too long, INTERNAL when the worker dies twice of it. */
  compose(parts: readonly Part[]): Promise<Composition>;
  /** Refuses what waits and ends the worker. */
  close(): Promise<void>;
}

interface Job {
  readonly request: ComposeRequest;
  readonly resolve: (composition: Composition) => void;
  readonly reject: (error: HubError) => void;
  attempts: number;
}

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';

/** A composer whose worker starts with the first composition and ends when idle. */
export function createComposer(options: ComposerOptions): Composer {
  return new WorkerComposer(options);
}

class WorkerComposer implements Composer {
  readonly #log: Logger;
  readonly #limits: { readonly timeoutMs: number; readonly queueLimit: number; readonly idleMs: number };
  readonly #workerFile: string;
  readonly #waiting: Job[] = [];
  #running: Job | null = null;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastId = 0;
  #closed = false;

  constructor(options: ComposerOptions) {
    const { log, timeoutMs = 30_000 /* 30 seconds */, queueLimit = 8, idleMs = 10_000 /* 10 seconds */ } = options;
    this.#log = log;
    this.#limits = { timeoutMs, queueLimit, idleMs };
    this.#workerFile = options.workerFile ?? join(__dirname, `compose-worker${EXTENSION}`);
  }

  compose(parts: readonly Part[]): Promise<Composition> {
    if (this.#closed || this.#waiting.length >= this.#limits.queueLimit) {
      return Promise.reject(unavailable(this.#closed ? 'the composer is closed' : 'too many compositions wait'));
    }
    this.#lastId += 1;
    const request: ComposeRequest = { id: this.#lastId, parts };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject, attempts: 0 });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(unavailable('the composer is closed'));
    this.#finish()?.reject(unavailable('the composer is closed'));
    await this.#endWorker();
  }

  #next(): void {
    if (this.#running !== null) return;
    const job = this.#waiting.shift();
    if (job === undefined) return this.#rest();
    this.#running = job;
    job.attempts += 1;
    this.#setTimer(() => this.#timeOut(), this.#limits.timeoutMs);
    const worker = (this.#worker ??= this.#startWorker());
    worker.ref();
    worker.postMessage(job.request);
  }

  /** Nothing to do: the worker no longer keeps the process alive, and ends if that lasts. */
  #rest(): void {
    this.#worker?.unref();
    this.#setTimer(() => void this.#endWorker(), this.#limits.idleMs).unref();
  }

  #startWorker(): Worker {
    // TypeScript is run as it stands, by the loader that runs the hub; compiled code needs none.
    const execArgv = this.#workerFile.endsWith('.ts') ? ['--require', require.resolve('tsx/cjs')] : [];
    const worker = new Worker(this.#workerFile, { execArgv, name: 'accord-compose' });
    worker.on('message', (answer: ComposeAnswer) => this.#settle(answer));
    worker.on('error', (error: Error) => this.#log.error({ err: error.message }, 'composition worker failed'));
    worker.on('exit', () => this.#lost(worker));
    return worker;
  }

  #settle(answer: ComposeAnswer): void {
    if (this.#running?.request.id !== answer.id) return;
    const job = this.#finish();
    if ('composition' in answer) job?.resolve(answer.composition);
    else job?.reject(new HubError('INTERNAL', 'composition failed', { cause: new Error(answer.failure) }));
    this.#next();
  }

  /** A worker that ended by itself: its work is tried once more on a new one. */
  #lost(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const job = this.#finish();
    if (job !== null && job.attempts < 2) this.#waiting.unshift(job);
    else job?.reject(new HubError('INTERNAL', 'the composition worker ended twice on the same schemas'));
    if (!this.#closed) this.#next();
  }

  #timeOut(): void {
    this.#finish()?.reject(unavailable(`composition took longer than ${this.#limits.timeoutMs} ms`));
    void this.#endWorker().then(() => this.#next());
  }

  #finish(): Job | null {
    const job = this.#running;
    this.#running = null;
    if (this.#timer) clearTimeout(this.#timer);
    return job;
  }

  #setTimer(run: () => void, ms: number): NodeJS.Timeout {
    if (this.#timer) clearTimeout(this.#timer);
    return (this.#timer = setTimeout(run, ms));
  }

  async #endWorker(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    if (this.#running === null && this.#timer) clearTimeout(this.#timer);
    await worker?.terminate();
  }
}

const unavailable = (message: string): HubError =>
  new HubError('SOURCE_UNAVAILABLE', message, { source: 'composition' });
