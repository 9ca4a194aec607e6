import { json, Router, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { HubError, toHubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import { onceReady, type OperatorActions } from './operator-routes';

export interface SandboxRouteDependencies {
  /** Base URL of the sandbox's own control API. */
  readonly controlUrl: string;
  /** Null while the worker thread is starting. */
  readonly actions: () => Pick<OperatorActions, 'drain'> | null;
  readonly log: Logger;
}

const advanceBody = z.object({ days: z.number().int().min(1).max(366) });

/**
 * `/sandbox/*`, only beside the sandbox: its state, its fault knobs, and `advance`, which lets days pass one by one and
 * answers when all that happened on them has reached the ledger. Bodies must be JSON, which no form of a web page sends.
 */
export function createSandboxRoutes({ controlUrl, actions, log }: SandboxRouteDependencies): Router {
  const routes = Router();
  routes.use(json());
  const answer =
    (act: (request: Request) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      try {
        response.json(await act(request));
      } catch (error) {
        const { code, message } = error instanceof z.ZodError ? badDays : toHubError(error);
        if (code === 'INTERNAL') log.error({ err: error }, 'the sandbox could not be controlled');
        response.status(code === 'BAD_INPUT' ? 400 : 503).json({ code, message });
      }
    };
  const control = (request: Request): Promise<unknown> => send(controlUrl, request.method, request.url, request.body);
  routes.get('/state', answer(control));
  routes.get('/faults', answer(control));
  routes.put('/faults/:system', answer(control));
  routes.delete('/faults', answer(control));
  routes.post('/pace', answer(control));
  routes.post('/advance', answer(async ({ body }) => {
    const { days } = advanceBody.parse(body);
    const { drain } = onceReady(actions());
    for (let day = 0; day < days; day += 1) {
      await send(controlUrl, 'POST', '/advance', { days: 1 });
      await drain();
    }
    return send(controlUrl, 'GET', '/state');
  })); // prettier-ignore
  return routes;
}

const badDays = new HubError('BAD_INPUT', 'say how many days are to pass: {"days": 1}, at most 366');

async function send(controlUrl: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const hasBody = body !== undefined && method !== 'GET';
  const response = await fetch(`${controlUrl}${path}`, {
    method,
    ...(hasBody ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new HubError('BAD_INPUT', `the sandbox refused: ${text.slice(0, 300)}`);
  return text === '' ? {} : (JSON.parse(text) as unknown);
}
