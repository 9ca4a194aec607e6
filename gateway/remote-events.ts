import { setTimeout as pause } from 'node:timers/promises';
import type { GraphQLFormattedError } from 'graphql';
import type { AuditedCall } from '../platform/access/audit/audited-call';
import type { EventLine, EventsBody } from '../platform/access/remote/answer-events';
import type { SubscriptionSource } from '../platform/access/subgraph';
import { HubError, isHubError } from '../platform/domain/errors';
import { revivedError } from './signed-fetcher';
import { signedFetch, type SignedRemote } from './signed-fetch';

type Args = Readonly<Record<string, unknown>>;

const PAUSES = [100, 500, 1_000, 2_000, 4_000, 8_000]; // milliseconds before a broken stream is opened again

/** Whose events, for the viewer of which operation. */
export interface WatchedField {
  readonly field: string;
  readonly call: AuditedCall;
  readonly traceparent: string | null;
}

/** The events of one subscription field of a subgraph elsewhere, for the viewer of one operation. */
export function remoteSource(remote: SignedRemote, watched: WatchedField): SubscriptionSource {
  const events: SignedRemote = { ...remote, url: eventsUrlOf(remote.url) };
  const { field, call, traceparent } = watched;
  return {
    async authorize(args, viewer) {
      const body: EventsBody = { ask: 'AUTHORIZE', field, args };
      const response = await signedFetch(events, { call: { ...call, viewer }, traceparent, body });
      throwRefusalIn(await response.json());
    },
    subscribe: (args) => new RemoteEvents(events, { ...watched, args }),
  };
}

function eventsUrlOf(text: string): string {
  const url = new URL(text);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/events`;
  return url.href;
}

function throwRefusalIn(answer: unknown): void {
  const [error] = (answer as { readonly errors?: readonly GraphQLFormattedError[] }).errors ?? [];
  if (error) throw revivedError(error);
}

interface Watched extends WatchedField {
  readonly args: Args;
}

/**
 * Events as they are asked for: the stream is read no further than the event that was taken. One that breaks is opened
 * again behind the last event's `cursor`, or behind `after`; without either, its end is SOURCE_UNAVAILABLE, for events
 * could have been missed. Ending the iterator closes the connection, also while a `next` waits.
 */
class RemoteEvents implements AsyncIterableIterator<unknown> {
  readonly #remote: SignedRemote;
  readonly #watched: Watched;
  readonly #closed = new AbortController();
  #reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  #lines: AsyncIterator<string> | null = null;
  #args: Args;

  constructor(remote: SignedRemote, watched: Watched) {
    this.#remote = remote;
    this.#watched = watched;
    this.#args = watched.args;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<unknown, undefined>> {
    for (let tries = 0; ; tries += 1) {
      try {
        const event = await this.#nextEvent();
        return event === null ? this.return() : { done: false, value: event.value };
      } catch (error) {
        if (this.#closed.signal.aborted) return { done: true, value: undefined };
        this.#lines = null;
        const wait = PAUSES[tries];
        if (!isBreak(error) || wait === undefined || typeof this.#args['after'] !== 'string') throw error;
        await pause(wait, undefined, { signal: this.#closed.signal }).catch(() => undefined);
      }
    }
  }

  async return(): Promise<IteratorResult<unknown, undefined>> {
    this.#closed.abort();
    // A response that is being read no longer hears of the signal once its request has been collected.
    await this.#reader?.cancel().catch(() => undefined);
    return { done: true, value: undefined };
  }

  /** Null when the source has ended by itself. Throws SOURCE_UNAVAILABLE when the stream breaks. */
  async #nextEvent(): Promise<{ readonly value: unknown } | null> {
    this.#lines ??= await this.#open();
    const read = await this.#lines.next();
    if (read.done) throw this.#broken();
    const line = JSON.parse(read.value) as EventLine;
    throwRefusalIn(line);
    if ('event' in line) {
      const { cursor } = (line.event ?? {}) as { readonly cursor?: unknown };
      if (typeof cursor === 'string') this.#args = { ...this.#args, after: cursor };
      return { value: line.event };
    }
    if ('end' in line && line.end === 'DONE') return null;
    throw this.#broken();
  }

  async #open(): Promise<AsyncIterator<string>> {
    const { field, call, traceparent } = this.#watched;
    const body: EventsBody = { ask: 'SUBSCRIBE', field, args: this.#args };
    const response = await signedFetch(this.#remote, { call, body, traceparent, signal: this.#closed.signal });
    if (!/ndjson/.test(response.headers.get('content-type') ?? '')) throwRefusalIn(await response.json());
    if (!response.body) throw this.#broken();
    this.#reader = response.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
    return linesOf(this.#reader, () => this.#broken());
  }

  #broken(): HubError {
    const { name } = this.#remote;
    const message = `the events of the subgraph ${name} have broken off: subscribe again from the last cursor`;
    return new HubError('SOURCE_UNAVAILABLE', message, { source: name });
  }
}

const isBreak = (error: unknown): boolean => isHubError(error, 'SOURCE_UNAVAILABLE');

/** The lines of a stream that are not empty; a connection that fails throws what `broken` makes. */
async function* linesOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  broken: () => HubError,
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const end = text.indexOf('\n');
    if (end >= 0) {
      const line = text.slice(0, end);
      text = text.slice(end + 1);
      if (line !== '') yield line;
      continue;
    }
    const { done, value } = await reader.read().catch(() => {
      throw broken();
    });
    if (done) return;
    text += decoder.decode(value, { stream: true });
  }
}
