import type { ExecutionResult } from 'graphql';
import { StopSignal } from '../platform/connect/stop-signal';
import { HubError } from '../platform/domain/errors';
import type { GatewayContext } from './request-context';
import type { Caller, Prepared } from './preparation';

/** Longest that one operation, or one pushed event, may take to answer. */
export const OPERATION_TIMEOUT = 10_000; // 10 seconds

/**
 * Runs what is prepared, for no longer than its time, and a query for no longer than its client waits. After it, no
 * subgraph is asked any more; what was asked already ends unheard. Throws TIMED_OUT, and what running throws.
 */
export function runInTime(
  { graph, contract, document: asked, toRun: document, operationName, variables, type, caller }: Prepared,
  context: GatewayContext,
  timeoutMs: number,
): Promise<ExecutionResult> {
  const whenLeft = type === 'query' ? caller.whenLeft : undefined;
  return inTime({ timeoutMs, whenLeft }, (signal) =>
    graph.run({ terms: { contract, asked }, document, operationName, variables, context: { signal, ...context } }),
  );
}

interface Until {
  readonly timeoutMs: number;
  readonly whenLeft: Caller['whenLeft'];
}

async function inTime<T>({ timeoutMs, whenLeft }: Until, work: (signal: StopSignal) => Promise<T>): Promise<T> {
  const signal = new StopSignal();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    const end = (why: string): void => {
      const error = new HubError('TIMED_OUT', why);
      signal.stop(error);
      reject(error);
    };
    timer = setTimeout(() => end('the operation took longer than one may: ask for less at a time'), timeoutMs);
    whenLeft?.(() => end('the client left before its answer'));
  });
  try {
    return await Promise.race([work(signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
