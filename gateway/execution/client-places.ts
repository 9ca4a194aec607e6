import { GraphQLError, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { HubError } from '../../platform/domain/errors';
import { hubErrorBehind } from '../../platform/domain/graphql-errors';
import { fieldsIn, type Fragments } from './fragments';
import { refusedBy } from './refused-fields';

/**
 * Errors of an answer at places that the client asked for. The planner also fetches what it needs by itself, such as the
 * inputs of `@requires`: an error there is told of the nearest place above, without the name of the one it happened at.
 */
export function atClientPlaces(
  errors: readonly GraphQLError[],
  operation: OperationDefinitionNode,
  fragments: Fragments,
): readonly GraphQLError[] {
  return errors.map((error) => {
    const asked = askedPart(error.path ?? [], [operation.selectionSet], fragments);
    return asked.length === (error.path ?? []).length ? error : withoutPlace(error, asked);
  });
}

type Path = readonly (string | number)[];

/** As much of a path as leads through selections of the client's. */
function askedPart(path: Path, sets: readonly SelectionSetNode[], fragments: Fragments): Path {
  let below = sets;
  for (const [at, step] of path.entries()) {
    if (typeof step === 'number') continue;
    const nodes = below.flatMap((set) => fieldsIn(set, fragments)).filter((field) => isAsked(field, step));
    if (nodes.length === 0) return path.slice(0, at);
    below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return path;
}

const isAsked = (field: FieldNode, name: string): boolean =>
  (field.alias ?? field.name).value === name && refusedBy(field) === undefined;

function withoutPlace(error: GraphQLError, path: Path): GraphQLError {
  const code = hubErrorBehind(error)?.code ?? 'INTERNAL';
  const originalError = new HubError(code, 'something that this is made of could not be had', { cause: error });
  return new GraphQLError(originalError.message, { path: path.length > 0 ? path : null, originalError });
}
