import { Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { toHubError } from '../platform/domain/errors';
import { toGraphQLError } from '../platform/domain/graphql-errors';
import { statusOf } from '../platform/http/status-of';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import { MalformedRequest } from './malformed-request';
import type { GatewayMetrics } from './metrics';
import { setSafeHeaders } from './safe-headers';

/** What the routes beside the graph are made of. */
export interface HttpAppOptions {
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Rejects, with what is missing, while requests cannot be served. */
  readonly readiness: () => Promise<void>;
  /** Adds routes of others, such as the console's. */
  readonly mount?: (app: Express) => void;
}

/** The gateway's routes beside the graph: health, figures, and those of others; of HTTP/1.1, or else of HTTP/2. */
export function createHttpApp(options: HttpAppOptions, { isHttp2 = false } = {}): Express {
  const { metrics, mount } = options;
  const app = express();
  if (isHttp2) standOnHttp2(app);
  app.disable('x-powered-by').disable('etag');
  app.use(setSafeHeaders);
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', (_request, response) => answerReadiness(response, options));
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  mount?.(app);
  app.use(answerErrors(options));
  return app;
}

/** Express gives each request and response methods of its own, by a prototype that stands on that of node:http. */
function standOnHttp2(app: Express): void {
  const on = <T extends object>(own: T, prototype: object): T => {
    const bare = Object.create(prototype, Object.getOwnPropertyDescriptors(own)) as object;
    return Object.create(bare, { app: { configurable: true, enumerable: true, writable: true, value: app } }) as T;
  };
  app.request = on(express.request, Http2ServerRequest.prototype);
  app.response = on(express.response, Http2ServerResponse.prototype);
}

async function answerReadiness(response: Response, { readiness }: HttpAppOptions): Promise<void> {
  try {
    await readiness();
    response.json({ status: 'ready' });
  } catch (error) {
    response.status(503).json({ status: 'not ready', why: toHubError(error).message });
  }
}

/** What a route of others threw, as an error of the closed list with its HTTP status. */
const answerErrors =
  ({ log }: HttpAppOptions): ErrorRequestHandler =>
  (thrown: unknown, _request, response, next) => {
    if (response.headersSent) return next(thrown);
    const error = toHubError(bodyFault(thrown));
    if (error.code === 'INTERNAL') logInternal(log, [thrown], '');
    const status = error instanceof MalformedRequest ? error.status : statusOf(error.code);
    response.status(status).json({ errors: [toGraphQLError(error).toJSON()] });
  };

/** What Express's reader of bodies throws says by `type` what is wrong; its own words may quote the body. */
function bodyFault(thrown: unknown): unknown {
  const { type, status } = (thrown ?? {}) as { readonly type?: unknown; readonly status?: unknown };
  if (typeof type !== 'string' || typeof status !== 'number' || status >= 500) return thrown;
  return status === 413
    ? new MalformedRequest('the body is larger than this route takes', 413)
    : new MalformedRequest('the body of the request cannot be read');
}
