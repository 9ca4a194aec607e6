import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { HubError } from '../../domain/errors';
import { formatThrown } from '../../domain/graphql-errors';
import type { Clock } from '../../domain/instant';
import { closeServer, KEEP_ALIVE_TIMEOUT, listen, type Listening } from '../../http/listen';
import { statusOf } from '../../http/status-of';
import { logInternal } from '../../telemetry/log-internal';
import type { Logger } from '../../telemetry/logger';
import type { Tracing } from '../../telemetry/span';
import type { AuditWriter } from '../audit/audit-writer';
import type { Subgraph } from '../subgraph';
import { createEventsAnswering } from './answer-events';
import { createFetchAnswering } from './answer-fetch';
import { CALL_HEADER } from './call-claims';
import { createCallVerifier, type VerifiedCall } from './call-verifier';
import type { VerifyingKeys } from './hub-key';
import { readBody } from './read-body';

/** Where a subgraph answers its gateway. */
export const SUBGRAPH_PATH = '/graphql';

/** Where it tells of its events, as JSON lines. */
export const EVENTS_PATH = `${SUBGRAPH_PATH}/events`;

const REQUEST_TIMEOUT = 30_000; // 30 seconds for a gateway to send its request
const LARGEST_HEADERS = 64 * 1024; // bytes: a viewer of many facilities has a long statement

/** What a subgraph is served with. */
export interface SubgraphServerOptions {
  readonly subgraph: Subgraph;
  /** Public keys of the gateways. */
  readonly keys: VerifyingKeys;
  /** The subgraph's own chain: what an answer tells of people is on record before it leaves. */
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where spans are recorded; without it, nowhere. */
  readonly tracing?: Tracing | undefined;
  /** Rejects while something that requests need is away, such as the store. */
  readonly readiness?: () => Promise<void>;
}

/** One subgraph on a port of its own, for gateways elsewhere. */
export interface SubgraphServer {
  /** Opens the port; 0 takes a free one. Throws BAD_INPUT for one that cannot be opened. */
  start(port: number, host?: string): Promise<Listening>;
  /** Is not ready any more, ends streams, lets requests under way finish for 2 seconds, and closes the port. */
  stop(): Promise<void>;
}

type Answer = (verified: VerifiedCall, response: ServerResponse) => Promise<void>;

/** Serves any subgraph by HTTP; whoever asks past the gateway is refused. */
export function createSubgraphServer(options: SubgraphServerOptions): SubgraphServer {
  const { subgraph, keys, clock, log, readiness } = options;
  const verifier = createCallVerifier({ keys, audience: subgraph.name, clock });
  const events = createEventsAnswering(options);
  const answers: Readonly<Record<string, Answer | undefined>> = {
    [SUBGRAPH_PATH]: createFetchAnswering(options),
    [EVENTS_PATH]: (verified, response) => events.answer(verified, response),
  };
  let isReady = false;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://subgraph').pathname;
    if (path === '/health/live') return answerJson(response, 200, { status: 'live' });
    if (path === '/health/ready') {
      if (!isReady) throw new HubError('SOURCE_UNAVAILABLE', 'the subgraph is starting or stopping');
      await readiness?.();
      return answerJson(response, 200, { status: 'ready' });
    }
    const answer = answers[path];
    if (!answer) throw new HubError('NOT_FOUND', 'there is nothing at this address');
    if (request.method !== 'POST') throw new HubError('BAD_INPUT', 'send a POST');
    await answer(await verifier.verify(request.headersDistinct[CALL_HEADER], () => readBody(request)), response);
  };
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_TIMEOUT, requestTimeout: REQUEST_TIMEOUT, maxHeaderSize: LARGEST_HEADERS },
    (request, response) => {
      handle(request, response).catch((error: unknown) => refuse(error, { request, response, log }));
    },
  );
  return {
    async start(port, host = '127.0.0.1') {
      const listening = await listen(server, port, host);
      isReady = true;
      return listening;
    },
    async stop() {
      isReady = false;
      events.stop();
      await closeServer(server);
    },
  };
}

function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** What ends a request before it runs. */
function refuse(
  error: unknown,
  { request, response, log }: { request: IncomingMessage; response: ServerResponse; log: Logger },
): void {
  const formatted = formatThrown(error);
  const code = formatted.extensions?.['code'];
  logInternal(log, [error], 'subgraph');
  log.warn({ code, why: formatted.message }, 'a call was refused');
  if (response.destroyed || response.headersSent) return void response.destroy();
  // What is still on its way is passed over, so that the caller gets to read the answer.
  request.resume();
  answerJson(response, statusOf(code), { errors: [formatted] });
}
