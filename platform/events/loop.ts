import type { Logger } from '../telemetry/logger';
import { toHubError } from '../domain/errors';

/** Work that runs now and then in the background. */
export interface Loop<T> {
  /** Runs the work now, after a run under way, and passes its result or failure on. */
  runOnce(): Promise<T>;
  start(): void;
  /** Runs the work soon, also while it is running: then once more. */
  nudge(): void;
  /** Ends it; resolves when the work under way is done. */
  stop(): Promise<void>;
}

export interface LoopOptions<T> {
  /** The work; it looks at `signal` where it waits. */
  readonly work: (signal: AbortSignal) => Promise<T>;
  /** Milliseconds between two runs without a nudge. */
  readonly interval: number;
  /** Milliseconds to wait after the first failure; doubled for each further one, up to 30 seconds. */
  readonly retryAfter?: number;
  readonly log: Logger;
}

const LONGEST_WAIT = 30_000; // 30 seconds

/** One run at a time; a failure is logged and the work runs again later. */
export function createLoop<T>({ work, interval, retryAfter = 500, log }: LoopOptions<T>): Loop<T> {
  let stopping: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let isNudged = false;
  let wake: () => void = () => undefined;
  let last: Promise<unknown> = Promise.resolve();

  function exclusively(signal: AbortSignal): Promise<T> {
    const result = last.then(() => work(signal));
    last = result.catch(() => undefined);
    return result;
  }

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      isNudged = false;
      try {
        await exclusively(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: describeError(error), failures }, 'background work failed and will be tried again');
      }
      const wait = failures === 0 ? interval : Math.min(retryAfter * 2 ** (failures - 1), LONGEST_WAIT);
      if (!signal.aborted && (failures > 0 || !isNudged)) await pause(wait);
    }
  }

  return {
    runOnce: () => exclusively(stopping?.signal ?? new AbortController().signal),
    start() {
      if (stopping !== null) return;
      stopping = new AbortController();
      running = run(stopping.signal);
    },
    nudge() {
      isNudged = true;
      wake();
    },
    async stop() {
      stopping?.abort();
      wake();
      await running;
      stopping = null;
    },
  };
}

/** What may be logged of an error: code and our own message; never the text of an unknown error, which may hold PHI. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  const { code, message, cause } = toHubError(error);
  const name = code === 'INTERNAL' && cause instanceof Error ? ` (${cause.name})` : '';
  return { code, message: `${message}${name}` };
}
