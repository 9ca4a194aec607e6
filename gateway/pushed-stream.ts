import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '../platform/access/viewer';
import { formatThrown } from '../platform/domain/graphql-errors';
import { millisecondsOf, type Clock } from '../platform/domain/instant';

/** The answer to one event. */
export interface AnsweredEvent {
  readonly result: FormattedExecutionResult;
  /** What `after` takes to go on behind it; null where its viewer may not know, or nothing takes it. */
  readonly cursor: string | null;
}

/** A stream of answers, one for each event, each under the rights that the viewer has at that moment. */
export interface PushedStreamOptions {
  readonly source: AsyncIterator<unknown>;
  /** Looks the viewer's rights up again. Throws when they have ended. */
  readonly identify: () => Promise<Viewer>;
  /** Answers one event. Throws when the stream must end. */
  readonly answer: (event: unknown, viewer: Viewer) => Promise<AnsweredEvent>;
  /** The cursor that the source goes on behind. */
  readonly after: string | null;
  /** Calls back whenever rights may have ended; returns how to stop that. */
  readonly onRightsChanged: (callback: () => void) => () => void;
  readonly clock: Clock;
  readonly onClosed: () => void;
}

/** Answers as their client takes them. */
export interface PushedStream extends AsyncIterableIterator<FormattedExecutionResult> {
  /** What `after` takes to go on behind the answers that were given so far; null where that cannot be told. */
  cursor(): string | null;
}

type Wake = 'RIGHTS_CHANGED' | { readonly event: IteratorResult<unknown> } | { readonly thrown: unknown };

const LONGEST_TIMER = 2_147_483_647; // 24.8 days in milliseconds, the most that a timer takes
const SHORTEST_TIMER = 1_000; // 1 second: a token is honoured a little past its end
const DONE = { done: true, value: undefined } as const;

/**
 * Turns a source's events into answers. Nothing is fetched from the source before the last answer was taken, so a slow
 * client holds one answer and no more. When rights end, with or without an event, the last answer says why.
 * Not an async generator: its `return` would wait behind a pending `next`, and the source would stay open.
 */
export function pushedStream(options: PushedStreamOptions): PushedStream {
  const stream = new Stream(options);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => stream.next(),
    return: () => stream.close(),
    throw: () => stream.close(),
    cursor: () => stream.cursor,
  };
}

class Stream {
  cursor: string | null;
  private pending: Promise<IteratorResult<unknown>> | undefined;
  private waiting: ((wake: Wake) => void) | undefined;
  private rightsChanged = true;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly unwatch: () => void;

  constructor(private readonly options: PushedStreamOptions) {
    this.cursor = options.after;
    this.unwatch = options.onRightsChanged(() => this.interrupt());
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult>> {
    try {
      while (!this.closed) {
        const wake = await this.waitForWake();
        if (this.closed) break;
        if (wake !== 'RIGHTS_CHANGED' && 'thrown' in wake) throw wake.thrown;
        if (wake !== 'RIGHTS_CHANGED' && wake.event.done) break;
        const viewer = await this.options.identify();
        this.watchEnd(viewer);
        if (wake === 'RIGHTS_CHANGED') continue;
        const { result, cursor } = await this.options.answer(wake.event.value, viewer);
        this.cursor = cursor ?? this.cursor;
        return { done: false, value: result };
      }
      return await this.close();
    } catch (error) {
      await this.close();
      return { done: false, value: { errors: [formatThrown(error)] } };
    }
  }

  async close(): Promise<{ readonly done: true; readonly value: undefined }> {
    if (this.closed) return DONE;
    this.closed = true;
    clearTimeout(this.timer);
    this.unwatch();
    this.options.onClosed();
    this.interrupt();
    await this.options.source.return?.()?.catch(() => {}); // over either way
    return DONE;
  }

  /** The next event, or word that rights may have ended, whichever comes first. */
  private waitForWake(): Promise<Wake> {
    if (this.rightsChanged) {
      this.rightsChanged = false;
      return Promise.resolve('RIGHTS_CHANGED');
    }
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.pending ??= this.options.source.next();
      this.pending.then(
        (event) => this.settle(resolve, { event }),
        (thrown: unknown) => this.settle(resolve, { thrown }),
      );
    });
  }

  /** An event that comes while rights are looked up stays pending, for the next wait. */
  private settle(resolve: (wake: Wake) => void, wake: Wake): void {
    if (this.waiting !== resolve) return;
    this.waiting = undefined;
    this.pending = undefined;
    resolve(wake);
  }

  private interrupt(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting('RIGHTS_CHANGED');
    else this.rightsChanged = true;
  }

  private watchEnd({ expiresAt }: Viewer): void {
    clearTimeout(this.timer);
    if (expiresAt === undefined) return;
    const left = millisecondsOf(expiresAt) - millisecondsOf(this.options.clock());
    this.timer = setTimeout(() => this.interrupt(), Math.min(Math.max(left, SHORTEST_TIMER), LONGEST_TIMER));
    this.timer.unref();
  }
}
