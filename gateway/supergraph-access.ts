import { isInterfaceType, isObjectType, type GraphQLCompositeType, type GraphQLSchema } from 'graphql';
import type { Access } from '../platform/access/access-directive';
import { declaredFieldsOf, documentOf } from '../platform/access/access-document';
import { decide, type Decision, type Rights } from '../platform/access/rights';
import { HubError } from '../platform/domain/errors';

/** What one viewer may see of each field of the supergraph. */
export interface Rulebook {
  /** Decision and coordinate of a field as selected on `parent`, which may be an interface. */
  decide(parent: GraphQLCompositeType, field: string): Decision;
}

/** The `@access` of a whole supergraph, ready to be asked for any viewer. */
export interface SupergraphAccess {
  rulebookFor(rights: Rights): Rulebook;
}

/** A supergraph made elsewhere, without `@access`: everything is open. Only for a hub started so on purpose. */
export const unguardedAccess: SupergraphAccess = { rulebookFor: () => ({ decide: () => 'ALLOW' }) };

/**
 * Reads the `@access` of every field that clients can reach. Throws RULE_BROKEN, naming the first of them, when any is
 * unclassified: such a supergraph is not served.
 */
export function readSupergraphAccess(supergraphSdl: string, apiSchema: GraphQLSchema): SupergraphAccess {
  const declared = declaredFieldsOf(documentOf(supergraphSdl));
  const access = new Map([...declared].map(([coordinate, field]) => [coordinate, field.access]));
  const open = unclassified(apiSchema, access);
  if (open.length > 0) {
    throw new HubError('RULE_BROKEN', `the supergraph has ${open.length} fields without @access, such as ${open[0]}`);
  }
  return { rulebookFor: (rights) => rulebook(access, apiSchema, rights) };
}

type AccessByCoordinate = ReadonlyMap<string, Access | undefined>;

const unclassified = (apiSchema: GraphQLSchema, access: AccessByCoordinate): readonly string[] =>
  Object.values(apiSchema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) => Object.keys((type as { getFields(): object }).getFields()).map((name) => `${type.name}.${name}`))
    .filter((coordinate) => access.get(coordinate) === undefined);

function rulebook(access: AccessByCoordinate, apiSchema: GraphQLSchema, rights: Rights): Rulebook {
  const decided = new Map<string, Decision>();
  const decideOne = (coordinate: string): Decision => {
    const known = decided.get(coordinate) ?? decide(access.get(coordinate), rights);
    decided.set(coordinate, known);
    return known;
  };
  return {
    decide(parent, field) {
      if (field.startsWith('__')) return 'ALLOW';
      const own = decideOne(`${parent.name}.${field}`);
      if (!isInterfaceType(parent) || own === 'DENY') return own;
      // An interface field is as strict as its strictest implementation.
      const concrete = apiSchema.getPossibleTypes(parent).map(({ name }) => decideOne(`${name}.${field}`));
      return concrete.includes('DENY') ? 'DENY' : own;
    },
  };
}
