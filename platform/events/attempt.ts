import { setTimeout } from 'node:timers/promises';

/** How a piece of work failed: its last error and how often it was tried. */
export interface Attempt {
  readonly error: unknown;
  readonly attempts: number;
}

export interface AttemptOptions {
  readonly attempts: number;
  /** Milliseconds before the second try; doubled before each further one. */
  readonly retryAfter: number;
  /** Ends the waiting: the work is not tried again. */
  readonly signal?: AbortSignal;
}

/** Tries until it goes well (null) or all tries are used up. */
export async function attempt(work: () => Promise<void>, options: AttemptOptions): Promise<Attempt | null> {
  const { attempts, retryAfter, signal } = options;
  for (let tried = 1; ; tried += 1) {
    const failure = await failureOf(work);
    if (failure === null) return null;
    const failed = { error: failure.error, attempts: tried };
    if (tried >= attempts) return failed;
    const wait = retryAfter * 2 ** (tried - 1);
    await setTimeout(wait, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    if (signal?.aborted === true) return failed;
  }
}

async function failureOf(work: () => Promise<void>): Promise<{ readonly error: unknown } | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return { error };
  }
}
