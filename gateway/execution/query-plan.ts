import type { QueryPlan, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, type DocumentNode, type InlineFragmentNode, type OperationDefinitionNode } from 'graphql';

export type { QueryPlan };

export type PlanNode = NonNullable<QueryPlan['node']>;
/** One call of a subgraph. Plans here hold no conditions and no `@defer`. */
export type FetchNode = Extract<PlanNode, { readonly kind: 'Fetch' }>;
/** One by reference: it takes entities as others know them. */
export type EntityFetchNode = FetchNode & { readonly requires: Requires };
export type Rewrite = NonNullable<FetchNode['outputRewrites']>[number];
export type KeyRenamer = Extract<Rewrite, { readonly kind: 'KeyRenamer' }>;
export type Requires = readonly QueryPlanSelectionNode[];

export const hasRequires = (node: FetchNode): node is EntityFetchNode => node.requires !== undefined;

/** What a field of a plan is called in the data. */
export const responseNameOf = ({ alias, name }: QueryPlanFieldNode): string => alias ?? name;

/** A plan with each of its fetches as it is mapped: to one, or to several in their order. */
export const mapFetches = (plan: QueryPlan, map: (fetch: FetchNode) => PlanNode): QueryPlan =>
  plan.node ? { ...plan, node: mapNode(plan.node, map) } : plan;

function mapNode(node: PlanNode, map: (fetch: FetchNode) => PlanNode): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return map(node);
    case 'Flatten':
      return { ...node, node: mapNode(node.node, map) as (typeof node)['node'] };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((part) => mapNode(part, map) as (typeof node.nodes)[number]) };
    default:
      return node;
  }
}

/** The fragments directly in `_entities`: on each type the fields that a fetch is for. */
export function entityFragments(document: DocumentNode): readonly InlineFragmentNode[] {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  const [entities] = operation?.selectionSet.selections ?? [];
  if (entities?.kind !== Kind.FIELD) return [];
  return (entities.selectionSet?.selections ?? []).filter(
    (node): node is InlineFragmentNode => node.kind === Kind.INLINE_FRAGMENT,
  );
}
