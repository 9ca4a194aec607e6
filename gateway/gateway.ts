import type { RequestListener } from 'node:http';
import type { Express } from 'express';
import type { AuditWriter } from '../platform/access/audit/audit-writer';
import type { BreakGlass } from '../platform/access/break-glass';
import type { CallSigner } from '../platform/access/remote/call-signer';
import { createLocalRevocations, type Revocations } from '../platform/access/revocations';
import type { Subgraph } from '../platform/access/subgraph';
import type { TokenVerifier } from '../platform/access/tokens';
import type { Viewer } from '../platform/access/viewer';
import { HubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';
import { KEEP_ALIVE_TIMEOUT, listen, type Listening } from '../platform/http/listen';
import { createOpenServer } from '../platform/http/open-server';
import type { TlsPair } from '../platform/http/tls-pair';
import type { Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import { createApolloServer } from './apollo';
import { createAuditTrail } from './audit-trail';
import { OPERATION_TIMEOUT } from './deadline';
import { doorAt, type Door } from './doors';
import { createDrain } from './drain';
import { loadGraph } from './graph';
import { createGraphHolder, type SupergraphSource } from './graph-holder';
import { createGraphRequests, type GraphRequests } from './graph-requests';
import { createHttpApp, type HttpAppOptions } from './http-app';
import { createAdmission, DEFAULT_LIMITS, type OperationLimits } from './limits';
import { createGatewayMetrics, type GatewayMetrics } from './metrics';
import { createOperations } from './operations';
import { createPlanningThread, type PlanningThread } from './planning-thread';
import type { PreparationOptions } from './preparation';
import { createPersistedQueries } from './persisted-queries';
import { createRateLimiter, DEFAULT_RATE, type Rate } from './rate-limit';
import { createIdentify } from './request-context';
import { noTrustedDocuments, type TrustedDocuments } from './trusted-documents';
import { serveWebSockets } from './websocket';

const SERVER_OPTIONS = {
  keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
  headersTimeout: 30_000, // 30 seconds for a client to send the head of its request
  // 10 minutes for all of it: a large X12 file is taken in while it is sent, no faster than it can be recorded.
  requestTimeout: 600_000,
};

/** What a gateway is made of. */
export interface GatewayOptions {
  readonly supergraph: SupergraphSource;
  /** Subgraphs in this process, by name; the supergraph names the others by URL. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
  readonly log: Logger;
  readonly revocations?: Revocations;
  /** Lets viewers break the glass; without it, nobody can. */
  readonly breakGlass?: BreakGlass;
  /** Signs calls to guarded subgraphs elsewhere; without one, a supergraph that names such is refused. */
  readonly signer?: CallSigner | undefined;
  /** Completes each viewer by what no token tells; without it, their token says all. */
  readonly complete?: (viewer: Viewer) => Promise<Viewer>;
  /** Where each answer that tells of people is put on record before it leaves; without one, nowhere. */
  readonly audit?: AuditWriter;
  readonly metrics?: GatewayMetrics;
  /** Plans operations, of other gateways too, and is closed by who made it; without one, the gateway has its own. */
  readonly planning?: PlanningThread;
  /** Where spans are recorded; without it, nowhere. */
  readonly tracing?: Tracing | undefined;
  readonly limits?: OperationLimits;
  /** How much one viewer may ask; null: without end. */
  readonly rate?: Rate | null;
  /** Milliseconds that one operation may take; 10,000 unless given. */
  readonly timeoutMs?: number;
  /** Milliseconds that a client may take for one answer of a stream; 30,000 unless given. */
  readonly sendTimeoutMs?: number;
  readonly trusted?: TrustedDocuments;
  /** Where trusted documents only are taken; nowhere unless given. */
  readonly trustedOnly?: readonly Door[];
  /** Serve a supergraph made elsewhere that has no `@access`, open to all and without tokens. */
  readonly unguarded?: boolean;
  /** Serves HTTPS, with HTTP/2, by this certificate; plain HTTP without one. */
  readonly tls?: TlsPair | null;
  /** Rejects while something that requests need is away, such as the store. */
  readonly readiness?: () => Promise<void>;
  /** Adds routes of others to the same port. */
  readonly mount?: (app: Express) => void;
}

/** The one graph on one port: HTTP, WebSocket and server-sent events. */
export interface Gateway {
  readonly metrics: GatewayMetrics;
  /**
   * Loads the supergraph and listens; port 0 takes a free one. Throws BAD_INPUT for a port in use or a supergraph that
   * does not load, RULE_BROKEN for one with unclassified fields.
   */
  start(port: number, host?: string): Promise<Listening>;
  /** Ends open streams with a clear code, lets requests under way finish for 8 seconds, and closes the port. */
  stop(): Promise<void>;
}

/** Wires a gateway; nothing runs before `start`. */
export function createGateway(options: GatewayOptions): Gateway {
  const { supergraph, subgraphs, clock, log, unguarded = false, readiness, mount, tls = null } = options;
  const { revocations = createLocalRevocations(), metrics = createGatewayMetrics() } = options;
  const audit = options.audit && createAuditTrail({ writer: options.audit, clock });
  const { signer, tracing, sendTimeoutMs } = options;
  const planning = options.planning ?? createPlanningThread({ log });
  const load = (sdl: string) =>
    loadGraph(sdl, { planning, subgraphs, signer, log, unguarded, metrics, ...(audit ? { audit } : {}) });
  const graphs = createGraphHolder({ source: supergraph, load, log, metrics });
  const identify = createIdentify({ ...options, revocations, unguarded });
  const timeoutMs = options.timeoutMs ?? OPERATION_TIMEOUT;
  const operations = createOperations({
    ...{ graphs, revocations, clock, metrics, log, timeoutMs },
    ...preparationOf(options),
    ...(audit ? { audit } : {}),
  });
  const { server: httpServer, scheme, close } = createOpenServer(SERVER_OPTIONS, tls);
  const drain = createDrain();
  let stopSockets = async (): Promise<void> => {};
  const apollo = createApolloServer({
    ...{ graphs, log },
    async drain() {
      await Promise.all([stopSockets(), drain.begin()]);
      await close();
    },
  });
  let hasStarted = false;
  let isReady = false;
  return {
    metrics,
    async start(port, host = '127.0.0.1') {
      await apollo.start();
      hasStarted = true;
      const ready = async (): Promise<void> => {
        if (!isReady) throw new HubError('SOURCE_UNAVAILABLE', 'the gateway is starting or stopping');
        await readiness?.();
      };
      const shared = { operations, identify, log, tracing, sendTimeoutMs };
      const graph = createGraphRequests({ ...shared, metrics, unguarded, closing: drain.closing });
      const beside = { metrics, log, readiness: ready, ...(mount ? { mount } : {}) };
      httpServer.on('request', drain.guard(listenerOf(graph, beside)));
      const sockets = serveWebSockets({ ...shared, httpServer });
      stopSockets = () => sockets.close();
      const listening = await listen(httpServer, port, host, scheme);
      isReady = true;
      return listening;
    },
    async stop() {
      isReady = false;
      try {
        await (hasStarted ? apollo.stop() : graphs.stop());
      } finally {
        if (!options.planning) await planning.close();
      }
    },
  };
}

/** The graph's paths lead to the graph, all others to the routes beside it. */
function listenerOf(graph: GraphRequests, options: HttpAppOptions): RequestListener {
  const app = createHttpApp(options);
  const appOverHttp2 = createHttpApp(options, { isHttp2: true });
  return (request, response) => {
    const door = doorAt(request.url ?? '');
    if (door) graph(request, response, door);
    else (request.httpVersionMajor === 2 ? appOverHttp2 : app)(request, response);
  };
}

/** Limits and trust of a gateway. One that guards nothing serves graphs of others, which say nothing of what they cost. */
function preparationOf({
  limits = DEFAULT_LIMITS,
  rate = DEFAULT_RATE,
  trusted = noTrustedDocuments,
  trustedOnly = [],
  unguarded = false,
}: GatewayOptions): Omit<PreparationOptions, 'graphs'> {
  return {
    admit: createAdmission(limits),
    limits: unguarded ? { ...limits, cost: Infinity, longestList: Infinity } : limits,
    rate: unguarded || rate === null ? null : createRateLimiter(rate),
    ...{ trusted, trustedOnly, unguarded },
    persisted: createPersistedQueries(),
  };
}
