import { json, Router, text, type Request, type Response } from 'express';
import { z } from 'zod';
import { HubError } from '../platform/domain/errors';
import { answering, bodyFault, onlyWith, parsed, refuse, type RouteGuard } from './guarded-routes';
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

export interface OperatorRouteDependencies extends RouteGuard {
  /** Null while the worker thread is starting. */
  readonly actions: () => OperatorActions | null;
}

/** The largest body that is taken as one piece; X12 streams, and has no limit. */
export const LARGEST_BODY = 128 * 1024 * 1024; // 128 MiB

const unreadable = z.object({ kind: z.string().max(100), reason: z.string().max(500), raw: z.string() });
const events = z.object({ events: z.array(z.string()).max(10_000) });

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
  const answer = (act: (request: Request) => Promise<unknown>) => answering(deps.log, act);
  routes.use(onlyWith('operator:write', deps));
  routes.get('/status', answer(async () => ({ isReady: deps.actions() !== null }))); // prettier-ignore
  routes.post('/x12', answer((request) => takeX12Stream(request, working()))); // prettier-ignore
  routes.use(json({ limit: LARGEST_BODY }), text({ limit: LARGEST_BODY }));
  routes.post('/stripe-events', answer(({ body }) => working().giveStripeEvents(parsed(events, body).events))); // prettier-ignore
  routes.post('/bank-files', answer(({ body }) => working().giveBankFile(parsed(z.string(), body)))); // prettier-ignore
  routes.post('/set-aside', answer(({ body }) => working().setAside(parsed(unreadable, body)))); // prettier-ignore
  routes.get('/ehr-remainder', answer(() => working().ehrRemainder())); // prettier-ignore
  routes.post('/drain', answer(() => working().drain())); // prettier-ignore
  routes.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    refuse(deps.log, bodyFault(error, LARGEST_BODY), { request, response }),
  );
  return routes;
}
