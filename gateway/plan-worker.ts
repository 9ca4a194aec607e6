import { workerData } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { answerJobs } from '../platform/threads/answer-jobs';

/** Plans as the gateway library itself would, one operation per text. */
function planner(supergraphSdl: string): (operation: string) => unknown {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const queries = new QueryPlanner(supergraph);
  return (text) => queries.buildQueryPlan(operationFromDocument(apiSchema, parse(text, { noLocation: true })));
}

answerJobs(planner(workerData as string));
