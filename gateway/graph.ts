import './no-telemetry';
import { ApolloGateway } from '@apollo/gateway';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { execute, getOperationAST, Kind, OperationTypeNode, type DocumentNode, type ExecutionResult } from 'graphql';
import { GraphQLError, type FragmentDefinitionNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { documentOf } from '../platform/access/access-document';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Logger } from '../platform/telemetry/logger';
import { createAccessFilter, type AccessFilter, type FilteredOperation } from './access-filter';
import type { AuditTrail } from './audit-trail';
import { absentAt, createContracts, type Contract, type Contracts } from './contract';
import { readCostRules, type CostRules } from './cost-directives';
import { checkSigner, dataSourceFor, type NamedSubgraph, type Reach } from './data-sources';
import { finishDenials } from './denials';
import { eventOwners, type EventOwner } from './event-owners';
import { joinedNamesOf } from './joined-names';
import { clientName, inClientNames } from './plannable';
import { atClientPlaces } from './client-places';
import { planningWeight } from './planning-weight';
import { createPlans, type Plans } from './plans';
import type { GatewayContext } from './request-context';
import { readSupergraphAccess, unguardedAccess, type SupergraphAccess } from './supergraph-access';

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
  close(): Promise<void>;
}

/** What a graph is loaded with. */
export interface GraphDependencies extends Reach {
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
  const plans = createPlans({ supergraphSdl, log: dependencies.log });
  const named: NamedSubgraph[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl,
    queryPlannerConfig: { cache: plans.cache },
    buildService: (definition) => {
      named.push(definition);
      return dataSourceFor(definition, dependencies);
    },
    logger: quiet(dependencies.log),
    __exposeQueryPlanExperimental: false,
  });
  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  const { executor } = await gateway.load().catch((error: unknown) => {
    if (error instanceof HubError) throw error;
    throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded', { cause: error });
  });
  if (!schema) throw new HubError('BAD_INPUT', 'the supergraph has no schema');
  const access = dependencies.unguarded ? unguardedAccess : readSupergraphAccess(supergraphSdl, schema);
  for (const subgraph of named) checkSigner(subgraph, dependencies);
  const clientSchema = forClients(schema, dependencies.unguarded);
  const supergraph = documentOf(supergraphSdl);
  const hash = digestOf(supergraphSdl);
  const { audit } = dependencies;
  const contracts = createContracts(clientSchema, supergraph);
  const whole = contracts.named(null);
  const filter = createAccessFilter(schema, access, joinedNamesOf(supergraph));
  const loaded = { whole, schema, filter, executor, hash, plans, audit };
  return {
    clientSchema,
    contracts,
    schema,
    access,
    costs: readCostRules(supergraph),
    events: eventOwners(supergraph, dependencies),
    hash,
    run: (operation) => run(operation, loaded),
    async close() {
      await plans.close();
      await gateway.stop();
    },
  };
}

/** The gateway library writes its own log lines, some with the text of a schema or an error: only their level is kept. */
function quiet(log: Logger): Record<'debug' | 'info' | 'warn' | 'error', (message?: unknown) => void> {
  return {
    debug: () => {},
    info: () => {},
    warn: () => log.debug('the gateway library warned'),
    error: () => log.warn('the gateway library reported an error'),
  };
}

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
  readonly executor: Awaited<ReturnType<ApolloGateway['load']>>['executor'];
  readonly hash: string;
  readonly plans: Plans;
  readonly audit: AuditTrail | undefined;
}

async function run(operation: Operation, loaded: Loaded): Promise<ExecutionResult> {
  const { document, operationName, variables, context } = operation;
  const { contract, asked } = operation.terms ?? { contract: loaded.whole, asked: document };
  if (getOperationAST(document, operationName)?.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new HubError('BAD_INPUT', 'a subscription needs a WebSocket, or a POST that accepts text/event-stream');
  }
  const introspection = introspectionIn(document, operationName);
  if (introspection === 'ONLY') return introspect(operation, contract.schema);
  if (introspection === 'MIXED') {
    throw new HubError('BAD_INPUT', 'ask for the schema in an operation of its own, apart from data');
  }
  const filtered = loaded.filter.filter(document, operationName, context.viewer);
  const planned = await executed({ operationName, variables, context }, filtered, loaded);
  const complete = { data: planned.data, errors: [...(planned.errors ?? []), ...incompleteIn(planned.extensions)] };
  const { data, errors } = filtered.isRenamed ? renamedBack(complete) : complete;
  const finished = filtered.denials
    ? finishDenials(data as Record<string, unknown> | null | undefined, filtered.denials)
    : { data, errors: [] };
  const all = [...atClientPlaces(errors, document, operationName), ...finished.errors];
  return contract.answer(
    { document: asked, operationName, variables },
    {
      ...(finished.data === undefined ? {} : { data: finished.data as Record<string, unknown> | null }),
      ...(all.length > 0 ? { errors: all } : {}),
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

type Asked = Pick<Operation, 'operationName' | 'variables' | 'context'>;

/** Runs the filtered operation. What it showed, or was denied, is on record when this resolves, even by a throw. */
async function executed(
  operation: Asked,
  { document, hash, denials }: FilteredOperation,
  { executor, schema, plans, audit, hash: policyVersion }: Loaded,
): Promise<Awaited<ReturnType<Loaded['executor']>>> {
  const { context, operationName } = operation;
  const ast = getOperationAST(document, operationName);
  const kind = context.event ? 'SUBSCRIPTION' : ast?.operation === OperationTypeNode.MUTATION ? 'MUTATION' : 'QUERY';
  const nameHash = ast?.name ? digestOf(ast.name.value) : null;
  const asked = { kind, nameHash, documentHash: hash, policyVersion } as const;
  try {
    await plans.ensure({ hash, document, weight: planningWeight(document, schema) });
    return await executor(planned({ ...operation, document, hash, context: { ...context, asked } }, schema));
  } finally {
    await audit?.settle(context, { ...asked, denied: denials?.coordinates ?? [] });
  }
}

/**
 * The library says only in an extension that a place had to become null. Within one subgraph that is an error already;
 * so here an entity that one subgraph points to is not there, or not visible, in another.
 */
function incompleteIn(extensions: Readonly<Record<string, unknown>> | undefined): readonly GraphQLError[] {
  const found = extensions?.['valueCompletion'];
  return Array.isArray(found) ? found.map(({ path }: GraphQLError) => absentAt(path)) : [];
}

type ExecutorRequest = Parameters<Loaded['executor']>[0];

/**
 * The executor's request: the filtered document throughout, so that nothing is kept under the client's own text. Its one
 * operation is not named, so that its plan is kept under the document's hash alone.
 */
function planned(
  { document, hash, operationName, variables, context }: Asked & Pick<FilteredOperation, 'document' | 'hash'>,
  schema: GraphQLSchema,
): ExecutorRequest {
  const operation = getOperationAST(document, operationName);
  // The library's request also has what Apollo Server's HTTP layer knows; the executor reads only what is here.
  return {
    request: { variables: variables ?? {} },
    document,
    queryHash: hash,
    source: hash,
    operationName: operation?.name?.value ?? null,
    operation,
    context,
    schema,
    metrics: {},
  } as unknown as ExecutorRequest;
}

async function introspect(
  { document, operationName, variables }: Operation,
  schema: GraphQLSchema,
): Promise<ExecutionResult> {
  return execute({
    schema,
    document,
    rootValue: {},
    ...(operationName == null ? {} : { operationName }),
    ...(variables ? { variableValues: variables } : {}),
  });
}

/** Whether an operation asks of the schema itself, of data, or of both. */
function introspectionIn(document: DocumentNode, operationName: string | null | undefined): 'NONE' | 'ONLY' | 'MIXED' {
  const operation = getOperationAST(document, operationName);
  const names = operation ? rootNames(operation.selectionSet, document) : [];
  const meta = names.filter((name) => name.startsWith('__'));
  if (!meta.some((name) => name !== '__typename')) return 'NONE';
  return meta.length === names.length ? 'ONLY' : 'MIXED';
}

function rootNames({ selections }: SelectionSetNode, document: DocumentNode): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootNames(selection.selectionSet, document);
    const fragment = document.definitions.find(
      (node): node is FragmentDefinitionNode =>
        node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === selection.name.value,
    );
    return fragment ? rootNames(fragment.selectionSet, document) : [];
  });
}
