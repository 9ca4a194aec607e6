import {
  type ASTNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  print,
  validate,
  visit,
  type DocumentNode,
  type FloatValueNode,
  type GraphQLSchema,
  type IntValueNode,
  type OperationDefinitionNode,
  type StringValueNode,
} from 'graphql';
import type { ContractName } from '../platform/access/contracts';
import type { Viewer } from '../platform/access/viewer';
import { HubError } from '../platform/domain/errors';
import type { Span } from '../platform/telemetry/span';
import type { Contract } from './contract';
import { compileCost, type Cost, type CostFormula } from './cost';
import type { Graph } from './graph';
import type { GraphHolder } from './graph-holder';
import { incrementalIn } from './incremental-delivery';
import { checkLimit, checkVariables, type Admit, type OperationLimits } from './limits';
import type { OperationType, Transport } from './metrics';
import type { RateLimiter } from './rate-limit';
import { parametersOf, sentDocument, type ClientRequest, type DocumentSources } from './client-request';

/** Who sends operations, and how to look the rights up again. */
export interface Caller {
  readonly transport: Transport;
  readonly correlationId: string;
  readonly traceparent: string | null;
  /** Of the operation; absent where no traces are recorded. */
  readonly span?: Span | undefined;
  readonly passedAuthorization: string | null;
  /** What they ask of: the contract of this name, or the whole graph. */
  readonly contract: ContractName | null;
  /** Calls back when the client is gone; a query then asks no subgraph any more. */
  readonly whenLeft?: (callback: () => void) => void;
  /** The viewer within that contract. */
  readonly identify: () => Promise<Viewer>;
}

/** A request that is admitted and valid. */
export interface Prepared {
  readonly caller: Caller;
  readonly viewer: Viewer;
  readonly graph: Graph;
  readonly contract: Contract;
  /** The document as it was sent, or as the trusted document says. */
  readonly text: string;
  readonly document: DocumentNode;
  /** What the graph runs for it. */
  readonly toRun: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly type: Exclude<OperationType, 'unknown'>;
}

/** What requests are prepared with. */
export interface PreparationOptions extends DocumentSources {
  readonly graphs: GraphHolder;
  readonly admit: Admit;
  readonly limits: OperationLimits;
  /** Null: nobody is limited. */
  readonly rate: RateLimiter | null;
  /** Everybody may read the schema: the gateway guards nothing. */
  readonly unguarded: boolean;
}

const COST_PER_POINT = 100;

/**
 * Makes a request ready to run: who asks, how often, what, within the limits, valid, and at what cost; the cheapest
 * question first. Throws a HubError, or an AggregateError of GraphQL's validation errors.
 */
export async function prepare(request: ClientRequest, caller: Caller, options: PreparationOptions): Promise<Prepared> {
  const viewer = await caller.identify();
  options.rate?.take(viewer.subject, 1);
  const { operationName, variables } = parametersOf(request);
  const { text, keep } = sentDocument(request, caller, options);
  const document = options.admit(text);
  checkVariables(variables, options.limits);
  const graph = options.graphs.current();
  const contract = graph.contracts.named(caller.contract);
  const knowsSchema = options.unguarded || viewer.scopes.has('catalog:read');
  checkValid(contract, document, { hideSuggestions: !knowsSchema });
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_INPUT', 'name the one operation of the document to run');
  const { isIntrospection, cost } = costOf({ graph, contract, document, operation }, variables, options.limits);
  if (isIntrospection && !knowsSchema) throw new HubError('FORBIDDEN', 'reading the schema needs catalog:read');
  checkLimit('cost', cost.ofData, options.limits);
  checkLimit('introspectionCost', cost.ofSchema, options.limits);
  options.rate?.take(viewer.subject, (cost.ofData + cost.ofSchema) / COST_PER_POINT);
  keep();
  const toRun = contract.documentFor(document);
  const type = operation.operation;
  return { caller, viewer, graph, contract, text, document, toRun, operationName, variables, type };
}

const MOST_ERRORS = 10; // of one document
const LONGEST_MESSAGE = 300; // characters: an error repeats no more of a request than it takes to find the place

const valid = new WeakMap<GraphQLSchema, WeakSet<DocumentNode>>();

/** Throws an AggregateError of GraphQLErrors unless the document is valid; found out once for each contract of a graph. */
export function checkValid({ schema }: Contract, document: DocumentNode, { hideSuggestions = true } = {}): void {
  const known = valid.get(schema) ?? new WeakSet<DocumentNode>();
  valid.set(schema, known);
  if (known.has(document)) return;
  const incremental = incrementalIn(schema, document).slice(0, MOST_ERRORS);
  const told = new Set(incremental.flatMap(({ nodes }) => nodes ?? []));
  const invalid = validate(schema, document, undefined, { maxErrors: MOST_ERRORS, hideSuggestions });
  const others = invalid.filter(({ nodes }) => !nodes?.some((node) => told.has(node)));
  const errors = [...incremental, ...rootlessIn(schema, document), ...others];
  if (errors.length > 0) throw new AggregateError(errors.map(shortened));
  known.add(document);
}

/** Validation by itself lets anything be asked of a root type that the schema does not have. */
const rootlessIn = (schema: GraphQLSchema, { definitions }: DocumentNode): readonly GraphQLError[] =>
  definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(node.operation)) return [];
    return [new GraphQLError(`Schema is not configured to execute ${node.operation} operation.`, { nodes: node })];
  });

const shortened = ({ message, nodes = [], extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(withoutValues(message, nodes).slice(0, LONGEST_MESSAGE), { nodes: nodes.slice(0, 2), extensions });

const LONG_NUMBER = 5; // digits: more than any page has items

/** A message without the texts and long numbers that the document gives as values: they may be somebody's. */
function withoutValues(message: string, nodes: readonly ASTNode[]): string {
  const values = new Set<string>();
  const text = (node: StringValueNode): void => void values.add(print(node)).add(JSON.stringify(node.value));
  const number = ({ value }: IntValueNode | FloatValueNode): void =>
    void (value.length >= LONG_NUMBER && values.add(value));
  for (const node of nodes) visit(node, { StringValue: text, IntValue: number, FloatValue: number });
  return [...values].reduce((rest, value) => rest.replaceAll(value, '…'), message);
}

interface Asked {
  readonly graph: Graph;
  readonly contract: Contract;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

const formulas = new WeakMap<Contract, WeakMap<OperationDefinitionNode, CostFormula>>();

function costOf(
  { graph, contract, document, operation }: Asked,
  variables: Readonly<Record<string, unknown>>,
  { longestList }: OperationLimits,
): { readonly isIntrospection: boolean; readonly cost: Cost } {
  const ofContract = formulas.get(contract) ?? new WeakMap<OperationDefinitionNode, CostFormula>();
  formulas.set(contract, ofContract);
  const basis = { schema: contract.schema, rules: graph.costs };
  const formula = ofContract.get(operation) ?? compileCost(document, operation, basis);
  ofContract.set(operation, formula);
  const coerced = coercedVariables(contract, operation, variables);
  return { isIntrospection: formula.isIntrospection, cost: formula.costOf(coerced, longestList) };
}

/** Throws an AggregateError that names each variable that does not fit, and repeats none of their values. */
function coercedVariables(
  { schema }: Contract,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { coerced, errors } = getVariableValues(schema, variableDefinitions, variables, {
    maxErrors: MOST_ERRORS,
  });
  if (!errors) return coerced;
  const misfits = new Set(errors.flatMap(({ nodes }) => nodes?.[0] ?? []));
  const faults = [...misfits].flatMap((node) =>
    node.kind === Kind.VARIABLE_DEFINITION
      ? [new GraphQLError(`$${node.variable.name.value} must be given, as ${print(node.type)}`, { nodes: node })]
      : [],
  );
  throw faults.length > 0 ? new AggregateError(faults) : new HubError('BAD_INPUT', 'the variables do not fit');
}
