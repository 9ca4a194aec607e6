/**
 * The closed list of error codes: what a caller may test, and the only words an error is known by.
 * `docs/errors.md` explains each for the person who meets it; a test holds the two lists against each other.
 */
export const ERROR_CODES = [
  'BAD_INPUT',
  'RULE_BROKEN',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'CURSOR_EXPIRED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'RATE_LIMITED',
  'TIMED_OUT',
  'SOURCE_UNAVAILABLE',
  'SOURCE_REJECTED',
  'SOURCE_MALFORMED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface HubErrorOptions {
  /** The outside system that caused it, by its `SourceSystem` name. */
  readonly source?: string;
  readonly cause?: unknown;
  /** Surrogate ids and counts that help a person act. Never PHI. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * The one error that Accord throws on purpose. Callers test `code`, never the message.
 * The message holds surrogate ids only, never health data, and is shown to clients except for `INTERNAL`.
 */
export class HubError extends Error {
  override readonly name = 'HubError';
  readonly code: ErrorCode;
  readonly source: string | undefined;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, message: string, { source, cause, details = {} }: HubErrorOptions = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.source = source;
    this.details = details;
  }

  /** Whether the same call may succeed later, unchanged. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['SOURCE_UNAVAILABLE', 'RATE_LIMITED', 'TIMED_OUT']);

/** True when `error` is a HubError, with `code` when one is given. */
export function isHubError(error: unknown, code?: ErrorCode): error is HubError {
  return error instanceof HubError && (code === undefined || error.code === code);
}

/** Any throw as a HubError: an unknown one becomes `INTERNAL` with the throw as its cause. */
export function toHubError(error: unknown): HubError {
  return isHubError(error) ? error : new HubError('INTERNAL', 'internal error', { cause: error });
}
