import { json, Router, text, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { Revocations } from '../platform/access/revocations';
import type { TokenVerifier } from '../platform/access/tokens';
import { HubError, toHubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import type { GivenMessages } from './import/message-report';
import { takeX12Stream } from './import/x12-entrance';

/** What an operator can have the hub do. */
export interface OperatorActions extends GivenMessages {
  /**
   * Pulls from every outside system and resolves once all has reached the ledger and the views. Throws
   * SOURCE_UNAVAILABLE, when all the others are done, for a system that does not answer.
   */
  drain(): Promise<void>;
}

export interface OperatorRouteDependencies {
  /** Null while the worker thread is starting. */
  readonly actions: () => OperatorActions | null;
  readonly verifier: TokenVerifier;
  readonly revocations: Pick<Revocations, 'isRevoked'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The largest body that is taken as one piece; X12 streams, and has no limit. */
export const LARGEST_BODY = 128 * 1024 * 1024; // 128 MiB

const unreadable = z.object({ kind: z.string().max(100), reason: z.string().max(500), raw: z.string() });
const events = z.object({ events: z.array(z.string()).max(10_000) });

/** HTTP status of each code that an operator can meet. */
const STATUS: Readonly<Record<string, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  SOURCE_MALFORMED: 422,
  SOURCE_REJECTED: 422,
  SOURCE_UNAVAILABLE: 503,
};

/** Throws SOURCE_UNAVAILABLE while the worker thread is starting. */
export function onceReady<Actions>(actions: Actions | null): Actions {
  if (!actions) throw new HubError('SOURCE_UNAVAILABLE', 'the hub is starting; try again in a moment');
  return actions;
}

/**
 * `/operator/*`: for tokens that hold `operator:write`; nothing of a body is read before that is known. File names
 * never reach the hub: they may name patients.
 */
export function createOperatorRoutes(deps: OperatorRouteDependencies): Router {
  const routes = Router();
  const working = (): OperatorActions => onceReady(deps.actions());
  const answer =
    (act: (request: Request) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      try {
        response.json((await act(request)) ?? { done: true });
      } catch (error) {
        refuse(deps, error, { request, response });
      }
    };
  routes.use(operatorsOnly(deps));
  routes.get('/status', answer(async () => ({ isReady: deps.actions() !== null }))); // prettier-ignore
  routes.post('/x12', answer((request) => takeX12Stream(request, working()))); // prettier-ignore
  routes.use(json({ limit: LARGEST_BODY }), text({ limit: LARGEST_BODY }));
  routes.post('/stripe-events', answer(({ body }) => working().giveStripeEvents(parsed(events, body).events))); // prettier-ignore
  routes.post('/bank-files', answer(({ body }) => working().giveBankFile(parsed(z.string(), body)))); // prettier-ignore
  routes.post('/set-aside', answer(({ body }) => working().setAside(parsed(unreadable, body)))); // prettier-ignore
  routes.get('/ehr-remainder', answer(() => working().ehrRemainder())); // prettier-ignore
  routes.post('/drain', answer(() => working().drain())); // prettier-ignore
  routes.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    refuse(deps, bodyFault(error), { request, response }),
  );
  return routes;
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'the body');
  throw new HubError('BAD_INPUT', `${fields.join(', ')} is missing or not of the form that this route takes`);
}

function operatorsOnly({ verifier, revocations, clock, log }: OperatorRouteDependencies): RequestHandler {
  return async (request, response, next) => {
    try {
      const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
      if (token === undefined) throw new HubError('UNAUTHENTICATED', 'an operator token is needed');
      const viewer = await verifier.verify(token, 'HOPERAT', clock());
      if (revocations.isRevoked(viewer)) throw new HubError('UNAUTHENTICATED', 'the token has been revoked');
      if (!viewer.scopes.has('operator:write')) throw new HubError('FORBIDDEN', 'the token does not hold operator:write'); // prettier-ignore
    } catch (error) {
      return refuse({ log }, error, { request, response });
    }
    next();
  };
}

/** What express says of a body that it cannot read; its own words may quote the body. */
function bodyFault(error: unknown): unknown {
  const { type } = error as { readonly type?: unknown };
  if (type === 'entity.too.large') return new HubError('BAD_INPUT', `a body may have at most ${LARGEST_BODY} bytes`);
  if (typeof type !== 'string') return error;
  return new HubError('BAD_INPUT', 'the body is not of the content type that it names');
}

function refuse(
  { log }: Pick<OperatorRouteDependencies, 'log'>,
  error: unknown,
  { request, response }: { readonly request: Request; readonly response: Response },
): void {
  const { code, message } = toHubError(error);
  logInternal(log, [error], `operator${request.path}`);
  if (response.destroyed || response.headersSent) return;
  // What is still on its way is passed over, so that the client gets to read the answer.
  request.resume();
  response.status(STATUS[code] ?? 500).json({ code, message });
}
