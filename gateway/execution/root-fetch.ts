import type { GraphQLSchema } from 'graphql';
import { applyRewrites, rewrittenPath } from './data-rewrites';
import { errorAt, thrownError } from './fetch-errors';
import { compileMerge, copyAlong } from './merging';
import { operationOf, send, shapeAfter, variablesOf } from './operation';
import { objectsAt, placesAt, type PlanPath } from './answer-paths';
import type { FetchNode } from './query-plan';
import type { Data } from './fetcher';
import type { Run } from './run';
import { interfacesOf } from './type-condition';

/** Runs a fetch of root fields and merges what it answers into the objects at a path: the answer's root, as a rule. */
export function compileRootFetch<Call>(
  node: FetchNode,
  path: PlanPath,
  schema: GraphQLSchema,
): (run: Run<Call>) => Promise<void> {
  const operation = operationOf(node);
  const shape = shapeAfter(node, operation.document);
  const merge = compileMerge(shape, interfacesOf(schema));
  const rewrites = node.outputRewrites ?? [];
  const fetch = async (run: Run<Call>): Promise<void> => {
    const targets = objectsAt(run.root, path);
    if (targets.length === 0) return;
    const variables = variablesOf(node, run.variables);
    const { data, errors = [] } = await send(run, node.serviceName, { operation, variables, representations: null });
    if (errors.length > 0) {
      const places = path.length === 0 ? [[]] : [...placesAt(run.root, path).values()].flat();
      for (const error of errors) {
        const below = error.path && rewrittenPath(rewrites, error.path);
        for (const place of places) run.errors.push(errorAt(error, below && [...place, ...below]));
      }
    }
    if (!data) return;
    applyRewrites(rewrites, data, schema);
    for (const [index, target] of targets.entries()) {
      merge(target, index === 0 ? data : (copyAlong(shape, data) as Data));
    }
  };
  return (run) => fetch(run).catch((thrown: unknown) => void run.errors.push(thrownError(thrown)));
}
