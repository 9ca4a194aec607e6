import { setImmediate as nextTurn } from 'node:timers/promises';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  buildASTSchema,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  separateOperations,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { documentOf } from '../platform/access/access-document';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import { during } from '../platform/telemetry/span';
import { createAccessFilter, type AccessFilter, type FilteredOperation } from './access-filter';
import type { AuditTrail } from './audit-trail';
import { createContracts, type Contract, type Contracts } from './contract';
import { readCostRules, type CostRules } from './cost-directives';
import { finishDenials } from './denials';
import { eventOwners, type EventOwner } from './event-owners';
import { compileOperation, type Answer, type CompiledOperation } from './execution/compile';
import { decideConditions, withoutEmptySelections, type Decide } from './execution/conditions';
import type { QueryPlan } from './execution/query-plan';
import { checkSigner, reachAll, type Reach, type ReachedSubgraph } from './fetchers';
import { askSchema, introspectionIn, together } from './introspection';
import { joinedNamesOf } from './joined-names';
import { namedSubgraphs } from './named-subgraphs';
import { clientName, inClientNames } from './plannable';
import { atClientPlaces } from './client-places';
import type { PlanningThread } from './planning-thread';
import { planningWeight } from './planning-weight';
import { createPlans, type Planned, type Plans } from './plans';
import type { GatewayContext } from './request-context';
import { readSupergraphAccess, unguardedAccess, type SupergraphAccess } from './supergraph-access';
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

/** One version of the supergraph, loaded. Immutable: a new version is a new graph, and the old one ends its requests. */
export interface Graph {
  /** What clients of the whole graph see: without the hidden fields that pushed events run through. */
  readonly clientSchema: GraphQLSchema;
  /** What clients are validated against and answered in terms of. */
  readonly contracts: Contracts;
  /** All of it. */
  readonly schema: GraphQLSchema;
  readonly access: SupergraphAccess;
  /** What its fields cost. */
  readonly costs: CostRules;
  /** Who tells of the events of each subscription field. */
  readonly events: ReadonlyMap<string, EventOwner>;
  /** SHA-256 of the supergraph: the version of its rules. */
  readonly hash: string;
  /** Filters, plans and runs a query or mutation. Errors are in the result; it throws only on our own bugs. */
  run(operation: Operation): Promise<ExecutionResult>;
  /** Operations under way. */
  readonly running: () => number;
  /** The operations that were planned for and are in use, the latest used first. */
  inUse(): readonly Planned[];
  /** Plans operations before anybody asks them, as far as they still are valid. Throws nothing. */
  warm(operations: readonly Planned[]): Promise<void>;
  close(): Promise<void>;
}

/** What a graph is loaded with. */
export interface GraphDependencies extends Reach {
  /** Plans its operations. */
  readonly planning: PlanningThread;
  /** Where what operations tell of people is put on record; without one, nowhere. */
  readonly audit?: AuditTrail;
}

/** Name of the hidden query field that a subscription field's events run through: `x` to `_onX`. */
export const twinOf = (field: string): string => `_on${field.charAt(0).toUpperCase()}${field.slice(1)}`;

/**
 * Loads a supergraph. Throws BAD_INPUT when it cannot be read or names a subgraph out of reach, RULE_BROKEN when it
 * leaves fields unclassified.
 */
export async function loadGraph(supergraphSdl: string, dependencies: GraphDependencies): Promise<Graph> {
  const { planning, audit, unguarded } = dependencies;
  const supergraph = readable(supergraphSdl);
  const named = [...namedSubgraphs(supergraph).values()];
  const fetchers = reachAll(named, dependencies);
  const schemas: { api?: GraphQLSchema; whole?: GraphQLSchema } = {};
  const compile = (plan: QueryPlan, { document }: Planned): CompiledOperation<GatewayContext> => {
    const { api: schema, whole: supergraphSchema } = schemas as Required<typeof schemas>;
    return compileOperation({ plan, document, schema, supergraphSchema });
  };
  const plans = createPlans({ supergraphSdl, planning, compile });
  const close = async (): Promise<void> => {
    await plans.close();
    await Promise.all([...fetchers.values()].map((fetcher) => fetcher.close()));
  };
  try {
    const sdl = await plans.schemas();
    const schema = (schemas.api = schemaOf(sdl.api));
    await nextTurn();
    schemas.whole = schemaOf(sdl.supergraph);
    await nextTurn();
    const access = unguarded ? unguardedAccess : readSupergraphAccess(supergraph, schema);
    for (const subgraph of named) checkSigner(subgraph, dependencies);
    await nextTurn();
    const clientSchema = forClients(schema, unguarded);
    await nextTurn();
    const contracts = await createContracts(clientSchema, supergraph);
    await nextTurn();
    const filter = createAccessFilter(schema, access, joinedNamesOf(supergraph));
    const hash = digestOf(supergraphSdl);
    let running = 0;
    const loaded = { whole: contracts.named(null), schema, filter, fetchers, hash, plans, audit };
    return {
      ...{ clientSchema, contracts, schema, access, hash, close },
      costs: readCostRules(supergraph),
      events: eventOwners(supergraph, dependencies),
      running: () => running,
      inUse: () => plans.inUse(MOST_WARMED),
      warm: (operations) => warm(operations, loaded),
      async run(operation) {
        running += 1;
        try {
          return await run(operation, loaded);
        } finally {
          running -= 1;
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const MOST_WARMED = 100; // operations

/** One after another, so that the planning thread stays open to those who ask. */
async function warm(operations: readonly Planned[], { schema, plans }: Loaded): Promise<void> {
  for (const { hash, document } of operations) {
    await nextTurn();
    if (validate(schema, withoutEmptySelections(document)).length > 0) continue;
    try {
      await plans.planFor({ hash, document, weight: planningWeight(document, schema) });
    } catch {
      return; // whoever asks it is told what is wrong
    }
  }
}

function readable(supergraphSdl: string): DocumentNode {
  try {
    return documentOf(supergraphSdl);
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded', { cause });
  }
}

/** What the planner printed needs no check. */
const schemaOf = (sdl: string): GraphQLSchema => buildASTSchema(documentOf(sdl), { assumeValid: true, assumeValidSDL: true }); // prettier-ignore

/** A guarded graph's query fields that begin with `_` are the house's own: what runs events, and roots that no client may ask. */
function forClients(schema: GraphQLSchema, unguarded: boolean): GraphQLSchema {
  const twins = new Set(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).map(twinOf));
  const isHidden = (name: string): boolean => twins.has(name) || (!unguarded && name.startsWith('_'));
  return mapSchema(schema, {
    [MapperKind.QUERY_ROOT_FIELD]: (field, name) => (isHidden(name) ? null : field),
  });
}

interface Loaded {
  readonly whole: Contract;
  readonly schema: GraphQLSchema;
  readonly filter: AccessFilter;
  readonly fetchers: ReadonlyMap<string, ReachedSubgraph>;
  readonly hash: string;
  readonly plans: Plans<CompiledOperation<GatewayContext>>;
  readonly audit: AuditTrail | undefined;
}

async function run(operation: Operation, loaded: Loaded): Promise<ExecutionResult> {
  const { document, operationName, variables } = operation;
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new HubError('BAD_INPUT', 'a subscription needs a WebSocket, or a POST that accepts text/event-stream');
  }
  const decided = decideOperation(document, operationName)(variables ?? {});
  const introspection = introspectionIn(decided);
  if (!introspection) return answered(operation, decided, loaded);
  const { schema } = operation.terms?.contract ?? loaded.whole;
  const { ofData } = introspection;
  const data = ofData && (await answered(operation, ofData, loaded));
  const ofSchema = await askSchema(introspection, schema, variables ?? {});
  return data ? together(introspection, ofSchema, data) : ofSchema;
}

/** Answers the operation as decided: what it asks of data. */
async function answered(operation: Operation, decided: DocumentNode, loaded: Loaded): Promise<ExecutionResult> {
  const { document, operationName, variables, context } = operation;
  const { contract, asked } = operation.terms ?? { contract: loaded.whole, asked: document };
  const filtered = loaded.filter.filter(decided, null, context.viewer);
  const { text, errors: all } = await executed({ variables, context }, filtered, loaded);
  if (contract === loaded.whole && all.length === 0 && !filtered.isRenamed && !filtered.denials) {
    return new WrittenAnswer(text);
  }
  const complete = { data: JSON.parse(text) as unknown, errors: all };
  const { data, errors } = filtered.isRenamed ? renamedBack(complete) : complete;
  const finished = filtered.denials
    ? finishDenials(data as Record<string, unknown> | null | undefined, filtered.denials)
    : { data, errors: [] };
  const told = [...atClientPlaces(errors, document, operationName), ...finished.errors];
  return contract.answer(
    { document: asked, operationName, variables },
    {
      data: finished.data as Record<string, unknown> | null,
      ...(told.length > 0 ? { errors: told } : {}),
    },
  );
}

/** The answer in the client's own response names, paths of errors included. */
const renamedBack = <Data>({ data, errors }: { readonly data: Data; readonly errors: readonly GraphQLError[] }) => ({
  data: inClientNames(data) as Data,
  errors: errors.map((error) =>
    error.path
      ? new GraphQLError(error.message, {
          path: error.path.map(clientName),
          originalError: error,
          extensions: error.extensions,
        })
      : error,
  ),
});

type Asked = Pick<Operation, 'variables' | 'context'>;

/** Runs the filtered operation. What it showed, or was denied, is on record when this resolves, even by a throw. */
async function executed(
  { variables, context }: Asked,
  { document, hash, denials }: FilteredOperation,
  { fetchers, schema, plans, audit, hash: policyVersion }: Loaded,
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
    await audit?.settle(context, { denied: denials?.coordinates ?? [], ...asked });
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
