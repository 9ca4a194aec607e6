import type { QueryPlan } from './execution/query-plan';

/** What the thread that plans is asked. `supergraph`: the hash of its SDL. */
export type PlanningWork =
  /** Keeps a planner for the supergraph. */
  | { readonly kind: 'LOAD'; readonly supergraph: string; readonly sdl: string }
  | { readonly kind: 'RELEASE'; readonly supergraph: string }
  /** The schemas of the supergraph, as SDL: what may be asked, and all of it. */
  | { readonly kind: 'SCHEMAS'; readonly supergraph: string }
  /** The plan of a document of one operation. */
  | { readonly kind: 'PLAN'; readonly supergraph: string; readonly text: string };

export type PlanningAnswer =
  /** A planner is kept, or no longer. */
  | { readonly kind: 'DONE' }
  /** No planner is kept for the supergraph: it is to be loaded first. */
  | { readonly kind: 'MISSING' }
  | { readonly kind: 'SCHEMAS'; readonly api: string; readonly supergraph: string }
  | { readonly kind: 'PLAN'; readonly plan: QueryPlan };
