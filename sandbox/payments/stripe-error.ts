/** The `error` object of a Stripe answer, and the HTTP status it goes with. */
export interface StripeErrorBody {
  readonly type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly charge?: string;
  readonly payment_intent?: object;
}

/** A refusal in Stripe's words. Source: Stripe API, "Errors". */
export class StripeError extends Error {
  override readonly name = 'StripeError';

  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
  ) {
    super(body.message);
  }
}

/** 400 for a parameter that is absent, unknown or unfit. */
export function invalidParameter(param: string, message: string, code = 'parameter_invalid'): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', code, param, message });
}

/** 404 with Stripe's `resource_missing`. `kind` is the object's name, as `payment_intent`. */
export function resourceMissing(kind: string, id: string): StripeError {
  const message = `No such ${kind}: '${id}'`;
  return new StripeError(404, { type: 'invalid_request_error', code: 'resource_missing', param: 'id', message });
}
