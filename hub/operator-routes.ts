import { json, raw, Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import type { TokenVerifier } from '../platform/access/tokens';
import { HubError, toHubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';
import type { Logger } from '../platform/telemetry/logger';
import type { MessageReport } from './operator-client';

/** What an operator can have the hub do. */
export interface OperatorActions {
  giveX12(body: Buffer): Promise<MessageReport>;
  setAside(message: { readonly kind: string; readonly reason: string; readonly raw: string }): Promise<void>;
  drain(): Promise<void>;
}

export interface OperatorRouteDependencies {
  /** Null while the worker thread is starting. */
  readonly actions: () => OperatorActions | null;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly log: Logger;
}

const LARGEST_FILE = '256mb';

const setAsideBody = z.object({ kind: z.string().max(100), reason: z.string().max(500), raw: z.string() });

/** HTTP status of each code that an operator can meet. */
const STATUS: Readonly<Record<string, number>> = {
  BAD_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  SOURCE_MALFORMED: 422,
  SOURCE_UNAVAILABLE: 503,
};

/** `/operator/*`: for tokens that hold `operator:write`. File names never reach the hub: they may name patients. */
export function createOperatorRoutes({ actions, verifier, clock, log }: OperatorRouteDependencies): Router {
  const routes = Router();
  const answer =
    (act: (request: Request) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      try {
        await requireOperator(request);
        response.json((await act(request)) ?? { done: true });
      } catch (error) {
        const { code, message } = toHubError(error);
        if (code === 'INTERNAL') log.error({ err: error, path: request.path }, 'an operator request failed');
        response.status(STATUS[code] ?? 500).json({ code, message });
      }
    };
  routes.post(
    '/x12',
    raw({ type: () => true, limit: LARGEST_FILE }),
    answer(({ body }) => working().giveX12(body as Buffer)),
  );
  routes.post(
    '/set-aside',
    json({ limit: LARGEST_FILE }),
    answer(({ body }) => working().setAside(setAsideBody.parse(body))),
  );
  routes.post(
    '/drain',
    answer(() => working().drain()),
  );
  return routes;

  function working(): OperatorActions {
    const ready = actions();
    if (!ready) throw new HubError('SOURCE_UNAVAILABLE', 'the hub is starting; try again in a moment');
    return ready;
  }

  async function requireOperator(request: Request): Promise<void> {
    const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new HubError('UNAUTHENTICATED', 'an operator token is needed');
    const viewer = await verifier.verify(token, 'HOPERAT', clock());
    if (!viewer.scopes.has('operator:write'))
      throw new HubError('FORBIDDEN', 'this token does not hold operator:write');
  }
}
