import { isAbstractType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

/** Whether a fragment on `condition` applies to objects of the type named `typename`. GraphQL specification 6.3.2. */
export function appliesTo(schema: GraphQLSchema, condition: string | undefined, typename: string): boolean {
  if (condition === undefined || condition === typename) return true;
  const abstract = schema.getType(condition);
  const concrete = schema.getType(typename);
  return isAbstractType(abstract) && isObjectType(concrete) && schema.isSubType(abstract, concrete);
}

const interfaces = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Names of the interfaces of a schema, found once. */
export function interfacesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const found =
    interfaces.get(schema) ?? new Set(Object.values(schema.getTypeMap()).filter(isInterfaceType).map(String));
  interfaces.set(schema, found);
  return found;
}
