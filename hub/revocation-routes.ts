import { json, Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Revocation } from '../platform/access/revocation-list';
import type { Instant } from '../platform/domain/instant';
import { answering, bodyFault, callerOf, moment, onlyWith, parsed, refuse, type RouteGuard } from './guarded-routes';
import type { EndedRights } from './oversight';

/** A revocation as operators see it. */
export interface ListedRevocation {
  readonly kind: Revocation['kind'];
  readonly id: string;
  /** When it ends by itself; null: when it is undone. */
  readonly until: Instant | null;
  readonly changedAt: Instant;
  readonly changedBy: string;
}

const LARGEST_BODY = 16 * 1024; // 16 KiB

const asked = z.object({
  kind: z.enum(['SUBJECT', 'TOKEN']),
  id: z.string().min(1).max(500),
  until: moment.nullish(),
  undo: z.boolean().default(false),
});

/**
 * `/operator/revocations`, for tokens that hold `operator:write`: GET tells whose rights have ended, the newest first;
 * POST ends rights or gives them back, and answers when it is so.
 */
export function createRevocationRoutes(guard: RouteGuard, rights: EndedRights): Router {
  const routes = Router();
  routes.use(onlyWith('operator:write', guard), json({ limit: LARGEST_BODY }));
  routes.get(
    '/',
    answering(guard.log, async () => (await rights.list()).map(listed)),
  );
  const change = async ({ body }: Request, response: Response): Promise<ListedRevocation> => {
    const { kind, id, until = null, undo } = parsed(asked, body);
    return listed(await rights.change({ of: { kind, id }, until, undo, by: callerOf(response).subject }));
  };
  routes.post('/', answering(guard.log, change));
  routes.use((error: unknown, request: Request, response: Response, _next: () => void) =>
    refuse(guard.log, bodyFault(error, LARGEST_BODY), { request, response }),
  );
  return routes;
}

const listed = ({ kind, revokedId, until, changedAt, changedBy }: Revocation): ListedRevocation => ({
  ...{ kind, id: revokedId, until, changedAt, changedBy },
});
