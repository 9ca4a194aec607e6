import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2Stream } from 'node:http2';
import compression from 'compression';
import type { FormattedExecutionResult } from 'graphql';
import type { ContractName } from '../platform/access/contracts';
import type { Viewer } from '../platform/access/viewer';
import type { Logger } from '../platform/telemetry/logger';
import type { Span, Tracing } from '../platform/telemetry/span';
import { contractBehind, type Door } from './doors';
import { acceptedBy, type Accepted } from './media-types';
import type { GatewayMetrics, OperationType } from './metrics';
import { beginOperation, endOperation } from './operation-span';
import { correlationIdOf } from './request-context';
import { jsonOf, WrittenAnswer } from './written-answer';

/** What became of an HTTP request, for its log line and the figures. */
export interface Outcome {
  type: OperationType;
  codes: readonly string[];
  refused: number;
}

/** One request to the graph by HTTP, and the answer to it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the path leads to; null: the whole graph. */
  readonly contract: ContractName | null;
  readonly correlationId: string;
  readonly traceparent: string | null;
  readonly span?: Span | undefined;
  readonly accepted: Accepted;
  /** Headers of the answer, whatever it is. */
  readonly headers: Readonly<Record<string, string>>;
  /** Calls back when the client leaves before its answer is sent. */
  readonly whenLeft: (callback: () => void) => void;
  readonly outcome: Outcome;
  /** Once they have said who they are. */
  viewer?: Viewer;
  /** Answered by server-sent events, which are counted one by one. */
  isByEvents: boolean;
}

interface Watching {
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Where spans are recorded; without it, nowhere. */
  readonly tracing?: Tracing | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** What becomes of a request whose client leaves before its answer: no code of an error, since nobody is told of one. */
const ABANDONED = ['ABANDONED'];

/** Gives a request its correlation id, and at its end its line in the log and its place in the figures. */
export function beginExchange(
  {
    request,
    response,
    door,
  }: { readonly request: IncomingMessage; readonly response: ServerResponse; readonly door: Door },
  { metrics, log, tracing, headers }: Watching,
): Exchange {
  const started = performance.now();
  let onLeft = (): void => {};
  const correlationId = correlationIdOf(request.headers['x-correlation-id']);
  const contract = contractBehind(door);
  const { traceparent, span } = beginOperation(tracing, request.headers.traceparent, { correlationId, contract });
  const exchange: Exchange = {
    request,
    response,
    contract,
    correlationId,
    traceparent,
    span,
    accepted: acceptedBy(request.headers.accept),
    headers: headersOf(correlationId, traceparent, headers),
    whenLeft: (callback) => void (onLeft = callback),
    outcome: { type: 'unknown', codes: [], refused: 0 },
    isByEvents: false,
  };
  response.once('close', () => {
    const { isByEvents, viewer } = exchange;
    const isAnswered = hasAnswered(response);
    if (!isAnswered) onLeft();
    const outcome = isAnswered || isByEvents ? exchange.outcome : { ...exchange.outcome, codes: ABANDONED };
    const status = isAnswered || isByEvents ? response.statusCode : null;
    const seconds = (performance.now() - started) / 1_000;
    if (!isByEvents) {
      metrics.observe({ transport: 'http', seconds, ...outcome });
      endOperation(span, { transport: 'http', ...outcome }, status);
    }
    const milliseconds = Math.round(seconds * 1e6) / 1e3;
    log.info({ correlationId, door, ...outcome, status, milliseconds, client: viewer?.clientId }, 'request');
  });
  return exchange;
}

function headersOf(
  correlationId: string,
  traceparent: string | null,
  headers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const own = { 'x-correlation-id': correlationId, 'cache-control': 'no-store', vary: 'Accept, Accept-Encoding' };
  return Object.assign(own, headers, traceparent === null ? null : { traceparent });
}

/** The stream of a response of HTTP/2, which alone knows what became of it. */
const streamOf = (response: ServerResponse): Pick<Http2Stream, 'destroyed' | 'rstCode'> | undefined =>
  (response as ServerResponse & { readonly stream?: Http2Stream }).stream;

/** Whether nobody is there to take an answer. */
export const isGone = (response: ServerResponse): boolean =>
  response.destroyed || streamOf(response)?.destroyed === true;

/** Whether an answer was given, and by HTTP/2 not cancelled meanwhile. */
const hasAnswered = (response: ServerResponse): boolean => response.writableEnded && !streamOf(response)?.rstCode;

const COMPRESSED_FROM = 1_024; // bytes; less gains nothing
const compress = compression({ threshold: COMPRESSED_FROM });

/** Sends an answer, compressed when it is long and the client takes that; nothing when the client is gone. */
export function send(
  { request, response, accepted, headers }: Exchange,
  status: number,
  body: FormattedExecutionResult,
  more: Readonly<Record<string, string>> = {},
): void {
  if (isGone(response)) return;
  const type = accepted.best === 'application/graphql-response+json' ? accepted.best : 'application/json';
  const text = `${jsonOf(body)}\n`; // a line of its own in a terminal
  const length = Buffer.byteLength(text);
  if (length >= COMPRESSED_FROM && request.headers['accept-encoding'] !== undefined) {
    compress(request as never, response as never, () => undefined);
  }
  // What is ASCII alone is the same bytes in Latin-1, which Node writes without room for three bytes a character.
  const encoding = length === text.length ? 'latin1' : 'utf8';
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': length, ...headers, ...more })
    .end(text, encoding);
  if (body instanceof WrittenAnswer) body.release();
}
