import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import type { GraphQLFormattedError } from 'graphql';
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import helmet from 'helmet';
import type { ContractName } from '../platform/access/contracts';
import type { Viewer } from '../platform/access/viewer';
import { HubError, toHubError } from '../platform/domain/errors';
import { toGraphQLError } from '../platform/domain/graphql-errors';
import { statusOf } from '../platform/http/status-of';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import type { HttpContext, Outcome } from './apollo';
import { contractBehind, doorOf, DOORS, pathOf, type Door } from './doors';
import { codesOf } from './errors';
import { MOST_BYTES } from './limits';
import type { GatewayMetrics } from './metrics';
import type { Operations } from './operations';
import type { Caller, ClientRequest, Prepared } from './preparation';
import { correlationIdOf, createContext, traceparentOf, type Identify } from './request-context';
import { answerByEvents, wantsEvents } from './server-sent-events';

/** What the HTTP side is made of. */
export interface HttpAppOptions {
  readonly apollo: ApolloServer<HttpContext>;
  readonly operations: Operations;
  readonly identify: Identify;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Rejects, with what is missing, while requests cannot be served. */
  readonly readiness: () => Promise<void>;
  /** The gateway guards nothing: the subgraphs get the client's own `authorization`. */
  readonly unguarded: boolean;
  /** Adds routes of others, such as the console's, before the graph's own. */
  readonly mount?: (app: Express) => void;
}

interface Locals extends Record<string, unknown> {
  /** What the path leads to; null: the whole graph. */
  contract: ContractName | null;
  correlationId: string;
  outcome: Outcome;
  viewer?: Viewer;
  prepared?: Prepared;
  traceparent: string | null;
}

type Answer = Response<unknown, Locals>;
type Handler = RequestHandler<Record<string, string>, unknown, unknown, Record<string, unknown>, Locals>;

/** The gateway's routes: the graph, health and figures. */
export function createHttpApp(options: HttpAppOptions): Express {
  const { apollo, metrics, mount } = options;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }));
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', (_request, response) => answerReadiness(response, options));
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  mount?.(app);
  const graph: Handler[] = [
    correlate(options),
    takeGetAndPost,
    identifyRequest(options),
    refuseLongBody,
    express.json({ limit: MOST_BYTES }) as Handler,
    byEvents(options),
    prepareRequest(options),
    expressMiddleware(apollo, {
      context: async ({ res }) => contextOf((res as Answer).locals),
    }) as unknown as Handler,
  ];
  for (const door of DOORS) app.all(pathOf(door), ...([enter(door), ...graph] as unknown as RequestHandler[]));
  app.use(answerErrors(options) as unknown as ErrorRequestHandler);
  return app;
}

async function answerReadiness(response: Response, { readiness }: HttpAppOptions): Promise<void> {
  try {
    await readiness();
    response.json({ status: 'ready' });
  } catch (error) {
    response.status(503).json({ status: 'not ready', why: toHubError(error).message });
  }
}

const enter =
  (door: Door): Handler =>
  (_request, response, next) => {
    response.locals.contract = contractBehind(door);
    next();
  };

/** Gives the request its correlation id, and at its end its line in the log. */
const correlate =
  ({ log, metrics }: HttpAppOptions): Handler =>
  (request, response, next) => {
    const started = performance.now();
    const { locals } = response;
    locals.correlationId = correlationIdOf(request.headers['x-correlation-id']);
    locals.outcome = { type: 'unknown', codes: [], refused: 0 };
    locals.traceparent = traceparentOf(request.headers.traceparent);
    response.setHeader('x-correlation-id', locals.correlationId);
    response.setHeader('cache-control', 'no-store');
    if (locals.traceparent !== null) response.setHeader('traceparent', locals.traceparent);
    response.once('close', () => {
      const seconds = (performance.now() - started) / 1_000;
      if (!isByEvents(request)) metrics.observe({ transport: 'http', seconds, ...locals.outcome });
      const { correlationId, contract, outcome, viewer } = locals;
      const milliseconds = Math.round(seconds * 1e6) / 1e3;
      const { statusCode: status } = response;
      const door = doorOf(contract);
      log.info({ correlationId, door, ...outcome, status, milliseconds, client: viewer?.clientId }, 'request');
    });
    next();
  };

const takeGetAndPost: Handler = ({ method }, response, next) => {
  if (method === 'GET' || method === 'POST') return next();
  const error = new HubError('BAD_INPUT', 'send a GET or a POST');
  response
    .status(405)
    .setHeader('allow', 'GET, POST')
    .json({ errors: [toGraphQLError(error).toJSON()] });
};

const isByEvents = ({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean =>
  method === 'POST' && wantsEvents(headers.accept);

const credentialsOf = ({ headers }: Pick<Request, 'headers'>) => ({
  authorization: headers.authorization,
  purposeOfUse: headers['x-purpose-of-use'],
  breakGlassReason: headers['x-break-glass-reason'],
});

/** Before the body is read: who does not say who they are gets no further. */
const identifyRequest =
  ({ identify }: HttpAppOptions): Handler =>
  async (request, response, next) => {
    response.locals.viewer = await identify(credentialsOf(request), response.locals.contract);
    next();
  };

/** By its announced length, before any of it has come: the reader of bodies would take all of it in before it refuses. */
const refuseLongBody: Handler = ({ headers }, response, next) => {
  if (!(Number(headers['content-length']) > MOST_BYTES)) return next();
  // What still comes is passed over: who is cut off while sending does not get to read the answer.
  response.setHeader('connection', 'keep-alive');
  next({ type: 'entity.too.large' });
};

const byEvents =
  ({ identify, operations }: HttpAppOptions): Handler =>
  async (request, response, next) => {
    if (!isByEvents(request)) return next();
    const credentials = credentialsOf(request);
    const { correlationId, contract, traceparent } = response.locals;
    await answerByEvents(response, {
      request: request.body ?? {},
      caller: {
        transport: 'sse',
        contract,
        correlationId,
        traceparent,
        passedAuthorization: null,
        identify: () => identify(credentials, contract),
      },
      operations,
    });
  };

/** Nothing is looked at before it is measured, and nothing runs that is not prepared. */
const prepareRequest =
  (options: HttpAppOptions): Handler =>
  async (request, response, next) => {
    const { locals } = response;
    const prepared = await options.operations.prepare(sentBy(request as Sent), callerOf(request, locals, options));
    if ('errors' in prepared) return answerRefusal(request, response, prepared.errors);
    locals.prepared = prepared;
    const { text: query, operationName, variables } = prepared;
    if (request.method === 'POST') request.body = { query, operationName, variables };
    next();
  };

type Sent = Pick<Request, 'method' | 'query' | 'body'>;

/** URLs end in logs of others, so a GET carries no variables. */
function sentBy({ method, query, body }: Sent): ClientRequest {
  if (method === 'POST') return (body as ClientRequest | undefined) ?? {};
  if ('variables' in query) throw new HubError('BAD_INPUT', 'a GET must not carry variables: use POST');
  if ('documentId' in query) throw new HubError('BAD_INPUT', 'the id of a trusted document comes by POST');
  return query;
}

function callerOf(
  { headers }: Pick<Request, 'headers'>,
  { correlationId, contract, traceparent, viewer }: Locals,
  options: HttpAppOptions,
): Caller {
  return {
    ...{ transport: 'http', contract, correlationId, traceparent },
    passedAuthorization: options.unguarded ? (headers.authorization ?? null) : null,
    async identify() {
      if (!viewer) throw new HubError('UNAUTHENTICATED', 'send a token: authorization: Bearer TOKEN');
      return viewer;
    },
  };
}

/** Answers a request that cannot run, by the status of its first error. */
function answerRefusal(
  { headers }: Pick<Request, 'headers'>,
  response: Answer,
  errors: readonly GraphQLFormattedError[],
): void {
  const { locals } = response;
  const [extensions] = errors.map((error) => error.extensions);
  if (locals.outcome) locals.outcome.codes = codesOf(errors);
  const status = statusOf(extensions?.['code']);
  const wait = extensions?.['retryAfterMs'];
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  if (typeof wait === 'number') response.setHeader('retry-after', Math.ceil(wait / 1_000));
  const isSpecified = /application\/graphql-response\+json/.test(headers.accept ?? '');
  response
    .status(status)
    .type(isSpecified ? 'application/graphql-response+json' : 'application/json')
    .send(JSON.stringify({ errors }));
}

function contextOf({ prepared, outcome }: Locals): HttpContext {
  if (!prepared) throw new HubError('BAD_INPUT', 'a request must have a query');
  const { caller, viewer } = prepared;
  return { ...createContext({ ...caller, viewer }), outcome, prepared };
}

/** Whatever ends a request before it runs, as a GraphQL error with its HTTP status. */
const answerErrors =
  ({ log }: HttpAppOptions) =>
  (thrown: unknown, _request: Request, response: Answer, next: (error: unknown) => void): void => {
    if (response.headersSent) return next(thrown);
    const { error, status } = refusalOf(thrown);
    const { locals } = response;
    if (locals.outcome) locals.outcome.codes = [error.code];
    logInternal(
      log,
      [thrown].filter(() => error.code === 'INTERNAL'),
      locals.correlationId ?? '',
    );
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    response.status(status).json({ errors: [toGraphQLError(error).toJSON()] });
  };

/** A throw on the way as the hub's error; the body parser's own say what is wrong by `type`. */
function refusalOf(thrown: unknown): { readonly error: HubError; readonly status: number } {
  const { type, status } = (thrown ?? {}) as { readonly type?: string; readonly status?: number };
  if (type === 'entity.too.large') {
    return { error: new HubError('BAD_INPUT', `a request may have at most ${MOST_BYTES} bytes`), status: 413 };
  }
  if (typeof type === 'string' && typeof status === 'number' && status < 500) {
    return { error: new HubError('BAD_INPUT', 'the body of the request is not JSON that can be read'), status };
  }
  const error = toHubError(thrown);
  return { error, status: statusOf(error.code) };
}
