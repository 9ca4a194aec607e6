import type { ExecutionResult } from 'graphql';
import { HubError } from '../platform/domain/errors';
import type { GatewayContext } from './request-context';
import type { Prepared } from './preparation';

/** Longest that one operation, or one pushed event, may take to answer. */
export const OPERATION_TIMEOUT = 10_000; // 10 seconds

/**
 * Runs what is prepared, for no longer than its time. After it, no subgraph is asked any more; what was asked already
 * ends unheard. Throws TIMED_OUT, and what running throws.
 */
export function runInTime(
  { graph, contract, document: asked, toRun: document, operationName, variables }: Prepared,
  context: GatewayContext,
  timeoutMs: number,
): Promise<ExecutionResult> {
  return inTime(timeoutMs, (signal) =>
    graph.run({ terms: { contract, asked }, document, operationName, variables, context: { ...context, signal } }),
  );
}

async function inTime<T>(timeoutMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new HubError('TIMED_OUT', 'the operation took longer than one may: ask for less at a time');
      abort.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}
