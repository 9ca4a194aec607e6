import { Pool, type Dispatcher } from 'undici';
import { HubError } from '../domain/errors';
import { sourceUnavailable } from './source-failure';
import type { StopSignal } from './stop-signal';

/** What an address answered. */
export interface Posted {
  readonly status: number;
  readonly body: Buffer;
}

/** Connections kept open to one address that takes JSON by POST, for callers who ask it thousands of times a second. */
export interface PostPool {
  /**
   * Posts a JSON text; `headers` are names and values in turn. Retries nothing. Throws SOURCE_UNAVAILABLE when no whole
   * answer comes, SOURCE_MALFORMED when it is too large, and the signal's reason when that ended it.
   */
  post(body: string, headers: readonly string[], signal?: StopSignal): Promise<Posted>;
  /** Lets what is under way finish. */
  close(): Promise<void>;
}

export interface PostPoolOptions {
  /** Names the address in errors. */
  readonly source: string;
  readonly url: string;
  /** How many requests may be under way at once; others wait. */
  readonly connections?: number;
  /** Milliseconds until the first byte of an answer, and between two parts of it. */
  readonly timeoutMs?: number;
  /** Bytes. */
  readonly largestAnswer?: number;
}

const CONNECTIONS = 64;
const TIMEOUT = 30_000; // 30 seconds
const LARGEST_ANSWER = 64 * 1024 * 1024; // 64 MiB
const KEEP_ALIVE = 60_000; // 60 seconds, less than the 65 that our own servers keep a connection

const JSON_BOTH_WAYS = [
  'content-type',
  'application/json',
  'accept',
  'application/graphql-response+json, application/json',
];

/** Opens a pool; connections are made when they are needed. */
export function createPostPool({ source, url, ...options }: PostPoolOptions): PostPool {
  const { origin, pathname, search } = new URL(url);
  const { connections = CONNECTIONS, timeoutMs = TIMEOUT, largestAnswer = LARGEST_ANSWER } = options;
  const pool = new Pool(origin, {
    ...{ connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, keepAliveTimeout: KEEP_ALIVE },
  });
  let closing: Promise<void> | undefined;
  const request = { origin, path: pathname + search, method: 'POST' } as const;
  return {
    post: (body, headers, signal) =>
      new Promise((resolve, reject) => {
        const exchange = new Exchange({ source, largestAnswer, signal, resolve, reject });
        if (signal?.reason) return reject(signal.reason);
        pool.dispatch({ body, headers: [...JSON_BOTH_WAYS, ...headers], ...request }, exchange);
      }),
    close: () => (closing ??= pool.close()),
  };
}

interface ExchangeOptions {
  readonly source: string;
  readonly largestAnswer: number;
  readonly signal: StopSignal | undefined;
  readonly resolve: (posted: Posted) => void;
  readonly reject: (error: unknown) => void;
}

/** One request and its answer, without the streams that undici's other methods make for each. */
class Exchange implements Dispatcher.DispatchHandler {
  readonly #options: ExchangeOptions;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #unwatch = (): void => undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const { signal } = this.#options;
    if (!signal) return;
    const abort = (): void => void (signal.reason && controller.abort(signal.reason));
    if (signal.reason) return abort();
    this.#unwatch = signal.onStop(abort);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { source, largestAnswer } = this.#options;
    this.#bytes += chunk.length;
    if (this.#bytes > largestAnswer) {
      const message = `${source} answers with more than ${largestAnswer} bytes`;
      controller.abort(new HubError('SOURCE_MALFORMED', message, { source }));
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#unwatch();
    const [only] = this.#chunks;
    const body = only !== undefined && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks);
    this.#options.resolve({ status: this.#status, body });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#unwatch();
    const { source, signal, reject } = this.#options;
    if (error instanceof HubError || error === signal?.reason) return reject(error);
    reject(sourceUnavailable(source, { reason: 'BROKEN_OFF' }, error));
  }
}
