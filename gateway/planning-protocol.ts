import type { QueryPlan } from './execution/query-plan';

/** What the thread that plans is asked. */
export type PlanningWork =
  /** The schemas of its supergraph, as SDL: what may be asked, and all of it. */
  | { readonly kind: 'SCHEMAS' }
  /** The plan of a document of one operation. */
  | { readonly kind: 'PLAN'; readonly text: string };

export type PlanningAnswer =
  | { readonly kind: 'SCHEMAS'; readonly api: string; readonly supergraph: string }
  | { readonly kind: 'PLAN'; readonly plan: QueryPlan };
