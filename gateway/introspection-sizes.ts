import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/**
 * How long the lists of introspection are in a schema, by coordinate: its types and directives as they are, what hangs
 * on each of them on average.
 */
export function introspectionSizes(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const sizes = known.get(schema) ?? count(schema);
  known.set(schema, sizes);
  return sizes;
}

function count(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  const each = (ofType: (type: GraphQLNamedType) => number): number =>
    Math.max(1, Math.ceil(types.reduce((sum, type) => sum + ofType(type), 0) / types.length));
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const argumentCount = fields.reduce((sum, { args }) => sum + args.length, 0);
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', directives.length],
    ['__Type.fields', each((type) => (isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()).length : 0))], // prettier-ignore
    ['__Type.inputFields', each((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ['__Type.enumValues', each((type) => (isEnumType(type) ? type.getValues().length : 0))],
    ['__Type.interfaces', each((type) => (isObjectType(type) ? type.getInterfaces().length : 0))],
    ['__Type.possibleTypes', each((type) => (isInterfaceType(type) || isUnionType(type) ? schema.getPossibleTypes(type).length : 0))], // prettier-ignore
    ['__Field.args', Math.max(1, Math.ceil(argumentCount / Math.max(1, fields.length)))],
    ['__Directive.args', Math.max(1, ...directives.map(({ args }) => args.length))],
    ['__Directive.locations', 1],
  ]);
}
