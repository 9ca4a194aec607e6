import { GraphQLError, type ExecutionResult, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { isHubError, toHubError, type ErrorCode, type HubError } from './errors';

/** Codes that @apollo/server and @apollo/gateway use, in the hub's own words. */
const FROM_APOLLO: Readonly<Record<string, ErrorCode | undefined>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_INPUT',
};

const INTERNAL_MESSAGE = 'Something went wrong inside the hub. Give the correlation id to its operator.';

/** A HubError as the GraphQLError that clients see; the text of an `INTERNAL` error stays inside. */
export function toGraphQLError(error: HubError): GraphQLError {
  return new GraphQLError(error.code === 'INTERNAL' ? INTERNAL_MESSAGE : error.message, {
    originalError: error,
    extensions: extensionsOf(error),
  });
}

function extensionsOf(error: HubError): Record<string, unknown> {
  return {
    ...error.details,
    ...(error.source === undefined ? {} : { source: error.source }),
    code: error.code,
    retryable: error.retryable,
  };
}

/** The HubError behind a GraphQL error, however many layers have wrapped it. */
export function hubErrorBehind(error: unknown): HubError | undefined {
  let current: unknown = error;
  for (let depth = 0; depth < 8 && current; depth += 1) {
    if (isHubError(current)) return current;
    current = current instanceof GraphQLError ? current.originalError : (current as { cause?: unknown }).cause;
  }
  return undefined;
}

/**
 * Turns whatever a GraphQL layer is about to answer into the closed list of codes.
 * An error that no layer of ours made is `INTERNAL` and loses its text.
 */
export function formatGraphQLError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const place = {
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
  };
  const hub = hubErrorBehind(error);
  if (hub) {
    const { message, extensions } = toGraphQLError(hub);
    return { message, ...place, extensions };
  }
  const { code: given, ...rest } = formatted.extensions ?? {};
  if (isKnownCode(given) && given !== 'INTERNAL')
    return { message: formatted.message, ...place, extensions: pickSafe(rest, given) };
  const known = Object.hasOwn(FROM_APOLLO, String(given)) ? FROM_APOLLO[String(given)] : undefined;
  const code = known ?? (given === undefined && isClientMistake(error) ? 'BAD_INPUT' : undefined);
  if (code) return { message: formatted.message, ...place, extensions: { code, retryable: false } };
  return { message: INTERNAL_MESSAGE, ...place, extensions: { code: 'INTERNAL', retryable: false } };
}

/** graphql-js reports a variable that does not fit its type without a code, and with no throw of ours behind it. */
function isClientMistake(error: unknown): boolean {
  return error instanceof GraphQLError && error.originalError === undefined && error.path === undefined;
}

function isKnownCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(CODE_SET, code);
}

const CODE_SET: Readonly<Record<ErrorCode, true>> = {
  BAD_INPUT: true,
  RULE_BROKEN: true,
  UNAUTHENTICATED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  CONFLICT: true,
  CURSOR_EXPIRED: true,
  PERSISTED_QUERY_NOT_FOUND: true,
  PERSISTED_QUERY_NOT_SUPPORTED: true,
  RATE_LIMITED: true,
  TIMED_OUT: true,
  SOURCE_UNAVAILABLE: true,
  SOURCE_REJECTED: true,
  SOURCE_MALFORMED: true,
  INTERNAL: true,
};

/** What a subgraph's error may carry through the gateway: scalars only, no stack, no text of an outside system. */
function pickSafe(extensions: Record<string, unknown>, code: ErrorCode): Record<string, unknown> {
  const kept = Object.entries(extensions).filter(
    ([key, value]) => key !== 'stacktrace' && (typeof value !== 'object' || value === null),
  );
  return { ...Object.fromEntries(kept), code };
}

/** Any throw as clients see it. */
export function formatThrown(error: unknown): GraphQLFormattedError {
  if (error instanceof GraphQLError) return formatGraphQLError(error.toJSON(), error);
  return toGraphQLError(toHubError(error)).toJSON();
}

/** A result with its errors as clients see them, first so that who reads it sees them (GraphQL specification, 7.1). */
export const formatResult = ({ data, errors, extensions }: ExecutionResult): FormattedExecutionResult => ({
  ...(errors && errors.length > 0 ? { errors: errors.map(formatThrown) } : {}),
  ...(data === undefined ? {} : { data }),
  ...(extensions === undefined ? {} : { extensions }),
});
