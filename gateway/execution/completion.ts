import {
  executeSync,
  getNamedType,
  GraphQLError,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type DocumentNode,
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { HubError, isHubError } from '../../platform/domain/errors';
import type { Data } from './fetcher';
import { own } from './own-property';
import { refusedBy, type Refusal } from './refused-fields';
import { needsType, untypedName } from './untyped-objects';

/** What is completed. */
export interface Completion {
  readonly schema: GraphQLSchema;
  /** With the types and enum values that clients may not know of. */
  readonly supergraphSchema: GraphQLSchema;
  /** A document of one operation. */
  readonly document: DocumentNode;
  readonly variables: Readonly<Data>;
}

/** An answer as the specification has it (GraphQL specification 6.4.3 and 6.4.4), in the document's names. */
export interface Completed {
  readonly data: Data | null;
  /** What had to become null, and why; refused selections are not among it. */
  readonly errors: readonly GraphQLError[];
  /** Once for each refused selection that has a place in the answer. */
  readonly refusals: readonly Refusal[];
}

/**
 * Completes merged data by graphql-js: nulls go up to where one may be, and values are held against their types. Slower
 * than a projector, and right for whatever that one does not write.
 */
export function complete(root: Data, completion: Completion): Completed {
  const { schema, document, variables } = completion;
  const refused: (Refusal & { readonly takesParent: boolean })[] = [];
  const fieldResolver: GraphQLFieldResolver<Data, unknown> = (source, _args, _context, info) => {
    const [coordinate] = info.fieldNodes.flatMap((node) => refusedBy(node) ?? []);
    if (coordinate !== undefined) {
      const takesParent = isNonNullType(info.returnType);
      refused.push({ coordinate, path: pathOf(info.path), takesParent });
      if (takesParent) throw REFUSED;
      return null;
    }
    const value = own(source, String(info.path.key));
    const type = getNamedType(info.returnType);
    return isEnumType(type) ? withoutHidden(value, type, completion) : value;
  };
  const { data, errors = [] } = executeSync({
    ...{ schema, document, rootValue: root, fieldResolver },
    variableValues: variables,
    typeResolver: (value, _context, info, place) => typeOf(value as Data, { info, place, completion }),
  });
  return {
    data: data ?? null,
    errors: errors.filter(({ originalError }) => originalError !== REFUSED).map(inOurWords),
    refusals: firstOfEach(refused.filter(({ path, takesParent }) => takesParent || isIn(data, path))),
  };
}

type Path = Refusal['path'];

const pathOf = (path: GraphQLResolveInfo['path'] | undefined): Path => (path ? [...pathOf(path.prev), path.key] : []);

/** Whether the object at the end of a path, but for its last step, is in the data. */
const isIn = (data: unknown, path: Path): boolean =>
  path.slice(0, -1).reduce<unknown>((value, step) => (value as Data | null)?.[step], data) != null;

/** The first of each selection, whatever the items of lists. */
const firstOfEach = (refusals: readonly Refusal[]): readonly Refusal[] => {
  const placeOf = ({ path }: Refusal): string => path.filter((step) => typeof step === 'string').join('.');
  return [...new Map(refusals.toReversed().map((one) => [placeOf(one), one])).values()].toReversed();
};

interface Typing {
  readonly info: GraphQLResolveInfo;
  readonly place: GraphQLAbstractType;
  readonly completion: Completion;
}

/** Throws NOT_FOUND for a type that is there, but not for clients, and where nobody says which type it is. */
function typeOf(value: Data, { info, place, completion: { schema, supergraphSchema } }: Typing): string {
  const told = own(value, '__typename');
  const name = typeof told === 'string' ? told : place.name;
  const type = schema.getType(name);
  if (!isInterfaceType(type)) {
    if (!type && supergraphSchema.getType(name)) throw absent();
    return name;
  }
  const untyped = schema.getType(untypedName(name));
  const sets = info.fieldNodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const fragments = new Map(Object.entries(info.fragments));
  if (!isObjectType(untyped) || needsType(untyped, sets, { schema, fragments })) throw absent();
  return untyped.name;
}

/** The value, or the items of a list, with NOT_FOUND where an enum value is not for clients. */
function withoutHidden(value: unknown, type: GraphQLEnumType, completion: Completion): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutHidden(item, type, completion));
  const whole = completion.supergraphSchema.getType(type.name);
  const isHidden = typeof value === 'string' && !type.getValue(value) && isEnumType(whole) && whole.getValue(value);
  return isHidden ? absent() : value;
}

const absent = (): HubError => new HubError('NOT_FOUND', 'what belongs here is absent, or not visible to you');

const REFUSED = new Error('refused');
const IS_NULL = /^Cannot return null for non-nullable field /;

/** graphql-js tells of values in its messages: ours tell the place alone. */
function inOurWords({ message, path, originalError: thrown }: GraphQLError): GraphQLError {
  const isAbsent = IS_NULL.test(message) || isHubError(thrown, 'NOT_FOUND');
  const originalError = isAbsent
    ? absent()
    : new HubError('SOURCE_MALFORMED', 'what a source gave here does not fit its type');
  return new GraphQLError(originalError.message, { path: path ?? null, originalError });
}
