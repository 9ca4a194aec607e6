import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** How an operation reached the gateway. */
export type Transport = 'http' | 'sse' | 'websocket';
export type OperationType = 'query' | 'mutation' | 'subscription' | 'unknown';

/** One finished operation, or one pushed event of a subscription. */
export interface Observation {
  readonly transport: Transport;
  readonly type: OperationType;
  /** Error codes of the closed list; none: it went well. Or ABANDONED: the client left before its answer. */
  readonly codes: readonly string[];
  readonly seconds: number;
  /** How many selections were refused. */
  readonly refused: number;
}

/** What became of a call of a subgraph: it answered, with errors or without; it did not; or nobody waited any more. */
export type FetchOutcome = 'answered' | 'failed' | 'abandoned';

/** The gateway's figures. Labels are of closed lists only, and names of subgraphs: no ids, nor names or text of clients. */
export interface GatewayMetrics {
  readonly registry: Registry;
  observe(observation: Observation): void;
  /** One call of a subgraph. */
  fetched(fetch: {
    readonly subgraph: string;
    readonly outcome: FetchOutcome;
    readonly seconds: number;
    /** How many entities it asked for by reference. */
    readonly representations: number;
  }): void;
  subscriptionOpened(): void;
  subscriptionClosed(): void;
  /** A new supergraph was taken, or refused. */
  swapped(outcome: 'taken' | 'refused'): void;
}

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]; // seconds

/** Figures kept in a registry that others may add theirs to. */
export function createGatewayMetrics(registry = new Registry()): GatewayMetrics {
  const registers = [registry];
  const operations = new Counter({
    name: 'accord_operations_total',
    help: 'Operations and pushed events by transport, type and error code (OK: none; ABANDONED: the client left before its answer).',
    labelNames: ['transport', 'type', 'code'] as const,
    registers,
  });
  const durations = new Histogram({
    name: 'accord_operation_seconds',
    help: 'Time from admission to answer.',
    labelNames: ['transport', 'type'] as const,
    buckets: BUCKETS,
    registers,
  });
  const fetches = new Histogram({
    name: 'accord_fetch_seconds',
    help: 'Time that a subgraph takes to answer one fetch of a plan (abandoned: nobody waited for it any more).',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: BUCKETS,
    registers,
  });
  const representations = new Counter({
    name: 'accord_fetched_representations_total',
    help: 'Entities that fetches have asked for by reference.',
    labelNames: ['subgraph'] as const,
    registers,
  });
  const refused = new Counter({
    name: 'accord_refused_fields_total',
    help: 'Selections that the viewer had no right to.',
    registers,
  });
  const open = new Gauge({ name: 'accord_subscriptions_open', help: 'Subscriptions open now.', registers });
  const swaps = new Counter({
    name: 'accord_supergraph_swaps_total',
    help: 'Supergraphs offered to the gateway by outcome.',
    labelNames: ['outcome'] as const,
    registers,
  });
  return {
    registry,
    observe({ transport, type, codes, seconds, refused: count }) {
      for (const code of codes.length === 0 ? ['OK'] : new Set(codes)) operations.inc({ transport, type, code });
      durations.observe({ transport, type }, seconds);
      if (count > 0) refused.inc(count);
    },
    fetched({ subgraph, outcome, seconds, representations: count }) {
      fetches.observe({ subgraph, outcome }, seconds);
      if (count > 0) representations.inc({ subgraph }, count);
    },
    subscriptionOpened: () => open.inc(),
    subscriptionClosed: () => open.dec(),
    swapped: (outcome) => swaps.inc({ outcome }),
  };
}

/** Adds the process's own figures: event loop delay, memory, collections. */
export const collectProcessMetrics = ({ registry }: Pick<GatewayMetrics, 'registry'>): void =>
  collectDefaultMetrics({ register: registry });
