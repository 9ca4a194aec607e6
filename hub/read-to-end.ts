import type { Call, PullConnector, Pulled, SourceCursor } from '../platform/connect/port';

/** A connector that knows whether its system has been read to its end. */
export interface ReadToEnd<Payload> {
  readonly connector: PullConnector<Payload>;
  /**
   * Does what must not be done on half of what the system has to tell: between two pulls, and only when the last one
   * came to its end. Null when it did not.
   */
  betweenPulls<Result>(work: () => Promise<Result>): Promise<Result | null>;
}

/**
 * Watches the pulls of a connector. A first pull brings years, and one after an outage days: whoever bills an encounter
 * in the middle of it bills those of its charges that have come so far.
 */
export function createReadToEnd<Payload>(inner: PullConnector<Payload>): ReadToEnd<Payload> {
  let last: Promise<unknown> = Promise.resolve();
  let isAtEnd = false;

  /** Waits for its turn; what it gives ends the turn. */
  async function turn(): Promise<() => void> {
    let end = (): void => undefined;
    const before = last;
    last = new Promise<void>((resolve) => (end = resolve));
    await before;
    return end;
  }

  async function* pull(cursor: SourceCursor | null, call: Call): AsyncGenerator<Pulled<Payload>> {
    const end = await turn();
    try {
      isAtEnd = false;
      yield* inner.pull(cursor, call);
      isAtEnd = true;
    } finally {
      end();
    }
  }

  return {
    connector: { source: inner.source, pull, ...(inner.reread && { reread: inner.reread.bind(inner) }) },
    async betweenPulls(work) {
      const end = await turn();
      try {
        return isAtEnd ? await work() : null;
      } finally {
        end();
      }
    },
  };
}
