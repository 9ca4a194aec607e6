import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type Dispatcher } from 'undici';
import { HubError, isHubError } from '../domain/errors';
import type { Logger } from '../telemetry/logger';
import type { ClientPolicy } from './policy';
import type { Call } from './port';
import { retryAfterMs } from './retry';
import { sourceUnavailable } from './source-failure';

const LARGEST_ANSWER = 256 * 1024 * 1024; // 256 MiB

/** Codes of undici and Node for a connection that was never made. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Below the base URL, with a leading slash, or a whole URL of the same origin (a paging link). */
  readonly path: string;
  /** Text or bytes as they are; anything else is sent as JSON with its content type. */
  readonly body?: string | Uint8Array | object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly call: Call;
  /** Whether a repeat is harmless. Default: for GET, HEAD, PUT and DELETE. */
  readonly idempotent?: boolean;
  /** Statuses above 399 that are answers to this caller, not errors: 404, 409, 412. */
  readonly accept?: readonly number[];
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  text(): string;
  bytes(): Buffer;
  /** Throws SOURCE_MALFORMED when the body is not JSON. */
  json(): unknown;
}

export interface HttpClient {
  readonly source: string;
  /** Throws SOURCE_UNAVAILABLE (no answer, 5xx, 408, 429), SOURCE_REJECTED (other 4xx; details.status). */
  request(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

export interface HttpClientOptions {
  /** The outside system's name, as the catalog lists it. */
  readonly source: string;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Sent with every request; a function is asked before every attempt, for tokens that expire. */
  readonly headers?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>);
  readonly policy: ClientPolicy;
  readonly log: Logger;
}

/**
 * HTTP towards one outside system, under its policy. Carries the correlation id as `x-correlation-id`.
 * Logs method, path without query, status and duration; never a body, a query or a header.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { source, policy } = options;
  const agent = new Agent({ keepAliveTimeout: 10_000, maxResponseSize: LARGEST_ANSWER });
  return {
    source,
    request: async (request) => {
      const url = urlOf(options, request.path);
      const idempotent = request.idempotent ?? !['POST', 'PATCH'].includes(request.method);
      return policy.execute((signal) => attempt(options, agent, { request, url, signal }), {
        signal: request.call.signal,
        idempotent,
      });
    },
    close: () => agent.destroy(),
  };
}

/** Throws SOURCE_MALFORMED for a link that leads to another origin: the credentials must not follow it. */
function urlOf({ source, baseUrl }: HttpClientOptions, path: string): URL {
  if (path.startsWith('/')) return new URL(baseUrl + path);
  const url = URL.canParse(path) ? new URL(path) : null;
  if (url?.origin !== new URL(baseUrl).origin) {
    throw new HubError('SOURCE_MALFORMED', `${source} links to an address outside itself`, { source });
  }
  return url;
}

interface Attempt {
  readonly request: HttpRequest;
  readonly url: URL;
  readonly signal: AbortSignal;
}

async function attempt(options: HttpClientOptions, agent: Agent, { request, url, signal }: Attempt) {
  const { source, log } = options;
  const { method, call } = request;
  const startedAt = performance.now();
  const { body, headers } = await outgoing(options, request);
  try {
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers,
      body,
      signal,
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const durationMs = Math.round(performance.now() - startedAt);
    const { correlationId } = call;
    log.debug({ source, method, path: url.pathname, status: answer.statusCode, durationMs, correlationId }, 'call');
    return settle(source, request, answer, bytes);
  } catch (error) {
    throw isHubError(error) ? error : connectionFailure(source, error);
  }
}

async function outgoing({ headers: fixed = {} }: HttpClientOptions, { body, headers, call }: HttpRequest) {
  const own = typeof fixed === 'function' ? await fixed() : fixed;
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const type = body === undefined || isText ? {} : { 'content-type': 'application/json' };
  return {
    headers: { 'x-correlation-id': call.correlationId, ...type, ...own, ...headers },
    body: body === undefined ? null : isText ? body : JSON.stringify(body),
  };
}

function settle(source: string, request: HttpRequest, answer: Dispatcher.ResponseData, bytes: Buffer): HttpResponse {
  const { statusCode: status, headers } = answer;
  if (status < 400 || request.accept?.includes(status)) return responseOf(source, status, headers, bytes);
  if (status >= 500 || status === 429 || status === 408) {
    const wait = retryAfterMs([headers['retry-after']].flat()[0], Date.now());
    throw sourceUnavailable(source, {
      reason: 'STATUS',
      status,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  throw new HubError('SOURCE_REJECTED', `${source} refused the request (HTTP ${status})`, {
    source,
    details: { status },
  });
}

function responseOf(source: string, status: number, headers: IncomingHttpHeaders, bytes: Buffer): HttpResponse {
  return {
    status,
    headers,
    bytes: () => bytes,
    text: () => bytes.toString('utf8'),
    json: () => {
      try {
        return JSON.parse(bytes.toString('utf8')) as unknown;
      } catch {
        // The parser's own message quotes the text, which may hold health data: it is not kept as a cause.
        throw new HubError('SOURCE_MALFORMED', `${source} answered with something that is not JSON`, { source });
      }
    },
  };
}

function connectionFailure(source: string, error: unknown): HubError {
  const code = codeOf(error) ?? codeOf((error as { cause?: unknown }).cause);
  const reason = code !== undefined && NEVER_CONNECTED.has(code) ? 'UNREACHED' : 'BROKEN_OFF';
  return sourceUnavailable(source, { reason }, error);
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
