import type { GraphQLSchema } from 'graphql';
import type { LineageRow } from '../mapping/lineage';
import type { AccessCollector } from './audit/access-collector';
import type { Viewer } from './viewer';

/** One call into a subgraph: who asks and on whose chain of work. */
export interface SubgraphCall {
  readonly viewer: Viewer;
  readonly correlationId: string;
  /** The event being pushed, while a subscription's document runs; absent otherwise. */
  readonly event?: unknown;
}

/** What resolvers see. Fresh for each request and subgraph: nothing in it is shared between viewers. */
export interface SubgraphContext<Loaders> extends SubgraphCall {
  readonly loaders: Loaders;
}

/** A subgraph's context as its guards see it. */
export interface WatchedContext extends SubgraphContext<unknown> {
  /** What the request asks of PII and PHI; whoever runs the request stores it before its answer leaves. */
  readonly audit: AccessCollector;
}

/** Where the events of one subscription field come from. */
export interface SubscriptionSource {
  /** Throws NOT_FOUND or FORBIDDEN when the viewer may not watch this; asked again before every event. */
  authorize(args: Readonly<Record<string, unknown>>, viewer: Viewer): Promise<void>;
  /**
   * Events in order, without gap or repeat from `args.after` on; of many records, those of the viewer's compartment.
   * Ending the iterator releases everything.
   */
  subscribe(args: Readonly<Record<string, unknown>>, viewer: Viewer): AsyncIterableIterator<unknown>;
}

/** A subgraph as the hub wires it: its contract, its guarded executable schema and what it tells the catalog. */
export interface Subgraph {
  readonly name: string;
  /** The whole federated SDL, shared header and value types included. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly lineage: readonly LineageRow[];
  /** By name of the field on Subscription. */
  readonly subscriptions: Readonly<Record<string, SubscriptionSource>>;
  /** The context of one request; called once per request and subgraph. */
  contextFor(call: SubgraphCall): WatchedContext;
}
