import { setMaxListeners } from 'node:events';
import {
  BulkheadRejectedError,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  isTaskCancelledError,
  retry,
  timeout,
  wrap,
  type IBackoff,
  type IBackoffFactory,
  type IRetryBackoffContext,
} from 'cockatiel';
import type { Logger } from '../telemetry/logger';
import { shouldRetry } from './retry';
import { failureOf, sourceUnavailable } from './source-failure';

/** How the hub behaves towards one outside system. All times in milliseconds. */
export interface PolicyOptions {
  /** The longest one attempt may take, from its turn to the last byte of its answer. */
  readonly timeoutMs?: number;
  /** Attempts after the first. */
  readonly retries?: number;
  readonly firstDelayMs?: number;
  readonly longestDelayMs?: number;
  /** Calls under way at one time; the rest wait their turn. */
  readonly concurrency?: number;
  /** Calls that may wait their turn; more are refused. */
  readonly queue?: number;
  /** Failures in a row after which the system is left alone. */
  readonly failuresToOpen?: number;
  /** How long it is left alone before one call tries it again. */
  readonly restMs?: number;
}

export interface ClientPolicy {
  /**
   * Runs one call: waits for its turn, cuts it off in time, repeats it where that is safe and may help.
   * Throws what the task throws; SOURCE_UNAVAILABLE for a timeout, an open circuit, a full queue or an abort.
   */
  execute<T>(task: (signal: AbortSignal) => Promise<T>, call: PolicyCall): Promise<T>;
  /** Whether calls are let through now. */
  state(): 'CLOSED' | 'HALF_OPEN' | 'OPEN';
}

export interface PolicyCall {
  readonly signal: AbortSignal;
  readonly idempotent: boolean;
}

/** One policy per outside system: every client of that system shares it, so that they share its breaker and turns. */
export function createClientPolicy(source: string, log: Logger, options: PolicyOptions = {}): ClientPolicy {
  const { timeoutMs = 10_000, concurrency = 8, queue = 10_000 } = options;
  const breaker = createBreaker(source, log, options);
  const guarded = wrap(
    breaker,
    bulkhead(concurrency, queue),
    timeout(timeoutMs, { strategy: TimeoutStrategy.Cooperative, abortOnReturn: false }),
  );
  const safe = wrap(createRetry(true, source, log, options), guarded);
  const unsafe = wrap(createRetry(false, source, log, options), guarded);
  return {
    async execute(task, { signal, idempotent }) {
      // One signal ends all the calls of a round: each of them, waiting or under way, listens to it until it is done.
      setMaxListeners(0, signal);
      const attempt = ({ signal: timed }: { signal: AbortSignal }) =>
        task(timed).catch((error: unknown) => {
          throw timed.aborted && !signal.aborted ? sourceUnavailable(source, { reason: 'TIMEOUT' }, error) : error;
        });
      const run = (idempotent ? safe : unsafe).execute(attempt, signal);
      try {
        return await untilAborted(run, signal);
      } catch (error) {
        throw translate(source, error, signal);
      }
    },
    state: () => (breaker.state === CircuitState.Closed ? 'CLOSED' : breaker.state === CircuitState.Open ? 'OPEN' : 'HALF_OPEN'), // prettier-ignore
  };
}

function createBreaker(source: string, log: Logger, { failuresToOpen = 5, restMs = 10_000 }: PolicyOptions) {
  // A refusal shows that the system is alive, and an abort is ours: neither counts. 429 is the system's own throttle.
  const counts = handleWhen((error) => {
    const failure = failureOf(error);
    return failure !== undefined && failure.reason !== 'ABORTED' && failure.status !== 429;
  });
  const breaker = circuitBreaker(counts, {
    breaker: new ConsecutiveBreaker(failuresToOpen),
    halfOpenAfter: restMs,
  });
  // Said once for an outage, however often it is tried in vain meanwhile.
  let isAlone = false;
  breaker.onBreak(() => {
    if (!isAlone) log.warn({ source, restMs }, 'outside system fails repeatedly; leaving it alone');
    isAlone = true;
  });
  breaker.onReset(() => {
    isAlone = false;
    log.info({ source }, 'outside system answers again');
  });
  return breaker;
}

function createRetry(idempotent: boolean, source: string, log: Logger, options: PolicyOptions) {
  const { retries = 4, firstDelayMs = 200, longestDelayMs = 10_000 } = options;
  const policy = retry(
    handleWhen((error) => shouldRetry(error, { idempotent })),
    {
      maxAttempts: retries,
      backoff: atLeastRetryAfter(new ExponentialBackoff({ initialDelay: firstDelayMs, maxDelay: longestDelayMs })),
    },
  );
  policy.onRetry(({ attempt, delay }) => log.debug({ source, attempt, delayMs: delay }, 'trying again'));
  // The backoff of a call that was taken back must not hold the process; `untilAborted` holds it for the others.
  return policy.dangerouslyUnref();
}

type Backoff = IBackoffFactory<IRetryBackoffContext<unknown>>;

/** Exponential backoff with decorrelated jitter, but never sooner than the system asked for. */
function atLeastRetryAfter(inner: IBackoffFactory<unknown>): Backoff {
  const step = (factory: IBackoffFactory<unknown>, context: IRetryBackoffContext<unknown>): IBackoff<IRetryBackoffContext<unknown>> => {
    const backoff = factory.next(context);
    const asked = 'error' in context.result ? (failureOf(context.result.error)?.retryAfterMs ?? 0) : 0;
    return { duration: Math.max(backoff.duration, asked), next: (later) => step(backoff, later) };
  }; // prettier-ignore
  return { next: (context) => step(inner, context) };
}

/** Ends the wait when the caller leaves, also in the middle of a backoff, which the retry itself would sleep through. */
async function untilAborted<T>(run: Promise<T>, signal: AbortSignal): Promise<T> {
  const awake = setInterval(() => undefined, 60_000);
  let leave = (): void => undefined;
  const left = new Promise<never>((_, reject) => {
    leave = () => reject(new Error('aborted'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([run, left]);
  } finally {
    clearInterval(awake);
    signal.removeEventListener('abort', leave);
  }
}

function translate(source: string, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return sourceUnavailable(source, { reason: 'ABORTED' }, error);
  if (isBrokenCircuitError(error)) return sourceUnavailable(source, { reason: 'CIRCUIT_OPEN' }, error);
  if (error instanceof BulkheadRejectedError) return sourceUnavailable(source, { reason: 'QUEUE_FULL' }, error);
  if (isTaskCancelledError(error)) return sourceUnavailable(source, { reason: 'TIMEOUT' }, error);
  return error;
}
