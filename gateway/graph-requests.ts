import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Viewer } from '../platform/access/viewer';
import { type HubError, toHubError } from '../platform/domain/errors';
import { toGraphQLError } from '../platform/domain/graphql-errors';
import { statusOf } from '../platform/http/status-of';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import type { ClientRequest } from './client-request';
import { isOwnGet } from './cross-site';
import type { Door } from './doors';
import { codesOf, refusedIn } from './errors';
import { beginExchange, send, type Exchange } from './exchange';
import { MalformedRequest } from './malformed-request';
import type { GatewayMetrics } from './metrics';
import type { Operations, Refused } from './operations';
import type { Caller } from './preparation';
import { readJson } from './request-body';
import type { Credentials, Identify } from './request-context';
import { dataHeaders } from './safe-headers';
import { answerByEvents } from './server-sent-events';

/** What requests to the graph are answered with. */
export interface GraphRequestsOptions {
  readonly operations: Operations;
  readonly identify: Identify;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Where spans are recorded; without it, nowhere. */
  readonly tracing?: Tracing | undefined;
  /** The gateway guards nothing: the subgraphs get the client's own `authorization`. */
  readonly unguarded: boolean;
  /** Milliseconds that a client may take for one event of a stream; 30,000 unless given. */
  readonly sendTimeoutMs?: number | undefined;
  /** Aborted when the gateway shuts down, so that streams end. */
  readonly closing: AbortSignal;
}

/** Answers one request at a door. */
export type GraphRequests = (request: IncomingMessage, response: ServerResponse, door: Door) => void;

/**
 * Serves GraphQL over HTTP, each request by one function: nothing is read of who does not say who they are, nothing is
 * looked at before it is measured, and nothing runs that is not prepared.
 */
export function createGraphRequests(options: GraphRequestsOptions): GraphRequests {
  const watching = { ...options, headers: dataHeaders() };
  return (request, response, door) => {
    const exchange = beginExchange({ request, response, door }, watching);
    answer(exchange, options).catch((thrown: unknown) => refuseThrown(exchange, thrown, options));
  };
}

async function answer(exchange: Exchange, options: GraphRequestsOptions): Promise<void> {
  const { request, accepted, outcome } = exchange;
  const { operations, identify } = options;
  checkForm(exchange);
  exchange.viewer = await identify(credentialsOf(request), exchange.contract);
  const sent = request.method === 'GET' ? inTarget(request.url ?? '') : inBody(await readJson(request));
  exchange.isByEvents = accepted.best === 'text/event-stream';
  const prepared = await operations.prepare(sent, callerOf(exchange, options));
  if ('errors' in prepared) return refuse(exchange, prepared);
  outcome.type = prepared.type;
  if (prepared.type === 'mutation' && request.method === 'GET') {
    throw new MalformedRequest('a GET may only ask: send a mutation by POST', 405);
  }
  if (prepared.type === 'subscription' && !accepted.takesEvents) {
    throw new MalformedRequest('a subscription needs a stream: accept text/event-stream, or ask by a WebSocket');
  }
  if (exchange.isByEvents || prepared.type === 'subscription') {
    exchange.isByEvents = true;
    const toStream = { ...prepared, caller: callerOf(exchange, options) };
    const { closing, sendTimeoutMs } = options;
    const refused = await answerByEvents(exchange, { prepared: toStream, operations, closing, sendTimeoutMs });
    return refused && refuse(exchange, refused);
  }
  const result = await operations.answer(prepared);
  outcome.codes = codesOf(result.errors);
  outcome.refused = refusedIn(result.errors);
  // Without data it is a request error, with the status of its code.
  const status = result.errors && !('data' in result) ? statusOf(outcome.codes[0]) : 200;
  send(exchange, status, result);
}

/** What can be told from the head alone. */
function checkForm({ request, accepted }: Exchange): void {
  const { method, headers } = request;
  if (method !== 'GET' && method !== 'POST') throw new MalformedRequest('send a GET or a POST', 405);
  if (accepted.best === null || (method === 'GET' && accepted.best === 'text/event-stream')) {
    const offered = 'application/graphql-response+json or application/json, and to a POST text/event-stream';
    throw new MalformedRequest(`answers are ${offered}: accept one of them`, 406);
  }
  if (method === 'GET' && !isOwnGet(headers)) {
    const how = 'authorization: Bearer, apollo-require-preflight, or accept: application/graphql-response+json';
    throw new MalformedRequest(`a page of another site could have sent this: send it with ${how}`);
  }
}

const inBody = (body: unknown): ClientRequest => {
  if (body === undefined) throw new MalformedRequest('a request must have a query');
  if (typeof body === 'object' && body !== null) return body;
  throw new MalformedRequest('the body of the request must be an object');
};

/** URLs end in logs of others, so a GET carries no variables. */
function inTarget(target: string): ClientRequest {
  const { searchParams: given } = new URL(target, 'http://hub');
  if (given.has('variables')) throw new MalformedRequest('a GET must not carry variables: use POST');
  const request = Object.fromEntries(given);
  const { extensions } = request;
  if (extensions === undefined) return request;
  try {
    return { ...request, extensions: JSON.parse(extensions) as unknown };
  } catch {
    throw new MalformedRequest('extensions must be JSON');
  }
}

const credentialsOf = ({ headers }: IncomingMessage): Credentials => ({
  authorization: headers.authorization,
  purposeOfUse: headers['x-purpose-of-use'],
  breakGlassReason: headers['x-break-glass-reason'],
});

function callerOf(exchange: Exchange, { identify, unguarded }: GraphRequestsOptions): Caller {
  const { request, contract, correlationId, traceparent, span, viewer, isByEvents } = exchange;
  const passedAuthorization = unguarded ? (request.headers.authorization ?? null) : null;
  const credentials = credentialsOf(request);
  // Rights are looked up again for each event of a stream.
  if (isByEvents || !viewer) {
    const again = (): Promise<Viewer> => identify(credentials, contract);
    return { transport: 'sse', contract, correlationId, traceparent, span, passedAuthorization, identify: again };
  }
  const { whenLeft } = exchange;
  const known = async (): Promise<Viewer> => viewer;
  return {
    transport: 'http',
    contract,
    correlationId,
    traceparent,
    span,
    passedAuthorization,
    whenLeft,
    identify: known,
  };
}

/** Answers a request that cannot run, by the status of its first error. */
function refuse(exchange: Exchange, { errors, malformed }: Refused): void {
  const { accepted, outcome } = exchange;
  outcome.codes = codesOf(errors);
  const [extensions] = errors.map((error) => error.extensions);
  const wait = extensions?.['retryAfterMs'];
  const status = malformed ?? statusOf(extensions?.['code']);
  // Who asks for this type by name takes any other status for a failure on the way (GraphQL over HTTP, 6.4.1).
  const isForJson = accepted.isNamed && accepted.best === 'application/json';
  send(
    exchange,
    malformed === null && isForJson && status === 400 ? 200 : status,
    { errors },
    {
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 405 ? { allow: exchange.request.method === 'GET' ? 'POST' : 'GET, POST' } : {}),
      // HTTP/2 knows no such header.
      ...(status === 413 && exchange.request.httpVersionMajor === 1 ? { connection: 'keep-alive' } : {}),
      ...(typeof wait === 'number' ? { 'retry-after': String(Math.ceil(wait / 1_000)) } : {}),
    },
  );
}

/** Whatever ends a request before it runs, as a GraphQL error with its HTTP status. */
function refuseThrown(exchange: Exchange, thrown: unknown, { log }: GraphRequestsOptions): void {
  const error: HubError = toHubError(thrown);
  if (error.code === 'INTERNAL') logInternal(log, [thrown], exchange.correlationId);
  if (exchange.response.headersSent) return void exchange.response.destroy();
  // An error here is not about the document, so its status holds for every media type.
  const malformed = error instanceof MalformedRequest ? error.status : error.code === 'BAD_INPUT' ? 400 : null;
  refuse(exchange, { errors: [toGraphQLError(error).toJSON()], malformed });
}
