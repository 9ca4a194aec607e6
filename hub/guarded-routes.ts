import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Revocations } from '../platform/access/revocations';
import type { TokenVerifier } from '../platform/access/tokens';
import type { Viewer } from '../platform/access/viewer';
import { HubError, toHubError } from '../platform/domain/errors';
import { instant, type Clock, type Instant } from '../platform/domain/instant';
import { statusOf } from '../platform/http/status-of';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';

/** By what the JSON routes beside the graph know who calls. */
export interface RouteGuard {
  readonly verifier: TokenVerifier;
  readonly revocations: Pick<Revocations, 'isRevoked'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Lets requests pass whose token holds the scope, before anything of a body is read. */
export function onlyWith(scope: string, { verifier, revocations, clock, log }: RouteGuard): RequestHandler {
  return async (request, response, next) => {
    try {
      const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
      if (token === undefined) throw new HubError('UNAUTHENTICATED', `a token that holds ${scope} is needed`);
      const viewer = await verifier.verify(token, 'HOPERAT', clock());
      if (revocations.isRevoked(viewer)) throw new HubError('UNAUTHENTICATED', 'the token has been revoked');
      if (!viewer.scopes.has(scope)) throw new HubError('FORBIDDEN', `the token does not hold ${scope}`);
      response.locals['viewer'] = viewer;
    } catch (error) {
      return refuse(log, error, { request, response });
    }
    next();
  };
}

/** Who calls a route behind `onlyWith`. */
export const callerOf = (response: Response): Viewer => response.locals['viewer'] as Viewer;

/** Answers with what `act` gives as JSON, or with its error. */
export const answering =
  (log: Logger, act: (request: Request, response: Response) => Promise<unknown>): RequestHandler =>
  async (request, response) => {
    try {
      response.json((await act(request, response)) ?? { done: true });
    } catch (error) {
      refuse(log, error, { request, response });
    }
  };

/** Answers with an error's code and words; our own bugs are logged and not told. */
export function refuse(
  log: Logger,
  error: unknown,
  { request, response }: { readonly request: Request; readonly response: Response },
): void {
  const { code, message } = toHubError(error);
  logInternal(log, [error], `${request.baseUrl}${request.path}`.slice(1));
  if (response.destroyed || response.headersSent) return;
  // What is still on its way is passed over, so that the client gets to read the answer.
  request.resume();
  response.status(statusOf(code)).json({ code, message });
}

/** A body of the form that a route takes. Throws BAD_INPUT, naming its fields and quoting nothing of it. */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'the body');
  throw new HubError('BAD_INPUT', `${fields.join(', ')} is missing or not of the form that this route takes`);
}

/** A moment in a body, ISO 8601 with a zone. */
export const moment = z.string().transform((text, context): Instant => {
  try {
    return instant(text);
  } catch {
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }
});

/** The error for a body of more than `largest` bytes, or that cannot be read: express's own words may quote it. */
export function bodyFault(error: unknown, largest: number): unknown {
  const { type } = error as { readonly type?: unknown };
  if (type === 'entity.too.large') return new HubError('BAD_INPUT', `a body may have at most ${largest} bytes`);
  if (typeof type !== 'string') return error;
  return new HubError('BAD_INPUT', 'the body is not of the content type that it names');
}
