import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HubError } from '../platform/domain/errors';
import { toGraphQLError } from '../platform/domain/graphql-errors';

/** Longest that requests under way may take to end once the gateway shuts down: containers are given 10 seconds. */
export const DRAIN_TIMEOUT = 8_000; // 8 seconds

/** Knows what is under way on one port, and lets it end. */
export interface Drain {
  /** Aborted once it has begun. */
  readonly closing: AbortSignal;
  /** Lets requests through until it has begun; from then on health alone, and 503 for the rest. */
  guard(handle: RequestListener): RequestListener;
  /** Begins. Resolves when all that was under way has ended, or its time is up. */
  begin(): Promise<void>;
}

const REFUSAL = JSON.stringify({
  errors: [toGraphQLError(new HubError('SOURCE_UNAVAILABLE', 'the gateway shuts down: ask again')).toJSON()],
});

/** See `Drain`. */
export function createDrain(timeoutMs = DRAIN_TIMEOUT): Drain {
  const closing = new AbortController();
  const underWay = new UnderWay();
  let onIdle = (): void => {};
  const watch = (response: ServerResponse): void => {
    const ended = underWay.add(response);
    response.once('close', () => {
      ended();
      if (underWay.size === 0) onIdle();
    });
  };
  return {
    closing: closing.signal,
    guard: (handle) => (request, response) => {
      if (closing.signal.aborted) closeAfter(response);
      if (closing.signal.aborted && !isHealth(request)) return refuse(response);
      watch(response);
      handle(request, response);
    },
    async begin() {
      closing.abort();
      for (const response of underWay.all()) closeAfter(response);
      if (underWay.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
        timer = setTimeout(resolve, timeoutMs);
      });
      clearTimeout(timer);
    },
  };
}

/**
 * Responses under way. Not a Set: V8 has each table that a set outgrows point to the next one, so what stood in any of
 * them stays in memory until the next full collection.
 */
class UnderWay {
  readonly #entries: { readonly response: ServerResponse; at: number }[] = [];

  get size(): number {
    return this.#entries.length;
  }

  all(): readonly ServerResponse[] {
    return this.#entries.map(({ response }) => response);
  }

  /** Returns what to call when it has ended. */
  add(response: ServerResponse): () => void {
    const entry = { response, at: this.#entries.length };
    this.#entries.push(entry);
    return () => {
      const last = this.#entries.pop();
      if (!last || last === entry) return;
      this.#entries[entry.at] = last;
      last.at = entry.at;
    };
  }
}

const isHealth = ({ url = '' }: IncomingMessage): boolean => url.startsWith('/health/');

/** Tells the client to send no other request on the connection; HTTP/2 has its own way. */
function closeAfter(response: ServerResponse): void {
  if (!response.headersSent && response.req.httpVersionMajor === 1) response.setHeader('connection', 'close');
}

function refuse(response: ServerResponse): void {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'retry-after': '1',
  };
  response.writeHead(503, headers).end(REFUSAL);
}
