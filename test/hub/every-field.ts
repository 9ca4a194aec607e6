import {
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** One value of an answer and the field it stands in. */
export interface Leaf {
  readonly coordinate: string;
  readonly value: unknown;
}

/** Every field of a schema by coordinate, with the name of its type. */
export const fieldsOf = (schema: GraphQLSchema): ReadonlyMap<string, string> =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap(
        (type) =>
        Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, getNamedType(field.type).name] as const), // prettier-ignore
      ),
  );

/** A query of one root field for all that can be reached from it within so many steps, each type once on a way. */
export function queryOf(schema: GraphQLSchema, root: string, depth: number, first = 200): string {
  const field = schema.getQueryType()?.getFields()[root];
  if (!field) throw new Error(`there is no Query.${root}`);
  return `{ ${root}${argumentsOf(field, first)} ${selectionOf(field.type, depth, [])} }`;
}

/** A length for lists, and the first value of each enum that must be given. */
function argumentsOf({ args }: GraphQLField<unknown, unknown>, first: number): string {
  const given = args.flatMap((argument) => {
    const type = getNamedType(argument.type);
    if (argument.name === 'first') return [`first: ${first}`];
    return isRequiredArgument(argument) && isEnumType(type)
      ? [`${argument.name}: ${type.getValues()[0]?.name ?? ''}`]
      : [];
  });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

function selectionOf(type: GraphQLOutputType, depth: number, path: readonly string[]): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const fields = Object.values(named.getFields()).flatMap((field) => {
    const below = getNamedType(field.type);
    if (isObjectType(below) && (depth === 0 || path.includes(below.name))) return [];
    return [`${field.name}${argumentsOf(field, 5)} ${selectionOf(field.type, depth - 1, [...path, named.name])}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** The leaves of an answer without aliases. */
export function leavesOf(data: unknown, type: GraphQLOutputType, coordinate = 'Query'): readonly Leaf[] {
  if (data == null) return [];
  if (isNonNullType(type)) return leavesOf(data, type.ofType, coordinate);
  if (isListType(type)) return (data as unknown[]).flatMap((item) => leavesOf(item, type.ofType, coordinate));
  if (!isObjectType(type)) return [{ coordinate, value: data }];
  return Object.entries(data).flatMap(([name, value]) => {
    const field = type.getFields()[name];
    return field ? leavesOf(value, field.type, `${type.name}.${name}`) : [];
  });
}

/** Every text in an answer of any shape. */
export const textsIn = (data: unknown): readonly string[] => {
  if (typeof data === 'string') return [data];
  if (typeof data !== 'object' || data === null) return [];
  return Object.values(data).flatMap(textsIn);
};
