import { parse, printSchema } from 'graphql';
import { answerJobs } from '../platform/threads/answer-jobs';
import { createPlanner, type Planner } from './execution/planning';
import type { PlanningAnswer, PlanningWork } from './planning-protocol';

/** Planners that are kept: a supergraph that is served, its successor, and what requests are still under way on. */
const MOST = 8;

/** By hash of the supergraph, the least used first. */
const planners = new Map<string, Planner>();

answerJobs<PlanningWork, PlanningAnswer>((work) => {
  if (work.kind === 'LOAD') {
    keep(work.supergraph, planners.get(work.supergraph) ?? createPlanner(work.sdl));
    return { kind: 'DONE' };
  }
  if (work.kind === 'RELEASE') {
    planners.delete(work.supergraph);
    return { kind: 'DONE' };
  }
  const planner = planners.get(work.supergraph);
  if (!planner) return { kind: 'MISSING' };
  keep(work.supergraph, planner);
  if (work.kind === 'SCHEMAS') {
    return {
      kind: 'SCHEMAS',
      api: printSchema(planner.apiSchema()),
      supergraph: printSchema(planner.supergraphSchema()),
    };
  }
  return { kind: 'PLAN', plan: withoutDocuments(planner.plan(parse(work.text, { noLocation: true }))) };
});

function keep(supergraph: string, planner: Planner): void {
  planners.delete(supergraph);
  planners.set(supergraph, planner);
  const [leastUsed] = planners.keys();
  if (planners.size > MOST && leastUsed !== undefined) planners.delete(leastUsed);
}

/** Documents hold what cannot be sent between threads; whoever runs the plan parses its texts. */
function withoutDocuments<Plan>(plan: Plan): Plan {
  return JSON.parse(
    JSON.stringify(plan, (name, value: unknown) => (name === 'operationDocumentNode' ? undefined : value)),
  ) as Plan;
}
