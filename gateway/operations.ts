import { getOperationAST, print, validate, type DocumentNode, type FormattedExecutionResult } from 'graphql';
import { refusal } from '../platform/access/guards';
import type { Revocations } from '../platform/access/revocations';
import type { Subgraph, SubscriptionSource } from '../platform/access/subgraph';
import type { Viewer } from '../platform/access/viewer';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Clock } from '../platform/domain/instant';
import type { Logger } from '../platform/telemetry/logger';
import type { AuditTrail } from './audit-trail';
import { codesOf, formatResult, formatThrown, logInternal, refusedIn } from './errors';
import type { Graph } from './graph';
import type { GraphHolder } from './graph-holder';
import type { Admit } from './limits';
import type { GatewayMetrics, OperationType, Transport } from './metrics';
import { pushedStream } from './pushed-stream';
import { createContext, type PushedEvent } from './request-context';
import { subscriptionRoot, twinQuery, type SubscriptionRoot } from './twin-query';

/** Who sends operations over a stream, and how to look the rights up again. */
export interface Caller {
  readonly transport: Transport;
  readonly correlationId: string;
  readonly traceparent: string | null;
  readonly passedAuthorization: string | null;
  readonly identify: () => Promise<Viewer>;
}

/** A GraphQL request as it came: the GraphQL over HTTP specification's parameters. */
export interface ClientRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/** A request that is admitted and valid. */
export interface Prepared {
  readonly caller: Caller;
  readonly viewer: Viewer;
  readonly graph: Graph;
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly type: Exclude<OperationType, 'unknown'>;
}

type Answers = AsyncIterableIterator<FormattedExecutionResult>;

/** Operations that do not come through Apollo Server: over WebSocket and server-sent events. */
export interface Operations {
  /** The request ready to run, or why not. Does not throw. */
  prepare(
    request: ClientRequest,
    caller: Caller,
  ): Promise<Prepared | { readonly errors: NonNullable<FormattedExecutionResult['errors']> }>;
  /** Answers a query or mutation. Does not throw. */
  answer(prepared: Prepared): Promise<FormattedExecutionResult>;
  /** Opens a subscription, or says why not. Does not throw. */
  subscribe(
    prepared: Prepared,
  ): Promise<Answers | { readonly errors: NonNullable<FormattedExecutionResult['errors']> }>;
}

/** What operations are run with. */
export interface OperationsOptions {
  readonly graphs: GraphHolder;
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly admit: Admit;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly metrics: GatewayMetrics;
  readonly log: Logger;
  /** Where refused subscriptions are put on record; without one, nowhere. */
  readonly audit?: AuditTrail;
}

/** See `Operations`. */
export function createOperations(options: OperationsOptions): Operations {
  const { log } = options;
  const orErrors = async <T>(caller: Caller, work: () => Promise<T>) => {
    try {
      return await work();
    } catch (error) {
      const thrown: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
      logInternal(log, thrown, caller.correlationId);
      const errors = thrown.map(formatThrown);
      options.metrics.observe({
        transport: caller.transport,
        type: 'unknown',
        codes: codesOf(errors),
        seconds: 0,
        refused: 0,
      });
      return { errors };
    }
  };
  return {
    prepare: (request, caller) => orErrors(caller, () => prepare(request, caller, options)),
    answer: (prepared) => run(prepared, options),
    subscribe: (prepared) => orErrors(prepared.caller, () => subscribe(prepared, options)),
  };
}

/** Throws HubErrors, or an AggregateError of validation errors. */
async function prepare(
  request: ClientRequest,
  caller: Caller,
  { graphs, admit }: OperationsOptions,
): Promise<Prepared> {
  const viewer = await caller.identify();
  const { query, operationName = null, variables = {} } = request;
  if (typeof query !== 'string' || query === '') throw new HubError('BAD_INPUT', 'a request must have a query');
  if (operationName !== null && typeof operationName !== 'string') {
    throw new HubError('BAD_INPUT', 'operationName must be text');
  }
  if (variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw new HubError('BAD_INPUT', 'variables must be an object');
  }
  const graph = graphs.current();
  const document = admit(query);
  checkValid(graph, document);
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_INPUT', 'name the one operation of the document to run');
  const given = (variables ?? {}) as Readonly<Record<string, unknown>>;
  return { caller, viewer, graph, document, operationName, variables: given, type: operation.operation };
}

const valid = new WeakMap<Graph, WeakSet<DocumentNode>>();

function checkValid(graph: Graph, document: DocumentNode): void {
  const known = valid.get(graph) ?? new WeakSet<DocumentNode>();
  valid.set(graph, known);
  if (known.has(document)) return;
  const errors = validate(graph.clientSchema, document);
  if (errors.length > 0) {
    throw new AggregateError(errors.map(({ message, locations }) => new InvalidDocument(message, locations)));
  }
  known.add(document);
}

/** A validation error in the hub's own code. */
class InvalidDocument extends HubError {
  constructor(message: string, locations: readonly { readonly line: number; readonly column: number }[] | undefined) {
    const [first] = locations ?? [];
    super('BAD_INPUT', message, first ? { details: { line: first.line, column: first.column } } : {});
  }
}

async function run(
  { graph, document, operationName, variables, viewer, caller, type }: Prepared,
  { log, metrics }: OperationsOptions,
  event: PushedEvent | null = null,
): Promise<FormattedExecutionResult> {
  const started = performance.now();
  const context = createContext({ ...caller, viewer }, event);
  const result = await graph
    .run({ document, operationName, variables, context })
    .catch((error: unknown) => ({ errors: [error as never] }));
  logInternal(log, result.errors ?? [], caller.correlationId);
  const formatted = formatResult(result);
  const codes = codesOf(formatted.errors);
  const seconds = (performance.now() - started) / 1_000;
  metrics.observe({ transport: caller.transport, type, codes, seconds, refused: refusedIn(formatted.errors) });
  return formatted;
}

async function subscribe(prepared: Prepared, options: OperationsOptions): Promise<Answers> {
  const { graph, document, viewer, caller } = prepared;
  const root = subscriptionRoot(graph.clientSchema, document, prepared);
  const { owner, source } = sourceOf(root, options.subgraphs);
  await checkRoot(prepared, root, options);
  await source.authorize(root.args, viewer);
  const twin = twinQuery(document, prepared.operationName);
  const events = source.subscribe(root.args);
  options.metrics.subscriptionOpened();
  return pushedStream({
    source: events,
    identify: caller.identify,
    onRightsChanged: (callback) => options.revocations.onRevoked(callback),
    clock: options.clock,
    onClosed: () => options.metrics.subscriptionClosed(),
    answer: async (payload, now) => {
      const current = options.graphs.current();
      checkStillValid(current, document);
      await checkRoot({ ...prepared, graph: current, viewer: now }, root, options);
      await source.authorize(root.args, now);
      return run({ ...prepared, graph: current, document: twin, viewer: now }, options, { owner, payload });
    },
  });
}

function sourceOf(
  { field }: SubscriptionRoot,
  subgraphs: ReadonlyMap<string, Subgraph>,
): { readonly owner: string; readonly source: SubscriptionSource } {
  for (const { name, subscriptions } of subgraphs.values()) {
    const source = subscriptions[field];
    if (source) return { owner: name, source };
  }
  throw new HubError('BAD_INPUT', `this gateway has no events for Subscription.${field}`);
}

/** Throws FORBIDDEN, and has it on record, unless the viewer may watch the field. */
async function checkRoot(
  { graph, document, operationName, viewer, caller }: Prepared,
  { field }: SubscriptionRoot,
  { audit }: OperationsOptions,
): Promise<void> {
  const { clientSchema, access, hash } = graph;
  const type = clientSchema.getSubscriptionType();
  if (type && access.rulebookFor(viewer).decide(type, field) !== 'DENY') return;
  const coordinate = `Subscription.${field}`;
  const request = { viewer, correlationId: caller.correlationId, subgraphContexts: new Map<string, object>() };
  const name = operationName ?? undefined;
  const documentHash = digestOf(print(document));
  await audit?.settle(request, { kind: 'SUBSCRIPTION', name, documentHash, policyVersion: hash, denied: [coordinate] });
  throw refusal(coordinate);
}

/** A new supergraph keeps open subscriptions, unless it no longer has what they ask for. */
function checkStillValid(graph: Graph, document: DocumentNode): void {
  try {
    checkValid(graph, document);
  } catch (error) {
    throw new HubError('CONFLICT', 'the graph has changed and no longer answers this subscription', { cause: error });
  }
}
