import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { HubError } from '../../domain/errors';
import { formatThrown } from '../../domain/graphql-errors';
import { logInternal } from '../../telemetry/log-internal';
import type { VerifiedCall } from './call-verifier';
import type { SubgraphServerOptions } from './subgraph-server';

const eventsBody = z.object({
  /** AUTHORIZE: whether the viewer may watch this now. SUBSCRIBE: that, and then the events. */
  ask: z.enum(['AUTHORIZE', 'SUBSCRIBE']),
  /** Name of the field on Subscription. */
  field: z.string(),
  args: z.record(z.string(), z.unknown()),
});

/** What a gateway asks of the events of a subgraph, as the body of a signed call. */
export type EventsBody = z.input<typeof eventsBody>;

/** One line of the stream: an event; why there are no more; or nothing, so that proxies keep the connection. */
export type EventLine =
  { readonly event: unknown } | { readonly errors: readonly object[] } | { readonly end: 'DONE' | 'STOPPING' };

const KEEP_ALIVE = 12_000; // 12 seconds between empty lines

/** Answers a gateway's questions about events, and streams them as JSON lines. */
export interface EventsAnswering {
  answer(verified: VerifiedCall, response: ServerResponse): Promise<void>;
  /** Ends the open streams, each with word that the gateway may open it elsewhere. */
  stop(): void;
}

/** See `EventsAnswering`. */
export function createEventsAnswering({ subgraph, log }: SubgraphServerOptions): EventsAnswering {
  const open = new Set<EventStream>();
  return {
    async answer({ call, body }, response) {
      const { ask, field, args } = parsed(body);
      const source = subgraph.subscriptions[field];
      if (!source) throw new HubError('BAD_INPUT', `there are no events for Subscription.${field} here`);
      const refused = await refusalOf(() => source.authorize(args, call.viewer));
      if (refused || ask === 'AUTHORIZE') {
        if (refused) logInternal(log, [refused.error], call.correlationId);
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
        response.end(JSON.stringify(refused ? { errors: [formatThrown(refused.error)] } : { authorized: true }));
        return;
      }
      const stream = new EventStream(source.subscribe(args, call.viewer), response);
      open.add(stream);
      const failed = await stream.run();
      open.delete(stream);
      if (failed) logInternal(log, [failed.error], call.correlationId);
    },
    stop() {
      for (const stream of open) stream.stop();
    },
  };
}

async function refusalOf(work: () => Promise<void>): Promise<{ readonly error: unknown } | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return { error };
  }
}

/** Writes events one by one: the next is fetched when the one before it was taken off this process's hands. */
class EventStream {
  readonly #events: AsyncIterableIterator<unknown>;
  readonly #response: ServerResponse;
  #isStopping = false;

  constructor(events: AsyncIterableIterator<unknown>, response: ServerResponse) {
    this.#events = events;
    this.#response = response;
  }

  /** Resolves when the stream has ended and all of it is released; with the throw that ended it, if one did. */
  async run(): Promise<{ readonly error: unknown } | null> {
    const response = this.#response;
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.flushHeaders();
    const leave = (): void => void this.#events.return?.();
    response.once('close', leave);
    if (response.destroyed) leave();
    const keepAlive = setInterval(() => response.write('\n'), KEEP_ALIVE);
    try {
      for await (const event of this.#events) if (!(await this.#write({ event }))) return null;
      await this.#write({ end: this.#isStopping ? 'STOPPING' : 'DONE' });
      return null;
    } catch (error) {
      await this.#write({ errors: [formatThrown(error)] });
      return { error };
    } finally {
      clearInterval(keepAlive);
      response.off('close', leave);
      response.end();
    }
  }

  stop(): void {
    this.#isStopping = true;
    void this.#events.return?.();
  }

  /** False when the gateway is gone. */
  async #write(line: EventLine): Promise<boolean> {
    const response = this.#response;
    if (response.destroyed) return false;
    if (response.write(`${JSON.stringify(line)}\n`)) return true;
    const ended = new AbortController();
    const { signal } = ended;
    const drained = once(response, 'drain', { signal }).then(() => true);
    const closed = once(response, 'close', { signal }).then(() => false);
    try {
      return await Promise.race([drained, closed]);
    } catch {
      return false;
    } finally {
      ended.abort();
      await Promise.allSettled([drained, closed]);
    }
  }
}

function parsed(body: Buffer): z.output<typeof eventsBody> {
  try {
    return eventsBody.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'the body of the call does not ask for events', { cause });
  }
}
