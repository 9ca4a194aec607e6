import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import { relayGivenMessages } from './import/given-request';
import type { OperatorActions } from './operator-routes';
import { RUN_TYPESCRIPT } from './run-typescript';
import type { WorkerAction, WorkerAnswer, WorkerRequest, WorkerStart } from './worker-protocol';

/** The thread in which connectors, posting and relays run, as the main thread sees it. */
export interface WorkerClient extends OperatorActions {
  /** Ends the work under way and the thread; by force after 5 seconds, which loses nothing that was acknowledged. */
  stop(): Promise<void>;
}

export interface WorkerClientOptions {
  readonly log: Logger;
  /** Called once when the thread ends without having been stopped: the hub cannot go on then. */
  readonly onDeath: (error: Error) => void;
  /** What the thread runs, and milliseconds until it is ended by force. */
  readonly file?: string;
  readonly grace?: number;
}

const WORKER = join(__dirname, 'worker.ts');
const GRACE = 5_000; // 5 seconds

/** Starts the worker thread; resolves once it works. Throws what keeps it from working. */
export async function startWorker(start: WorkerStart, options: WorkerClientOptions): Promise<WorkerClient> {
  const { log, onDeath, file = WORKER, grace = GRACE } = options;
  const worker = new Worker(file, { execArgv: [...RUN_TYPESCRIPT], workerData: start });
  let isWatched = false;
  const questions = new Questions(worker, (error) => {
    if (isWatched) onDeath(error);
    isWatched = false;
  });
  const stop = async (): Promise<void> => {
    isWatched = false;
    const stopped = questions.askLast({ type: 'STOP' });
    await within(grace, stopped).catch((error: unknown) =>
      log.warn({ reason: toMessage(error) }, 'the worker thread did not stop cleanly'),
    );
    await worker.terminate();
  };
  try {
    await questions.ask({ type: 'READY' });
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  isWatched = true;
  return {
    ...relayGivenMessages((request) => questions.ask({ type: 'GIVEN', request })),
    drain: async () => void (await questions.ask({ type: 'DRAIN' })),
    stop,
  };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: HubError): void;
}

/** What was asked of the thread and is not answered yet. A thread that ends answers all of it with its end. */
class Questions {
  readonly #waiting = new Map<number, Waiting>();
  readonly #worker: Worker;
  #end: HubError | null = null;
  #last = 0;

  constructor(worker: Worker, onEnd: (error: Error) => void) {
    this.#worker = worker;
    const end = (why: string, cause?: Error): void => {
      const error = new HubError('INTERNAL', `the worker thread has ended (${why})`, { cause });
      this.#end ??= error;
      for (const asked of this.#waiting.values()) asked.reject(this.#end);
      this.#waiting.clear();
      onEnd(error);
    };
    worker.on('error', (error: Error) => end(error.name, error)); // its text may hold health data
    worker.on('exit', (code) => end(`exit code ${code}`));
    worker.on('message', (answer: WorkerAnswer) => {
      const asked = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('result' in answer) asked?.resolve(answer.result);
      else asked?.reject(errorOf(answer.error));
    });
  }

  ask(action: WorkerAction): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#end) return reject(this.#end);
      this.#last += 1;
      this.#waiting.set(this.#last, { resolve, reject });
      this.#worker.postMessage({ id: this.#last, action } satisfies WorkerRequest);
    });
  }

  /** Asks for the end: whatever is not answered by then, or is asked later, meets a hub that is stopping. */
  askLast(action: WorkerAction): Promise<unknown> {
    const answer = this.ask(action);
    this.#end ??= new HubError('SOURCE_UNAVAILABLE', 'the hub is stopping');
    return answer;
  }
}

const errorOf = ({ code, message }: { readonly code: string; readonly message: string }): HubError =>
  new HubError((ERROR_CODES as readonly string[]).includes(code) ? (code as ErrorCode) : 'INTERNAL', message);

const toMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it was not done within ${milliseconds} ms`)), milliseconds);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
