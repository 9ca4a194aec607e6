import { join } from 'node:path';
import type { Logger } from '../platform/telemetry/logger';
import { createJobWorker } from '../platform/threads/job-worker';
import type { Composition, Part } from './compose-parts';

export interface ComposerOptions {
  readonly log: Logger;
  /** Longest that one composition may take before its worker is ended. */
  readonly timeoutMs?: number;
  /** Compositions that may wait; one more is refused. */
  readonly queueLimit?: number;
  /** How long the worker is kept without work. */
  readonly idleMs?: number;
}

/** Composes in a worker thread, one set at a time, in the order asked. */
export interface Composer {
  /** Throws SOURCE_UNAVAILABLE when too many wait or it takes too long, INTERNAL when the worker dies twice of it. */
  compose(parts: readonly Part[]): Promise<Composition>;
  /** Refuses what waits and ends the worker. */
  close(): Promise<void>;
}

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';

/** A composer whose worker starts with the first composition and ends when idle. */
export function createComposer(options: ComposerOptions): Composer {
  const { log, timeoutMs = 30_000 /* 30 seconds */, queueLimit = 8, idleMs = 10_000 /* 10 seconds */ } = options;
  const worker = createJobWorker<readonly Part[], Composition>({
    what: 'composition',
    workerFile: join(__dirname, `compose-worker${EXTENSION}`),
    ...{ log, timeoutMs, queueLimit, idleMs },
  });
  return { compose: (parts) => worker.run(parts), close: () => worker.close() };
}
