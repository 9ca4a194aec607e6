import { GraphQLError } from 'graphql';
import { formatThrown, hubErrorBehind } from '../domain/graphql-errors';
import type { Logger } from './logger';

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
