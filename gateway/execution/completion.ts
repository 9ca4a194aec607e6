import {
  executeSync,
  GraphQLError,
  type DocumentNode,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { HubError } from '../../platform/domain/errors';
import type { Data } from './fetcher';
import { own } from './own-property';

/** What is completed. */
export interface Completion {
  readonly schema: GraphQLSchema;
  /** A document of one operation. */
  readonly document: DocumentNode;
  readonly variables: Readonly<Data>;
  readonly refused: ReadonlySet<FieldNode>;
}

/** An answer as the specification has it: GraphQL specification 6.4.3 and 6.4.4. */
export interface Completed {
  readonly data: Data | null;
  /** What had to become null, and why; refused selections are not among it. */
  readonly errors: readonly GraphQLError[];
}

/**
 * Completes merged data by graphql-js: nulls go up to where one may be, values are held against their types, and the
 * schema answers for itself. Slower than a projector, and right for whatever that one does not write.
 */
export function complete(root: Data, { schema, document, variables, refused }: Completion): Completed {
  const fieldResolver: GraphQLFieldResolver<Data, unknown> = (source, _args, _context, { path, fieldNodes }) => {
    if (fieldNodes.some((node) => refused.has(node))) throw REFUSED;
    return own(source, String(path.key));
  };
  const { data, errors = [] } = executeSync({
    ...{ schema, document, rootValue: root, fieldResolver },
    variableValues: variables,
    typeResolver: (value) => String(own(value as Data, '__typename')),
  });
  return {
    data: data ?? null,
    errors: errors.filter(({ originalError }) => originalError !== REFUSED).map(inOurWords),
  };
}

const REFUSED = new Error('refused');
const IS_NULL = /^Cannot return null for non-nullable field /;

/** graphql-js tells of values in its messages: ours tell the place alone. */
function inOurWords({ message, path }: GraphQLError): GraphQLError {
  const originalError = IS_NULL.test(message)
    ? new HubError('NOT_FOUND', 'what belongs here is absent, or not visible to you')
    : new HubError('SOURCE_MALFORMED', 'what a source gave here does not fit its type');
  return new GraphQLError(originalError.message, { path: path ?? null, originalError });
}
