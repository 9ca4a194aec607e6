import { isHubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { Graph } from './graph';
import type { GatewayMetrics } from './metrics';

/** Where supergraphs come from: the catalog, or a file. */
export interface SupergraphSource {
  /** SDL of the last good supergraph. */
  current(): string;
  /** Calls back after each change of `current`; returns how to stop that. */
  onChange(callback: () => void): () => void;
}

/** The graph being served, and its successor when a new supergraph loads. */
export interface GraphHolder {
  /** Loads the first graph and begins to follow the source. Throws as `loadGraph` does. */
  start(): Promise<Graph>;
  current(): Graph;
  onSwap(callback: (graph: Graph) => void): () => void;
  stop(): Promise<void>;
}

/** What a holder is made of. */
export interface GraphHolderOptions {
  readonly source: SupergraphSource;
  readonly load: (supergraphSdl: string) => Promise<Graph>;
  readonly log: Logger;
  readonly metrics: GatewayMetrics;
}

/**
 * Swaps graphs whole: a request ends on the graph that it began on, and a supergraph that does not load is refused
 * while the old one serves.
 */
export function createGraphHolder({ source, load, log, metrics }: GraphHolderOptions): GraphHolder {
  const callbacks = new Set<(graph: Graph) => void>();
  let serving: { readonly graph: Graph; readonly sdl: string } | undefined;
  let swapping: Promise<void> = Promise.resolve();
  let unfollow = (): void => {};

  const take = (graph: Graph, sdl: string): void => {
    serving = { graph, sdl };
  };
  const swap = async (): Promise<void> => {
    const sdl = source.current();
    const old = serving;
    if (!old || sdl === old.sdl) return;
    try {
      const graph = await load(sdl);
      take(graph, sdl);
      for (const callback of callbacks) callback(graph);
      metrics.swapped('taken');
      log.info({}, 'a new supergraph is served');
      await old.graph.close();
    } catch (error) {
      metrics.swapped('refused');
      const why = isHubError(error) ? error.message : 'unknown';
      log.error({ why }, 'a new supergraph was refused; the old one still serves');
    }
  };
  const current = (): Graph => {
    if (!serving) throw new TypeError('the gateway has not started');
    return serving.graph;
  };
  return {
    async start() {
      const sdl = source.current();
      take(await load(sdl), sdl);
      unfollow = source.onChange(() => {
        swapping = swapping.then(swap);
      });
      return current();
    },
    current,
    onSwap(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    async stop() {
      unfollow();
      await swapping;
      await serving?.graph.close();
    },
  };
}
