import { parentPort } from 'node:worker_threads';
import type { JobAnswer, JobRequest } from './job-worker';

/** In a worker thread: does each job that is asked of it. A throw goes back as its text. */
export function answerJobs<Work, Result>(work: (job: Work) => Result): void {
  parentPort?.on('message', ({ id, work: job }: JobRequest<Work>) => {
    parentPort?.postMessage(answerOf(id, () => work(job)));
  });
}

/** One job's answer, whatever becomes of it. */
export function answerOf<Result>(id: number, work: () => Result): JobAnswer<Result> {
  try {
    return { id, result: work() };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
