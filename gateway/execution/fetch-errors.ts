import { GraphQLError } from 'graphql';
import { HubError } from '../../platform/domain/errors';
import type { FetchError } from './fetcher';
import type { Path } from './answer-paths';

/** A subgraph's error at its place in the client's answer; without one where it is about no place. */
export function errorAt({ message, extensions, originalError }: FetchError, path: Path | undefined): GraphQLError {
  return new GraphQLError(message, {
    path: path ?? null,
    ...(extensions ? { extensions } : {}),
    ...(originalError ? { originalError } : {}),
  });
}

/** What a fetch threw, as an error of the answer. */
export const thrownError = (thrown: unknown): GraphQLError => {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError =
    thrown instanceof Error ? thrown : new HubError('INTERNAL', 'a fetch failed', { cause: thrown });
  return new GraphQLError(originalError.message, { originalError });
};
