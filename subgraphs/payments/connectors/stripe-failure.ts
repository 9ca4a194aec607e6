import Stripe from 'stripe';
import { HubError } from '../../../platform/domain/errors';
import { retryAfterMs } from '../../../platform/connect/retry';
import { sourceUnavailable, type FailureReason } from '../../../platform/connect/source-failure';

/** Connection errors of Node that mean the request was never seen. */
const NEVER_CONNECTED = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;

/**
 * A throw of the Stripe SDK as a HubError. Codes are kept, texts are not: they may quote what was sent.
 * Source: Stripe API, "Errors"; 409 is an idempotency key in use by a request under way.
 */
export function stripeFailure(source: string, error: unknown): HubError {
  const { errors } = Stripe;
  if (error instanceof HubError) return error;
  if (error instanceof errors.StripeConnectionError)
    return sourceUnavailable(source, { reason: reasonOf(error) }, error);
  if (!(error instanceof errors.StripeError)) return new HubError('INTERNAL', 'internal error', { cause: error });
  const status = error.statusCode ?? 0;
  // 401 and 403: our key is wrong, which an operator mends; the command itself is not refused.
  if (status >= 500 || [0, 401, 403, 408, 409, 429].includes(status)) {
    const wait = retryAfterMs(error.headers?.['retry-after'], Date.now());
    return sourceUnavailable(source, {
      reason: 'STATUS',
      status,
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
    });
  }
  const code = error.decline_code ?? error.code;
  return new HubError('SOURCE_REJECTED', `${source} refused the request (HTTP ${status})`, {
    source,
    details: { status, ...(code === undefined ? {} : { sourceCode: code }) },
  });
}

/** True when the payment service does not have the object any more, or never had it. */
export const isMissing = (error: HubError): boolean => error.details['sourceCode'] === 'resource_missing';

/** The SDK keeps the connection's own error as `detail`. */
function reasonOf(error: Error): FailureReason {
  const { detail } = error as { detail?: { code?: unknown; message?: unknown } | string };
  const inner = typeof detail === 'object' ? `${String(detail.code)} ${String(detail.message)}` : String(detail);
  const text = `${error.message} ${inner}`;
  if (/timed? ?out|ETIMEDOUT/i.test(text)) return 'TIMEOUT';
  return NEVER_CONNECTED.test(text) ? 'UNREACHED' : 'BROKEN_OFF';
}
