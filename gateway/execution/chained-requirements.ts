import { Kind, type SelectionSetNode } from 'graphql';
import { namedTypeOf } from '../../platform/access/access-document';
import { JoinedSupergraph } from './joined-supergraph';
import { joinedField, type JoinedTypes } from './joined-type';
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
  const supergraph = new JoinedSupergraph(supergraphSdl);
  const all = supergraph.requirements();
  const required = new Set(all.flatMap(({ type, set }) => coordinatesIn(type, set, supergraph.types)));
  const isObject = (type: string): boolean => supergraph.types.get(type)?.kind === Kind.OBJECT_TYPE_DEFINITION;
  const chained = all.filter(({ type, field }) => isObject(type) && required.has(`${type}.${field}`));
  const moved = chained.map((one) => supergraph.moveToOwnGraph(one));
  const subgraphs = new Map(moved.map(({ graph, subgraph }) => [graph, subgraph]));
  return { sdl: moved.length === 0 ? supergraphSdl : supergraph.sdl(), subgraphs };
}

/** A plan over such a supergraph as it is meant. */
export const inSubgraphs = (plan: QueryPlan, { subgraphs }: Pick<ApartSupergraph, 'subgraphs'>): QueryPlan =>
  subgraphs.size === 0
    ? plan
    : mapFetches(plan, (fetch) => ({ ...fetch, serviceName: subgraphs.get(fetch.serviceName) ?? fetch.serviceName }));

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
