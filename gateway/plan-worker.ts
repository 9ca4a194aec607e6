import { workerData } from 'node:worker_threads';
import { parse, printSchema } from 'graphql';
import { answerJobs } from '../platform/threads/answer-jobs';
import { createPlanner } from './execution/planning';
import type { PlanningAnswer, PlanningWork } from './planning-protocol';

const planner = createPlanner(workerData as string);

answerJobs<PlanningWork, PlanningAnswer>((work) => {
  if (work.kind === 'SCHEMAS') {
    return { kind: 'SCHEMAS', api: printSchema(planner.apiSchema), supergraph: printSchema(planner.supergraphSchema) };
  }
  return { kind: 'PLAN', plan: withoutDocuments(planner.plan(parse(work.text, { noLocation: true }))) };
});

/** Documents hold what cannot be sent between threads; whoever runs the plan parses its texts. */
function withoutDocuments<Plan>(plan: Plan): Plan {
  return JSON.parse(
    JSON.stringify(plan, (name, value: unknown) => (name === 'operationDocumentNode' ? undefined : value)),
  ) as Plan;
}
