import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import {
  Kind,
  OperationTypeNode,
  separateOperations,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { inSubgraphs, withChainsApart } from './chained-requirements';
import { fieldsIn, fragmentsOf } from './fragments';
import { repairPlanner } from './planner-repairs';
import { withPlannedVariables } from './planned-variables';
import type { QueryPlan } from './query-plan';
import { withRequiredArguments } from './required-arguments';
import { resolveRequired } from './required-plan';
import { asInterfaceObjects, withTypedRequirements } from './typed-requirements';
import { typesAskedOnce } from './typenames';
import { withUsedVariables } from './used-variables';

repairPlanner();

/** Plans operations over one supergraph. */
export interface Planner {
  /** Makes the whole schema, hidden types and fields included. */
  supergraphSchema(): GraphQLSchema;
  /** Makes the schema of what a gateway may be asked. */
  apiSchema(): GraphQLSchema;
  /** Plans a document of one operation without conditions. Throws GraphQLError for one that cannot be planned. */
  plan(document: DocumentNode): QueryPlan;
}

/** Features of a supergraph that plans here respect; what tells of access must be enforced, and is not accepted. */
const SUPPORTED = new Set([
  ...['core/v0.1', 'core/v0.2', 'join/v0.1', 'join/v0.2', 'join/v0.3', 'join/v0.4', 'join/v0.5'],
  ...['tag/v0.1', 'tag/v0.2', 'tag/v0.3', 'inaccessible/v0.1', 'inaccessible/v0.2', 'context/v0.1', 'cost/v0.1'],
].map((feature) => `https://specs.apollo.dev/${feature}`)); // prettier-ignore

/** Builds a planner. Throws GraphQLError for a supergraph that is not one, or asks for what is not respected here. */
export function createPlanner(supergraphSdl: string): Planner {
  const given = Supergraph.build(supergraphSdl, { supportedFeatures: SUPPORTED, validateSupergraph: false });
  const typed = withTypedRequirements(supergraphSdl);
  const planned = withRequiredArguments(typed.sdl);
  const apart = withChainsApart(planned.sdl);
  const { sdl } = apart;
  const supergraph =
    sdl === supergraphSdl ? given : Supergraph.build(sdl, { supportedFeatures: SUPPORTED, validateSupergraph: false });
  const apiSchema = supergraph.apiSchema();
  const queries = new QueryPlanner(supergraph);
  const planOne = (document: DocumentNode): QueryPlan => {
    const plan = queries.buildQueryPlan(operationFromDocument(apiSchema, document));
    return asInterfaceObjects(resolveRequired(inSubgraphs(plan, apart), planned), typed);
  };
  return {
    supergraphSchema: () => given.schema.toGraphQLJSSchema(),
    apiSchema: () => given.apiSchema().toGraphQLJSSchema(),
    plan: (document) => inOrder(stepsOf(typesAskedOnce(withPlannedVariables(document))).map(planOne)),
  };
}

function inOrder(plans: readonly QueryPlan[]): QueryPlan {
  const [first] = plans;
  if (plans.length === 1 && first) return first;
  const nodes = plans.flatMap(({ node }) => (node && node.kind !== 'Subscription' ? [node] : []));
  return { kind: 'QueryPlan', node: { kind: 'Sequence', nodes } };
}

/**
 * A mutation as one document for each of its root fields, since each is completed before the next one begins (GraphQL
 * specification 6.2.2); a query as it is.
 */
export function stepsOf(document: DocumentNode): readonly DocumentNode[] {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation?.operation !== OperationTypeNode.MUTATION) return [document];
  const byName = new Map<string, FieldNode[]>();
  for (const field of fieldsIn(operation.selectionSet, fragmentsOf(document))) {
    const name = (field.alias ?? field.name).value;
    byName.set(name, [...(byName.get(name) ?? []), field]);
  }
  if (byName.size <= 1) return [document];
  return [...byName.values()].map((selections) => only(document, operation, selections));
}

/** The document with these selections at its root, without the fragments that they do not reach. */
function only(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  selections: readonly FieldNode[],
): DocumentNode {
  const definitions = document.definitions.map((node) =>
    node === operation ? { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } as const } : node,
  );
  const [alone] = Object.values(separateOperations({ ...document, definitions }));
  return withUsedVariables(alone ?? document);
}
