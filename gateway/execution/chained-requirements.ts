import {
  Kind,
  parse,
  print,
  type ConstArgumentNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { namedTypeOf } from '../../platform/access/access-document';
import { selectionOf } from '../../platform/access/rules/field-sets';
import { GraphParts, isObjectIn, joinedField, type JoinedTypes } from './graph-parts';
import { joinsOf, withCopy, type JoinedType } from './joined-type';
import { mapFetches, type QueryPlan } from './query-plan';

/** A supergraph in which each required field that itself requires others stands in a subgraph of its own. */
export interface ApartSupergraph {
  readonly sdl: string;
  /** The subgraph that is meant, by the name that plans hold. */
  readonly subgraphs: ReadonlyMap<string, string>;
}

/**
 * Prepares a supergraph for a planner that asks a required field together with what else it asks of that subgraph, and so
 * without what the field itself requires: between subgraphs it does not do so. Throws GraphQL's syntax error.
 */
export function withChainsApart(supergraphSdl: string): ApartSupergraph {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const types = new Map(definitions.filter(isType).map((node) => [node.name.value, node]));
  const all = [...types.values()].flatMap(requirementsIn);
  const required = new Set(all.flatMap(({ type, set }) => coordinatesIn(type, set, types)));
  const chained = all.filter(({ type, field }) => required.has(`${type}.${field}`));
  if (chained.length === 0) return { sdl: supergraphSdl, subgraphs: new Map() };
  const subgraphs = chained.map((one, index) => setApart(one, `${one.graph}_APART_${index}`, types));
  const others = definitions.filter((node) => !isType(node));
  const sdl = print({ kind: Kind.DOCUMENT, definitions: [...others, ...types.values()] });
  return { sdl, subgraphs: new Map(subgraphs) };
}

/** A plan over such a supergraph as it is meant. */
export const inSubgraphs = (plan: QueryPlan, { subgraphs }: Pick<ApartSupergraph, 'subgraphs'>): QueryPlan =>
  subgraphs.size === 0
    ? plan
    : mapFetches(plan, (fetch) => ({ ...fetch, serviceName: subgraphs.get(fetch.serviceName) ?? fetch.serviceName }));

const isType = (node: DefinitionNode): node is JoinedType => node.kind.endsWith('TypeDefinition');

/** A field that a graph makes of what others have. */
interface Requirement {
  readonly type: string;
  readonly field: string;
  readonly graph: string;
  readonly set: SelectionSetNode;
}

/** What depends on its surroundings too stays where it is. */
const requirementsIn = (node: JoinedType): readonly Requirement[] =>
  (node.fields ?? []).flatMap((field) =>
    joinsOf(field, 'join__field').flatMap(({ graph, requires, contextArguments }): readonly Requirement[] => {
      const set = typeof requires === 'string' ? selectionOf(requires) : undefined;
      if (!set || contextArguments !== undefined || !isObjectIn(node, String(graph))) return [];
      return [{ type: node.name.value, field: field.name.value, graph: String(graph), set }];
    }),
  );

const coordinatesIn = (type: string, { selections }: SelectionSetNode, types: JoinedTypes): readonly string[] =>
  selections.flatMap((node): readonly string[] => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return [];
    if (node.kind === Kind.INLINE_FRAGMENT) {
      return coordinatesIn(node.typeCondition?.name.value ?? type, node.selectionSet, types);
    }
    const field = joinedField(type, node.name.value, types);
    const below = field && node.selectionSet ? coordinatesIn(namedTypeOf(field.type), node.selectionSet, types) : [];
    return [`${type}.${node.name.value}`, ...below];
  });

/** Gives a field a graph of its own: that one's name, and the name of the subgraph that it stands for. */
function setApart(
  { type, field, graph: from, set }: Requirement,
  to: string,
  types: Map<string, JoinedType>,
): readonly [string, string] {
  const parts = new GraphParts(types, from);
  parts.addField(type, field);
  parts.addKeys(type);
  parts.addSelected(type, set);
  parts.addType('Query');
  for (const name of parts.found.keys()) {
    const node = types.get(name);
    if (node) types.set(name, withCopy(node, { from, to, parts: parts.found, moved: { type, field } }));
  }
  return [to, addGraph(from, to, types)];
}

const GRAPHS = 'join__Graph';

/** Adds a graph by its own name; gives the name of the subgraph behind the other. */
function addGraph(from: string, to: string, types: Map<string, JoinedType>): string {
  const graphs = types.get(GRAPHS);
  const value = graphs?.values?.find(({ name }) => name.value === from);
  const [join] = value?.directives ?? [];
  if (!graphs || !value || !join) throw new TypeError(`the supergraph has no graph ${from}`);
  const renamed = ({ name, ...rest }: ConstArgumentNode): ConstArgumentNode =>
    name.value === 'name' ? { name, ...rest, value: { kind: Kind.STRING, value: to } } : { name, ...rest };
  const added: EnumValueDefinitionNode = {
    ...value,
    name: { kind: Kind.NAME, value: to },
    directives: [{ ...join, arguments: (join.arguments ?? []).map(renamed) }],
  };
  types.set(GRAPHS, { ...graphs, values: [...(graphs.values ?? []), added] });
  return String(joinsOf(value, 'join__graph')[0]?.['name']);
}
