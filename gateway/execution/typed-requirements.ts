import { Kind, parse, print, stripIgnoredCharacters, visit, type DocumentNode, type InlineFragmentNode } from 'graphql';
import { JoinedSupergraph, type Moved, type Requirement } from './joined-supergraph';
import { isInterfaceObjectIn, isOfGraph, join, joinsOf, usesOf, withUses } from './joined-type';
import {
  entityFragments,
  hasRequires,
  mapFetches,
  type EntityFetchNode,
  type PlanNode,
  type QueryPlan,
  type Rewrite,
} from './query-plan';

/** A supergraph in which fields of interface objects that require others are fields of each of the interface's types. */
export interface TypedSupergraph {
  readonly sdl: string;
  /** What is meant by a subgraph, by the name that plans hold. */
  readonly meant: ReadonlyMap<string, InterfaceObject>;
}

interface InterfaceObject {
  readonly subgraph: string;
  readonly name: string;
  /** The types that stand for it in plans. */
  readonly types: readonly string[];
}

/**
 * Prepares a supergraph for a planner that, for a requirement of an interface object (`@interfaceObject`), asks nobody
 * what the other types of the interface have, goes round in circles, or gives up. Each such field moves to a subgraph of
 * its own, which knows the types and not the interface. Throws GraphQL's syntax error.
 */
export function withTypedRequirements(supergraphSdl: string): TypedSupergraph {
  const supergraph = new JoinedSupergraph(supergraphSdl);
  const chosen = supergraph.requirements().filter(({ type, graph }) => {
    const node = supergraph.types.get(type);
    return node && isInterfaceObjectIn(node, graph);
  });
  const meant = new Map(chosen.map((one) => moveToTypes(one, supergraph)));
  return { sdl: meant.size === 0 ? supergraphSdl : supergraph.sdl(), meant };
}

function moveToTypes(requirement: Requirement, supergraph: JoinedSupergraph): readonly [string, InterfaceObject] {
  const { type: name, field } = requirement;
  const moved = supergraph.moveToOwnGraph(requirement);
  const { graph } = moved;
  const types = [...supergraph.types].flatMap(([type, { interfaces = [] }]) =>
    interfaces.some((one) => one.name.value === name) ? [type] : [],
  );
  for (const type of types) giveToType(type, name, { supergraph, moved });
  supergraph.change(name, (node) => {
    const others = (node.directives ?? []).filter((one) => !isOfGraph(one, graph));
    const fields = withUses(node, (uses, one) => {
      const elsewhere = uses.filter((use) => !isOfGraph(use, graph));
      return one.name.value === field ? [...elsewhere, join('join__field', { graph })] : elsewhere;
    });
    return { ...fields, directives: [...others, join('join__type', { graph })] };
  });
  return [graph, { subgraph: moved.subgraph, name, types }];
}

/** Gives one type what the interface object had. */
function giveToType(
  type: string,
  interfaceName: string,
  { supergraph, moved: { graph, fields } }: { readonly supergraph: JoinedSupergraph; readonly moved: Moved },
): void {
  const object = supergraph.types.get(interfaceName);
  if (!object) return;
  const keys = joinsOf(object, 'join__type', graph).flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
  supergraph.change(type, (node) => {
    const given = withUses(node, (uses, { name }) => {
      const field = fields.has(name.value) ? object.fields?.find((one) => one.name.value === name.value) : undefined;
      const own = uses.filter(({ arguments: args = [] }) => args.length > 0);
      return field ? [...own, ...usesOf(object, field).filter((use) => isOfGraph(use, graph))] : uses;
    });
    const joins = keys.map((key) => join('join__type', { graph, key }));
    const isOne = join('join__implements', { graph, interface: interfaceName });
    return { ...given, directives: [...(node.directives ?? []), ...joins, isOne] };
  });
}

/** A plan over such a supergraph as it is meant: of the interface object, for entities of the types that it is for. */
export const asInterfaceObjects = (plan: QueryPlan, { meant }: Pick<TypedSupergraph, 'meant'>): QueryPlan =>
  meant.size === 0
    ? plan
    : mapFetches(plan, (fetch) => {
        const object = meant.get(fetch.serviceName);
        return object && hasRequires(fetch) ? ofObject(fetch, object) : fetch;
      });

/** What is asked alike of several types is asked once. */
function ofObject(fetch: EntityFetchNode, object: InterfaceObject): PlanNode {
  const document = fetch.operationDocumentNode ?? parse(fetch.operation, { noLocation: true });
  const alike = new Map<string, InlineFragmentNode[]>();
  for (const fragment of entityFragments(document)) {
    const text = print(fragment.selectionSet);
    alike.set(text, [...(alike.get(text) ?? []), fragment]);
  }
  const [only, ...others] = [...alike.values()].map((fragments) => askedOnce(fetch, document, { fragments, object }));
  return others.length === 0 && only ? only : { kind: 'Parallel', nodes: [...(only ? [only] : []), ...others] };
}

function askedOnce(
  fetch: EntityFetchNode,
  whole: DocumentNode,
  { fragments, object }: { readonly fragments: readonly InlineFragmentNode[]; readonly object: InterfaceObject },
): EntityFetchNode {
  const { subgraph, name } = object;
  const [first] = fragments;
  const all = entityFragments(whole);
  const document = visit(whole, {
    InlineFragment(node) {
      if (!all.includes(node)) return undefined;
      if (node !== first) return null;
      return { ...node, typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } } as const };
    },
  });
  const types = fragments.flatMap(({ typeCondition }) => typeCondition?.name.value ?? []);
  const requires = fetch.requires.filter(
    (part) => part.kind !== 'InlineFragment' || part.typeCondition === undefined || types.includes(part.typeCondition),
  );
  return {
    ...fetch,
    ...{ serviceName: subgraph, requires, operationDocumentNode: document },
    operation: stripIgnoredCharacters(print(document)),
    inputRewrites: [...(fetch.inputRewrites ?? []), ...types.map((type) => named(type, name))],
  };
}

const named = (type: string, as: string): Rewrite => ({
  kind: 'ValueSetter',
  path: [`... on ${type}`, '__typename'],
  setValueTo: as,
});
