import { GraphQLError } from 'graphql';
import { isHubError } from '../platform/domain/errors';
import { hubErrorBehind } from '../platform/domain/graphql-errors';

type Path = readonly (string | number)[];

/**
 * Errors of an answer once a contract has made null what lies outside it: an error below such a null would tell that
 * something is there, so it is left out; a refusal, which stands for all items of a list, is told of the next item.
 */
export function errorsWithin(
  errors: readonly GraphQLError[],
  { before, after }: { readonly before: unknown; readonly after: unknown },
): readonly GraphQLError[] {
  return errors.flatMap((error) => {
    const { path } = error;
    if (!path || !wasNulled(path, before, after)) return [error];
    if (!isHubError(hubErrorBehind(error), 'FORBIDDEN')) return [];
    const next = placeLike(path, after);
    return next ? [new GraphQLError(error.message, { path: next, originalError: error })] : [];
  });
}

/** Whether the way to a place ends at a null that was none before. */
function wasNulled(path: Path, before: unknown, after: unknown): boolean {
  let [was, is] = [before, after];
  for (const step of path) {
    if (was == null) return false;
    if (is == null) return true;
    [was, is] = [at(was, step), at(is, step)];
  }
  return false;
}

/** The first place of the same names, whatever the items, that is there. */
function placeLike([step, ...rest]: Path, value: unknown, way: Path = []): Path | null {
  if (step === undefined) return way;
  if (typeof value !== 'object' || value === null) return null;
  if (typeof step === 'string') return step in value ? placeLike(rest, at(value, step), [...way, step]) : null;
  for (const [index, item] of Array.isArray(value) ? value.entries() : []) {
    const found = placeLike(rest, item, [...way, index]);
    if (found) return found;
  }
  return null;
}

const at = (value: unknown, step: string | number): unknown => (value as Record<string | number, unknown>)[step];
