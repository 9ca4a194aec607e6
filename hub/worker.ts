import { parentPort, workerData } from 'node:worker_threads';
import { calendarDate } from '../platform/domain/calendar-date';
import { toHubError } from '../platform/domain/errors';
import { systemClock } from '../platform/domain/instant';
import { createInProcessBus } from '../platform/events/in-process';
import { openStore } from '../platform/store/open';
import { logInternal } from '../platform/telemetry/log-internal';
import { createLogger } from '../platform/telemetry/logger';
import { openConnections } from './connections';
import { answerGivenRequest } from './import/given-request';
import { openRooms } from './rooms';
import { createWork, type Work } from './work';
import type { WorkerAction, WorkerAnswer, WorkerRequest, WorkerStart } from './worker-protocol';

/** Opens the house in this thread and starts its work; what the main thread asks meanwhile waits for that. */
async function open(): Promise<Work> {
  const clock = systemClock;
  const store = await openStore(start.storeAddress);
  const bus = createInProcessBus({ onError: (error) => log.warn({ err: error }, 'a notice could not be heard') });
  const rooms = await openRooms({ store, bus, clock, log });
  const connections = openConnections(start.outside, log);
  const books = {
    openFrom: calendarDate(start.booksOpenFrom),
    legalEntityId: start.legalEntityId,
    postsTests: start.outside.isSandbox,
  };
  const work = await createWork({ store, bus, rooms, connections, books, clock, log });
  await work.start();
  return {
    ...work,
    async stop() {
      await work.stop();
      await connections.close();
      await bus.close();
      await store.close();
    },
  };
}

async function act(work: Work, action: WorkerAction): Promise<unknown> {
  switch (action.type) {
    case 'READY':
      return null;
    case 'DRAIN':
      return work.drain();
    case 'GIVEN':
      return answerGivenRequest(work, action.request);
    case 'STOP':
      return work.stop();
    default:
      return action satisfies never;
  }
}

const start = workerData as WorkerStart;
const log = createLogger({ name: 'worker', level: start.logLevel });
const working = open();
working.catch(() => undefined); // told to who asks, which is at once

parentPort?.on('message', ({ id, action }: WorkerRequest) => {
  working
    .then((work) => act(work, action))
    .then(
      (result): WorkerAnswer => ({ id, result: result ?? null }),
      (error: unknown): WorkerAnswer => {
        const { code, message } = toHubError(error);
        logInternal(log, [error], action.type);
        return { id, error: { code, message } };
      },
    )
    .then((answer) => parentPort?.postMessage(answer))
    .catch((error: unknown) => {
      throw error;
    });
});
