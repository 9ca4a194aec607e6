import { Worker } from 'node:worker_threads';
import { HubError } from '../domain/errors';
import type { Logger } from '../telemetry/logger';

/** What a worker thread is asked; it answers by `JobAnswer` with the same id. */
export interface JobRequest<Work> {
  readonly id: number;
  readonly work: Work;
}

/** A worker's answer; `failure` is the text of a throw, which is a bug of ours or of a library. */
export type JobAnswer<Result> =
  { readonly id: number; readonly result: Result } | { readonly id: number; readonly failure: string };

/** What jobs are done by, and how much of it. */
export interface JobWorkerOptions {
  /** The work in a word, for errors and the log: `composition`. */
  readonly what: string;
  /** The worker's file; TypeScript is run as it stands. */
  readonly workerFile: string;
  readonly log: Logger;
  /** Given to the worker when it starts. */
  readonly workerData?: unknown;
  /** Longest that one job may take before its worker is ended. */
  readonly timeoutMs: number;
  /** Jobs that may wait; one more is refused. */
  readonly queueLimit: number;
  /** How long the worker is kept without work. */
  readonly idleMs: number;
}

/** Does work of one kind in a worker thread, one job at a time, in the order asked. */
export interface JobWorker<Work, Result> {
  /**
   * Throws SOURCE_UNAVAILABLE when too many wait or it takes too long (`details.reason` FULL, CLOSED or TIMEOUT),
   * INTERNAL when the work throws or its worker dies twice of it. `timeoutMs`: for this work alone.
   */
  run(work: Work, timeoutMs?: number): Promise<Result>;
  /** Whether there is a worker, with what earlier work left in it. */
  isRunning(): boolean;
  /** Refuses what waits and ends the worker. */
  close(): Promise<void>;
}

/** A worker that starts with the first job and ends when idle. */
export function createJobWorker<Work, Result>(options: JobWorkerOptions): JobWorker<Work, Result> {
  return new QueuedWorker(options);
}

interface Job<Work, Result> {
  readonly request: JobRequest<Work>;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: HubError) => void;
  readonly timeoutMs: number;
  attempts: number;
}

class QueuedWorker<Work, Result> implements JobWorker<Work, Result> {
  readonly #options: JobWorkerOptions;
  readonly #waiting: Job<Work, Result>[] = [];
  #running: Job<Work, Result> | null = null;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | null = null;
  #lastId = 0;
  #closed = false;

  constructor(options: JobWorkerOptions) {
    this.#options = options;
  }

  run(work: Work, timeoutMs = this.#options.timeoutMs): Promise<Result> {
    const { what, queueLimit } = this.#options;
    if (this.#closed) return Promise.reject(this.#unavailable('CLOSED', `${what} has ended`));
    if (this.#waiting.length >= queueLimit) {
      return Promise.reject(this.#unavailable('FULL', `too many wait for ${what}`));
    }
    this.#lastId += 1;
    const request = { id: this.#lastId, work };
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject, timeoutMs, attempts: 0 });
      this.#next();
    });
  }

  isRunning(): boolean {
    return this.#worker !== null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const refused = [...this.#waiting.splice(0), this.#finish()];
    for (const job of refused) job?.reject(this.#unavailable('CLOSED', `${this.#options.what} has ended`));
    await this.#endWorker();
  }

  #unavailable(reason: 'CLOSED' | 'FULL' | 'TIMEOUT', message: string): HubError {
    return new HubError('SOURCE_UNAVAILABLE', message, { source: this.#options.what, details: { reason } });
  }

  #next(): void {
    if (this.#running !== null) return;
    const job = this.#waiting.shift();
    if (job === undefined) return this.#rest();
    this.#running = job;
    job.attempts += 1;
    this.#setTimer(() => this.#timeOut(job.timeoutMs), job.timeoutMs);
    const worker = (this.#worker ??= this.#startWorker());
    worker.ref();
    worker.postMessage(job.request);
  }

  /** Nothing to do: the worker no longer keeps the process alive, and ends if that lasts. */
  #rest(): void {
    this.#worker?.unref();
    this.#setTimer(() => void this.#endWorker(), this.#options.idleMs).unref();
  }

  #startWorker(): Worker {
    const { workerFile, workerData, what, log } = this.#options;
    // TypeScript is run as it stands, by the loader that runs the hub; compiled code needs none.
    const execArgv = workerFile.endsWith('.ts') ? ['--require', require.resolve('tsx/cjs')] : [];
    const worker = new Worker(workerFile, { execArgv, workerData, name: `accord-${what}` });
    worker.on('message', (answer: JobAnswer<Result>) => this.#settle(answer));
    worker.on('error', (error: Error) => log.error({ what, thrown: error.name }, 'a worker thread failed'));
    worker.on('exit', () => this.#lost(worker));
    return worker;
  }

  #settle(answer: JobAnswer<Result>): void {
    if (this.#running?.request.id !== answer.id) return;
    const job = this.#finish();
    if ('result' in answer) job?.resolve(answer.result);
    else job?.reject(new HubError('INTERNAL', `${this.#options.what} failed`, { cause: new Error(answer.failure) }));
    this.#next();
  }

  /** A worker that ended by itself: its work is tried once more on a new one. */
  #lost(worker: Worker): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    const job = this.#finish();
    if (job !== null && job.attempts < 2) this.#waiting.unshift(job);
    else job?.reject(new HubError('INTERNAL', `the worker for ${this.#options.what} ended twice on the same work`));
    if (!this.#closed) this.#next();
  }

  #timeOut(timeoutMs: number): void {
    const { what } = this.#options;
    this.#finish()?.reject(this.#unavailable('TIMEOUT', `${what} took longer than ${timeoutMs} ms`));
    void this.#endWorker().then(() => this.#next());
  }

  #finish(): Job<Work, Result> | null {
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
