import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { MessageReport } from './operator-client';
import type { OperatorActions } from './operator-routes';
import type { WorkerAction, WorkerAnswer, WorkerRequest, WorkerStart } from './worker-protocol';

/** The thread in which connectors, posting and relays run, as the main thread sees it. */
export interface WorkerClient extends OperatorActions {
  stop(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: HubError): void;
}

/** Starts the worker thread; resolves once it works. A worker that dies takes the hub with it, by `onDeath`. */
export async function startWorker(
  start: WorkerStart,
  { log, onDeath }: { readonly log: Logger; readonly onDeath: (error: Error) => void },
) {
  const worker = new Worker(join(__dirname, 'worker.ts'), { execArgv: ['--require', 'tsx/cjs'], workerData: start });
  const waiting = new Map<number, Waiting>();
  let isStopping = false;
  let last = 0;
  const died = (error: Error): void => {
    for (const { reject } of waiting.values())
      reject(new HubError('INTERNAL', 'the worker thread has ended', { cause: error }));
    waiting.clear();
    if (!isStopping) onDeath(error);
  };
  worker.on('error', died);
  worker.on('exit', (code) => died(new Error(`the worker thread ended with code ${code}`)));
  worker.on('message', (answer: WorkerAnswer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('result' in answer) asked?.resolve(answer.result);
    else asked?.reject(errorOf(answer.error));
  });
  const ask = (action: WorkerAction): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, action } satisfies WorkerRequest);
    });
  const client: WorkerClient = {
    giveX12: (body) => ask({ type: 'GIVE_X12', body }) as Promise<MessageReport>,
    setAside: async (message) => void (await ask({ type: 'SET_ASIDE', ...message })),
    drain: async () => void (await ask({ type: 'DRAIN' })),
    async stop() {
      isStopping = true;
      await ask({ type: 'STOP' }).catch((error: unknown) =>
        log.warn({ err: error }, 'the worker thread did not stop cleanly'),
      );
      await worker.terminate();
    },
  };
  return client;
}

const errorOf = ({ code, message }: { readonly code: string; readonly message: string }): HubError =>
  new HubError((ERROR_CODES as readonly string[]).includes(code) ? (code as ErrorCode) : 'INTERNAL', message);
