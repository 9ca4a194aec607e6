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
 * Swaps graphs whole: a new one has planned what is asked most before it serves, a request ends on the graph that it
 * began on, and a supergraph that does not load is refused while the old one serves.
 */
export function createGraphHolder({ source, load, log, metrics }: GraphHolderOptions): GraphHolder {
  const callbacks = new Set<(graph: Graph) => void>();
  let serving: { readonly graph: Graph; readonly sdl: string } | undefined;
  let swapping: Promise<void> = Promise.resolve();
  const retired = new Retired();
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
      await graph.warm(old.graph.inUse());
      take(graph, sdl);
      for (const callback of callbacks) callback(graph);
      metrics.swapped('taken');
      log.info({}, 'a new supergraph is served');
      retired.add(old.graph);
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
      await retired.close();
      await serving?.graph.close();
    },
  };
}

const LOOK = 1_000; // 1 second between two looks at a graph that has been replaced

/** Graphs that have been replaced: each is closed once the requests that began on it have ended. */
class Retired {
  readonly #graphs = new Map<Graph, NodeJS.Timeout>();

  add(graph: Graph): void {
    const timer = setInterval(() => {
      if (graph.running() === 0) void this.#close(graph);
    }, LOOK);
    timer.unref();
    this.#graphs.set(graph, timer);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#graphs.keys()].map((graph) => this.#close(graph)));
  }

  async #close(graph: Graph): Promise<void> {
    clearInterval(this.#graphs.get(graph));
    this.#graphs.delete(graph);
    await graph.close();
  }
}
