import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  separateOperations,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { refusal } from '../platform/access/guards';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import { during } from '../platform/telemetry/span';
import type { AccessFilter, FilteredOperation } from './access-filter';
import type { AuditTrail } from './audit-trail';
import type { Contract } from './contract';
import type { Answer, CompiledOperation } from './execution/compile';
import { decideConditions, type Decide } from './execution/conditions';
import type { Refusal } from './execution/refused-fields';
import type { ReachedSubgraph } from './fetchers';
import { askSchema, introspectionIn, together } from './introspection';
import { planningWeight } from './planning-weight';
import type { Plans } from './plans';
import type { GatewayContext } from './request-context';
import { WrittenAnswer } from './written-answer';

/** One operation to run, and for whom. */
export interface Operation {
  /** Valid in the graph's schema. */
  readonly document: DocumentNode;
  /** Whose terms it is answered in, and the client's own document, which is valid there; else the whole graph's. */
  readonly terms?: { readonly contract: Contract; readonly asked: DocumentNode };
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly context: GatewayContext;
}

/** What the operations of a loaded graph are run with. */
export interface RunningGraph {
  readonly whole: Contract;
  readonly schema: GraphQLSchema;
  readonly filter: AccessFilter;
  readonly fetchers: ReadonlyMap<string, ReachedSubgraph>;
  readonly hash: string;
  readonly plans: Plans<CompiledOperation<GatewayContext>>;
  readonly audit: AuditTrail | undefined;
}

/** Filters, plans and runs a query or mutation. Errors are in the result; it throws only on our own bugs. */
export async function runOperation(operation: Operation, graph: RunningGraph): Promise<ExecutionResult> {
  const { document, operationName, variables } = operation;
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new HubError('BAD_INPUT', 'a subscription needs a WebSocket, or a POST that accepts text/event-stream');
  }
  const decided = decideOperation(document, operationName)(variables ?? {});
  const introspection = introspectionIn(decided);
  if (!introspection) return answered(operation, decided, graph);
  const { schema } = operation.terms?.contract ?? graph.whole;
  const { ofData } = introspection;
  const data = ofData && (await answered(operation, ofData, graph));
  const ofSchema = await askSchema(introspection, schema, variables ?? {});
  return data ? together(introspection, ofSchema, data) : ofSchema;
}

/** Answers the operation as decided: what it asks of data. */
async function answered(operation: Operation, decided: DocumentNode, graph: RunningGraph): Promise<ExecutionResult> {
  const { document, operationName, variables, context } = operation;
  const { contract, asked } = operation.terms ?? { contract: graph.whole, asked: document };
  const filtered = graph.filter.filter(decided, null, context.viewer);
  const answer = await executed({ variables, context }, filtered, graph);
  const told = [...answer.errors, ...answer.refusals.map(refusalError)];
  return contract.answer({ document: asked, operationName, variables }, new WrittenAnswer(answer, told));
}

function refusalError({ coordinate, path }: Refusal): GraphQLError {
  const originalError = refusal(coordinate);
  return new GraphQLError(originalError.message, { path, originalError });
}

type Asked = Pick<Operation, 'variables' | 'context'>;

/** Runs the filtered operation. What it showed, or was denied, is on record when this resolves, even by a throw. */
async function executed(
  { variables, context }: Asked,
  { document, hash, denied }: FilteredOperation,
  { fetchers, schema, plans, audit, hash: policyVersion }: RunningGraph,
): Promise<Answer> {
  const { kind, nameHash } = toldOf(document);
  const asked = {
    kind: context.event ? 'SUBSCRIPTION' : kind,
    nameHash,
    documentHash: hash,
    policyVersion,
  } as const;
  try {
    const weight = planningWeight(document, schema);
    const plan = plans.planFor({ hash, document, weight });
    const { span } = context;
    const isMade = plan instanceof Promise;
    const operation = await (isMade && span ? during(span.step('plan', { 'accord.plan.weight': weight }), plan) : plan);
    const call = { asked, ...context };
    const answer = await operation.run({ fetchers, call, variables: variables ?? {} });
    context.signal?.throwIfStopped();
    return answer;
  } finally {
    await audit?.settle(context, { denied, ...asked });
  }
}

interface Told {
  readonly kind: 'QUERY' | 'MUTATION';
  readonly nameHash: string | null;
}

const toldOfDocuments = new WeakMap<DocumentNode, Told>();

/** What records tell of a document of one operation, worked out once. */
function toldOf(document: DocumentNode): Told {
  const known = toldOfDocuments.get(document);
  if (known) return known;
  const operation = getOperationAST(document);
  const kind = operation?.operation === OperationTypeNode.MUTATION ? 'MUTATION' : 'QUERY';
  const made: Told = { kind, nameHash: operation?.name ? digestOf(operation.name.value) : null };
  toldOfDocuments.set(document, made);
  return made;
}

const decisions = new WeakMap<DocumentNode, Map<string, Decide>>();

/** One operation of a document without its conditions, as they turn out; prepared once. */
function decideOperation(document: DocumentNode, operationName: string | null | undefined): Decide {
  const ofDocument = decisions.get(document) ?? new Map<string, Decide>();
  decisions.set(document, ofDocument);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_INPUT', 'name the one operation of the document to run');
  const name = operation.name?.value ?? '';
  const known = ofDocument.get(name) ?? decideConditions(separateOperations(document)[name] ?? document);
  ofDocument.set(name, known);
  return known;
}
