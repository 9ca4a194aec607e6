import { HubError } from '../../platform/domain/errors';
import type { GraphQLSchema } from 'graphql';
import { compileEntityFetch } from './entity-fetch';
import type { PlanPath } from './answer-paths';
import { hasRequires, type PlanNode, type QueryPlan } from './query-plan';
import { compileRootFetch } from './root-fetch';
import type { Run } from './run';

/** Carries out a part of a plan. Never throws: what went wrong is among the run's errors. */
export type Step<Call> = (run: Run<Call>) => Promise<void>;

/** Compiles a plan, once for all requests that run it. Throws INTERNAL for a plan of a kind that is never asked for. */
export function compilePlan<Call>({ node }: QueryPlan, schema: GraphQLSchema): Step<Call> {
  if (!node) return async () => undefined;
  if (node.kind === 'Subscription') throw unplanned(node.kind);
  return compileNode(node, [], schema);
}

const unplanned = (kind: string): HubError => new HubError('INTERNAL', `a plan must not hold a ${kind}`);

function compileNode<Call>(node: PlanNode, path: PlanPath, schema: GraphQLSchema): Step<Call> {
  switch (node.kind) {
    case 'Fetch':
      return hasRequires(node) ? compileEntityFetch(node, path, schema) : compileRootFetch(node, path, schema);
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path], schema);
    case 'Sequence':
      return inSequence(node.nodes.map((part) => compileNode<Call>(part, path, schema)));
    case 'Parallel':
      return inParallel(node.nodes.map((part) => compileNode<Call>(part, path, schema)));
    default:
      throw unplanned(node.kind);
  }
}

const inSequence =
  <Call>(steps: readonly Step<Call>[]): Step<Call> =>
  async (run) => {
    for (const step of steps) await step(run);
  };

const inParallel =
  <Call>(steps: readonly Step<Call>[]): Step<Call> =>
  async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };

/** Whether a plan asks anything with values from around an entity. */
export function usesContext(node: QueryPlan['node']): boolean {
  switch (node?.kind) {
    case 'Fetch':
      return node.contextRewrites !== undefined;
    case 'Flatten':
      return usesContext(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(usesContext);
    default:
      return false;
  }
}
