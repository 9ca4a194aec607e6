import {
  isInterfaceType,
  isObjectType,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';
import type { Access } from '../platform/access/access-directive';
import { directiveUses } from '../platform/access/access-document';
import { decide, type Decision, type Rights } from '../platform/access/rights';
import { readDeclarations, type Declarations } from '../platform/access/rules/declarations';
import { coordinatesIn } from '../platform/access/rules/field-sets';
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
export function readSupergraphAccess(supergraph: DocumentNode, apiSchema: GraphQLSchema): SupergraphAccess {
  const declared = readDeclarations([{ name: 'supergraph', document: supergraph }]);
  const access = new Map(declared.all.map((field) => [field.coordinate, field.access]));
  const inputs = requiredInputs(declared);
  const open = unclassified(apiSchema, access);
  if (open.length > 0) {
    throw new HubError('RULE_BROKEN', `the supergraph has ${open.length} fields without @access, such as ${open[0]}`);
  }
  return { rulebookFor: (rights) => rulebook({ access, inputs }, apiSchema, rights) };
}

type AccessByCoordinate = ReadonlyMap<string, Access | undefined>;
type InputsByCoordinate = ReadonlyMap<string, readonly string[]>;

const unclassified = (apiSchema: GraphQLSchema, access: AccessByCoordinate): readonly string[] =>
  Object.values(apiSchema.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'))
    .flatMap((type) => Object.keys((type as { getFields(): object }).getFields()).map((name) => `${type.name}.${name}`))
    .filter((coordinate) => access.get(coordinate) === undefined);

/** What each field with `@requires` is worked out from, nested fields included, by coordinate. */
function requiredInputs(declared: Declarations): InputsByCoordinate {
  const inputs = new Map<string, readonly string[]>();
  for (const { coordinate, type, node } of declared.all) {
    const found = directiveUses(node, 'join__field').flatMap(({ requires }) =>
      requires === undefined ? [] : coordinatesIn(requires, type, declared),
    );
    if (found.length > 0) inputs.set(coordinate, found);
  }
  return inputs;
}

interface Rules {
  readonly access: AccessByCoordinate;
  readonly inputs: InputsByCoordinate;
}

function rulebook({ access, inputs }: Rules, apiSchema: GraphQLSchema, rights: Rights): Rulebook {
  const decided = new Map<string, Decision>();
  const decideOne = (coordinate: string): Decision => {
    const known = decided.get(coordinate);
    if (known) return known;
    const own = decide(access.get(coordinate), rights);
    // Worked out from what its viewer may not see, or from what a mask left of it, a value would tell or be wrong.
    const isMadeOfLess = (inputs.get(coordinate) ?? []).some((input) => decide(access.get(input), rights) !== 'ALLOW');
    const decision = isMadeOfLess ? 'DENY' : own;
    decided.set(coordinate, decision);
    return decision;
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
