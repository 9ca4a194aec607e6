import type { QueryPlan, QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';

export type { QueryPlan };

/** One call of a subgraph. Plans here hold no conditions and no `@defer`. */
export type FetchNode = Extract<NonNullable<QueryPlan['node']>, { readonly kind: 'Fetch' }>;
export type Rewrite = NonNullable<FetchNode['outputRewrites']>[number];
export type KeyRenamer = Extract<Rewrite, { readonly kind: 'KeyRenamer' }>;
export type Requires = readonly QueryPlanSelectionNode[];

/** What a field of a plan is called in the data. */
export const responseNameOf = ({ alias, name }: QueryPlanFieldNode): string => alias ?? name;
