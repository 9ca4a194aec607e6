import { runInThisContext } from 'node:vm';
import type { Worker } from 'node:worker_threads';

/** Jest gives tests a copy of the process, which is told of nothing. */
const ownProcess = runInThisContext('process') as NodeJS.Process;

/** Worker threads that this process starts from now on. */
export function startedThreads() {
  let started = 0;
  let ended = 0;
  const count = (worker: Worker): void => {
    started += 1;
    worker.once('exit', () => (ended += 1));
  };
  ownProcess.on('worker', count);
  return {
    counts: () => ({ started, ended }),
    stop: () => void ownProcess.off('worker', count),
  };
}
