import { print, type DocumentNode, type FormattedExecutionResult } from 'graphql';
import type { AskedOperation } from '../platform/access/audit/audited-call';
import { refusal } from '../platform/access/guards';
import type { Revocations } from '../platform/access/revocations';
import type { SubscriptionSource } from '../platform/access/subgraph';
import { HubError } from '../platform/domain/errors';
import { formatResult, formatThrown } from '../platform/domain/graphql-errors';
import { digestOf } from '../platform/domain/ids';
import type { Clock } from '../platform/domain/instant';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import type { AuditTrail } from './audit-trail';
import { runInTime } from './deadline';
import { codesOf, refusedIn } from './errors';
import type { GraphHolder } from './graph-holder';
import type { ClientRequest } from './client-request';
import { MalformedRequest, type MalformedStatus } from './malformed-request';
import type { GatewayMetrics, Observation } from './metrics';
import { beginEvent, endOperation, tellOperation } from './operation-span';
import { checkValid, prepare, type Caller, type PreparationOptions, type Prepared } from './preparation';
import { beginningOf, cursorOf, isTold } from './event-cursor';
import { pushedStream, type PushedStream } from './pushed-stream';
import { createContext, type PushedEvent } from './request-context';
import { subscriptionRoot, twinQuery, type SubscriptionRoot } from './twin-query';
import { WrittenAnswer } from './written-answer';

/** Why an operation cannot run. */
export interface Refused {
  readonly errors: NonNullable<FormattedExecutionResult['errors']>;
  /** Status of a request that is none of GraphQL over HTTP; null when it is one. */
  readonly malformed: MalformedStatus | null;
}

/** Operations on their way: they are prepared and run here. */
export interface Operations {
  /** The request ready to run, or why not. Does not throw. */
  prepare(request: ClientRequest, caller: Caller): Promise<Prepared | Refused>;
  /** Answers a query or mutation. Does not throw. */
  answer(prepared: Prepared): Promise<FormattedExecutionResult>;
  /** Opens a subscription, or says why not. Does not throw. */
  subscribe(prepared: Prepared): Promise<PushedStream | Refused>;
}

/** What operations are run with. */
export interface OperationsOptions extends PreparationOptions {
  readonly graphs: GraphHolder;
  /** Milliseconds that one operation may take. */
  readonly timeoutMs: number;
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
  const orErrors = async <T>(caller: Caller, work: () => Promise<T>): Promise<T | Refused> => {
    try {
      return await work();
    } catch (error) {
      const thrown: readonly unknown[] = error instanceof AggregateError ? error.errors : [error];
      logInternal(log, thrown, caller.correlationId);
      const errors = thrown.map(formatThrown);
      const malformed = error instanceof MalformedRequest ? error.status : null;
      observe(caller, { type: 'unknown', codes: codesOf(errors), seconds: 0, refused: 0 }, options);
      return { errors, malformed };
    }
  };
  return {
    prepare: (request, caller) => orErrors(caller, () => prepare(request, caller, options)),
    answer: (prepared) => run(prepared, options),
    subscribe: (prepared) => orErrors(prepared.caller, () => subscribe(prepared, options)),
  };
}

/** What comes by HTTP is observed when its response ends. */
function observe(
  { transport, span }: Pick<Caller, 'transport' | 'span'>,
  observation: Omit<Observation, 'transport'>,
  { metrics }: Pick<OperationsOptions, 'metrics'>,
): void {
  if (transport === 'http') return;
  metrics.observe({ transport, ...observation });
  endOperation(span, { transport, ...observation });
}

async function run(
  prepared: Prepared,
  { log, metrics, timeoutMs }: OperationsOptions,
  event: PushedEvent | null = null,
): Promise<FormattedExecutionResult> {
  const { viewer, type } = prepared;
  const started = performance.now();
  const caller = event ? { ...prepared.caller, ...beginEvent(prepared) } : prepared.caller;
  if (!event) tellOperation(prepared);
  const context = createContext({ viewer, ...caller }, event);
  const result = await runInTime(prepared, context, timeoutMs).catch((error: unknown) => ({
    errors: [error as never],
  }));
  logInternal(log, result.errors ?? [], caller.correlationId);
  const formatted = result instanceof WrittenAnswer ? result.withErrors(formatThrown) : formatResult(result);
  const codes = codesOf(formatted.errors);
  const seconds = (performance.now() - started) / 1_000;
  observe(caller, { type, codes, seconds, refused: refusedIn(formatted.errors) }, { metrics });
  return formatted;
}

async function subscribe(prepared: Prepared, options: OperationsOptions): Promise<PushedStream> {
  const { contract, document, viewer, caller } = prepared;
  const root = subscriptionRoot(contract.schema, document, prepared);
  tellOperation(prepared);
  const { owner, source } = sourceOf(prepared, root);
  await checkRoot(prepared, root, options);
  await source.authorize(root.args, viewer);
  const events = source.subscribe(root.args, viewer);
  options.metrics.subscriptionOpened();
  endOperation(caller.span, { transport: caller.transport, type: 'subscription', codes: [], refused: 0 });
  return pushedStream({
    source: events,
    identify: caller.identify,
    onRightsChanged: (callback) => options.revocations.onRevoked(callback),
    clock: options.clock,
    onClosed: () => options.metrics.subscriptionClosed(),
    after: beginningOf(root.args),
    answer: async (payload, now) => {
      const current = inCurrentGraph({ ...prepared, viewer: now }, options.graphs);
      await checkRoot(current, root, options);
      await source.authorize(root.args, now);
      const toRun = twinQuery(current.toRun, current.operationName);
      const result = await run({ ...current, toRun }, options, { owner, payload });
      return { result, cursor: isTold(result) ? cursorOf(payload, root.field, current) : null };
    },
  });
}

/** Who tells of the events, and by what means for this viewer. Throws BAD_INPUT when nobody here does. */
function sourceOf(
  { graph, document, operationName, viewer, caller }: Prepared,
  { field }: SubscriptionRoot,
): { readonly owner: string; readonly source: SubscriptionSource } {
  const owner = graph.events.get(field);
  const operation = askedSubscription(document, operationName);
  const { correlationId, traceparent } = caller;
  const call = { viewer, correlationId, operation, policyVersion: graph.hash };
  const source = owner?.sourceFor(call, traceparent);
  if (!owner || !source) throw new HubError('BAD_INPUT', `this gateway has no events for Subscription.${field}`);
  return { owner: owner.name, source };
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
  const asked = askedSubscription(document, operationName);
  await audit?.settle(request, { ...asked, policyVersion: hash, denied: [coordinate] });
  throw refusal(coordinate);
}

/** A subscription as audit records tell of it. */
const askedSubscription = (document: DocumentNode, operationName: string | null): AskedOperation => ({
  kind: 'SUBSCRIPTION',
  nameHash: operationName === null ? null : digestOf(operationName),
  documentHash: digestOf(print(document)),
});

/** A new supergraph keeps open subscriptions, unless it no longer has what they ask for in their contract. */
function inCurrentGraph(prepared: Prepared, graphs: GraphHolder): Prepared {
  const { document, caller } = prepared;
  const graph = graphs.current();
  if (graph === prepared.graph) return prepared;
  try {
    const contract = graph.contracts.named(caller.contract);
    checkValid(contract, document);
    return { ...prepared, graph, contract, toRun: contract.documentFor(document) };
  } catch (error) {
    throw new HubError('CONFLICT', 'the graph has changed and no longer answers this subscription', { cause: error });
  }
}
