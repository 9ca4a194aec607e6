import {
  GraphQLObjectType,
  GraphQLSchema,
  isInterfaceType,
  type FieldNode,
  type GraphQLInterfaceType,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Selecting } from './collected-fields';

const PREFIX = '__Untyped_'; // no schema of others has a name that begins so
const known = new WeakMap<GraphQLSchema, GraphQLSchema>();

/**
 * A subgraph that knows an interface as one object type (`@interfaceObject`) does not say which type an object has, and
 * it is not looked up where only fields of the interface are asked. The same schema, in which such an object has a type:
 * one for each interface, with the interface's own fields. Not so where an object may be of a type that clients do not
 * know of. Made once for each schema.
 */
export function withUntypedObjects(schema: GraphQLSchema, supergraphSchema: GraphQLSchema): GraphQLSchema {
  const found = known.get(schema);
  if (found) return found;
  const added = Object.values(schema.getTypeMap())
    .filter(isInterfaceType)
    .filter((type) => isAllShown(type, schema, supergraphSchema))
    .map(untyped);
  const config = schema.toConfig();
  const made = added.length === 0 ? schema : new GraphQLSchema({ ...config, types: [...config.types, ...added], assumeValid: true }); // prettier-ignore
  known.set(schema, made);
  return made;
}

/** Name of the type that an object of an interface has which tells no type, or the interface's own name. */
export const untypedName = (interfaceName: string): string => `${PREFIX}${interfaceName}`;

/** Whether a type stands for objects whose type is not told. */
export const isUntyped = ({ name }: { readonly name: string }): boolean => name.startsWith(PREFIX);

/** The interface of which an untyped object is. */
export const interfaceOf = (type: GraphQLObjectType): GraphQLInterfaceType => {
  const [own] = type.getInterfaces();
  if (!own) throw new TypeError(`${type.name} is not untyped`);
  return own;
};

/** Whether it takes an object's type to answer selections on an interface: its name is asked, or what some types have. */
export function needsType(type: GraphQLObjectType, sets: readonly SelectionSetNode[], selecting: Selecting): boolean {
  const fields = collectFields(type, sets, selecting);
  if ([...fields.values()].some(([node]) => node?.name.value === '__typename')) return true;
  return selecting.schema
    .getPossibleTypes(interfaceOf(type))
    .some((possible) => !isUntyped(possible) && !areSame(collectFields(possible, sets, selecting), fields));
}

type Fields = ReadonlyMap<string, readonly FieldNode[]>;

const areSame = (some: Fields, others: Fields): boolean =>
  some.size === others.size && [...some].every(([name, nodes]) => nodes.length === others.get(name)?.length);

function isAllShown(type: GraphQLInterfaceType, schema: GraphQLSchema, supergraphSchema: GraphQLSchema): boolean {
  const whole = supergraphSchema.getType(type.name);
  return (
    isInterfaceType(whole) && schema.getPossibleTypes(type).length === supergraphSchema.getPossibleTypes(whole).length
  );
}

const untyped = (type: GraphQLInterfaceType): GraphQLObjectType => {
  const { name, fields } = type.toConfig();
  return new GraphQLObjectType({ name: untypedName(name), fields, interfaces: [type, ...type.getInterfaces()] });
};
