import { raw, Router } from 'express';
import { correlationIdOf } from '../gateway/request-context';
import { toHubError } from '../platform/domain/errors';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import type { WebhookEntrance } from '../subgraphs/payments/webhook';

/**
 * `/webhooks/stripe`: answered 200 once the event is on disk, 400 for a signature that does not fit, else 500, so that
 * it comes again. What follows from it carries the correlation id of the call.
 */
export function createWebhookRoutes({
  entrance,
  log,
}: {
  readonly entrance: WebhookEntrance;
  readonly log: Logger;
}): Router {
  const routes = Router();
  routes.post('/stripe', raw({ type: () => true, limit: '1mb' }), async (request, response) => {
    const { 'stripe-signature': signature, 'x-correlation-id': given } = request.headers;
    const correlationId = correlationIdOf(given);
    response.setHeader('x-correlation-id', correlationId);
    try {
      await entrance.handleWebhook(request.body as Buffer, typeof signature === 'string' ? signature : undefined, {
        correlationId,
      });
      response.json({ received: true });
    } catch (error) {
      const { code, message } = toHubError(error);
      log.warn({ code, correlationId }, 'a webhook was not taken');
      logInternal(log, [error], correlationId);
      response
        .status(code === 'BAD_INPUT' ? 400 : 500)
        .json({ code, message: code === 'BAD_INPUT' ? message : 'try again' });
    }
  });
  return routes;
}
