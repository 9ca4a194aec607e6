import { toHubError, type ErrorCode } from '../domain/errors';
import { newId } from '../domain/ids';
import { createLoop } from '../events/loop';
import { silentLogger, type Logger } from '../telemetry/logger';
import type { Cursors } from './cursors';
import { addCounts, createIntake, NOTHING_TAKEN, type IntakeCounts, type IntakeOptions } from './intake';
import type { PullConnector } from './port';

export interface PullLoopOptions<Payload> extends Omit<IntakeOptions<Payload>, 'system'> {
  readonly connector: PullConnector<Payload>;
  readonly cursors: Cursors;
  /** Milliseconds between two pulls; 1 second unless told. */
  readonly intervalMs?: number;
  readonly log: Logger;
}

/** Brings the facts of one outside system in, again and again. */
export interface PullLoop {
  /** Pulls until the source has nothing newer. Throws what the connector or the recorder throws. */
  runOnce(): Promise<IntakeCounts>;
  start(): void;
  /** Pulls soon. */
  nudge(): void;
  /** Ends the pull under way between two batches; resolves when it has ended. */
  stop(): Promise<void>;
}

/**
 * A batch is received into the inbox, recorded and settled before the cursor moves past it, so a crash anywhere only
 * makes it come again. An outage is waited out with growing pauses of up to 30 seconds and logged when it begins and
 * when it ends, not in between.
 */
export function createPullLoop<Payload>(options: PullLoopOptions<Payload>): PullLoop {
  const { connector, intervalMs = 1_000 } = options;
  const log = options.log.child({ source: connector.source });
  const intake = createIntake({ ...options, system: connector.source });
  const reread = connector.reread?.bind(connector);
  let failing: ErrorCode | null = null;
  let hasWaiting = false;
  let isInterrupted = true; // what was under way when the process last ended is unknown

  async function pullAll(signal: AbortSignal): Promise<IntakeCounts> {
    const correlationId = newId();
    const again = isInterrupted && !reread;
    let counts = NOTHING_TAKEN;
    if (reread && (isInterrupted || hasWaiting)) counts = await intake.resume(reread);
    const cursor = await options.cursors.get(connector.source);
    for await (const { messages, next } of connector.pull(cursor, { signal, correlationId })) {
      counts = addCounts(counts, await intake.take(messages, { correlationId, again }));
      await options.cursors.set(connector.source, next);
      if (signal.aborted) break;
    }
    return counts;
  }

  async function work(signal: AbortSignal): Promise<IntakeCounts> {
    try {
      const counts = await pullAll(signal);
      hasWaiting = counts.waiting > 0;
      isInterrupted = false;
      report(counts);
      return counts;
    } catch (error) {
      isInterrupted = true;
      complain(error, signal);
      throw error;
    }
  }

  function report(counts: IntakeCounts): void {
    if (failing !== null) log.info({ counts }, 'facts come in again');
    else if (counts.accepted + counts.setAside > 0) log.debug({ counts }, 'facts came in');
    failing = null;
  }

  function complain(error: unknown, signal: AbortSignal): void {
    const { code, message } = toHubError(error);
    if (signal.aborted || failing === code) return;
    failing = code;
    log.warn({ code, reason: code === 'INTERNAL' ? undefined : message }, 'facts cannot be brought in; trying on');
  }

  // The loop's own line per failure is left out: `complain` says it once.
  return createLoop({ work, interval: intervalMs, log: silentLogger });
}
