import { GraphQLError, type FormattedExecutionResult, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import { toHubError } from '../platform/domain/errors';
import { formatGraphQLError, hubErrorBehind, toGraphQLError } from '../platform/domain/graphql-errors';
import type { Logger } from '../platform/telemetry/logger';

/** Any throw as clients see it. */
export function formatThrown(error: unknown): GraphQLFormattedError {
  if (error instanceof GraphQLError) return formatGraphQLError(error.toJSON(), error);
  return toGraphQLError(toHubError(error)).toJSON();
}

/** A result with its errors as clients see them. */
export const formatResult = ({ errors, ...result }: ExecutionResult): FormattedExecutionResult => ({
  ...result,
  ...(errors && errors.length > 0 ? { errors: errors.map(formatThrown) } : {}),
});

/** Error codes of an answer, one for each error. */
export const codesOf = (errors: readonly GraphQLFormattedError[] | undefined): readonly string[] =>
  (errors ?? []).map(({ extensions }) => {
    const code = extensions?.['code'];
    return typeof code === 'string' ? code : 'INTERNAL';
  });

/** How many of an answer's errors say that a field was refused. */
export const refusedIn = (errors: readonly GraphQLFormattedError[] | undefined): number =>
  (errors ?? []).filter(({ extensions }) => extensions?.['code'] === 'FORBIDDEN' && 'field' in extensions).length;

/** HTTP status of an error that ends a request before it runs. */
export function statusOf(code: unknown): number {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 401;
    case 'FORBIDDEN':
      return 403;
    case 'NOT_FOUND':
      return 404;
    case 'RATE_LIMITED':
      return 429;
    case 'SOURCE_UNAVAILABLE':
      return 503;
    case 'TIMED_OUT':
      return 504;
    case 'INTERNAL':
      return 500;
    default:
      return 400;
  }
}

/**
 * Logs our own bugs among the errors of an answer: the class of the throw and where it came from, never its text,
 * which may hold health data.
 */
export function logInternal(log: Logger, errors: readonly unknown[], correlationId: string): void {
  for (const error of errors) {
    if (formatThrown(error).extensions?.['code'] !== 'INTERNAL') continue;
    const thrown = causeOf(error);
    const place = thrown instanceof Error ? framesOf(thrown) : [];
    log.error(
      { correlationId, thrown: thrown instanceof Error ? thrown.name : typeof thrown, place },
      'internal error',
    );
  }
}

function causeOf(error: unknown): unknown {
  const hub = hubErrorBehind(error);
  if (hub) return hub.cause ?? hub;
  let current = error;
  while (current instanceof GraphQLError && current.originalError) current = current.originalError;
  return current;
}

/** The stack's first lines of code; its head, which repeats the message, is left out. */
const framesOf = ({ message, stack = '' }: Error): readonly string[] =>
  stack
    .slice(stack.includes(message) ? stack.indexOf(message) + message.length : 0)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 5)
    .map((line) => line.trim());
