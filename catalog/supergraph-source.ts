import { HubError } from '../platform/domain/errors';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { openSupergraphs, storedSupergraph } from './catalog-store';

/** Where a gateway gets its supergraph, and learns of a new one. */
export interface SupergraphSource {
  /** The SDL to serve now. Throws SOURCE_UNAVAILABLE when no graph has composed yet. */
  current(): string;
  /** Calls back with each new SDL; the returned function ends that. */
  onChange(callback: (sdl: string) => void): () => void;
}

/** A source that is told its supergraph. A callback that throws is logged and does not keep others from theirs. */
export class SettableSupergraphSource implements SupergraphSource {
  readonly #log: Logger;
  readonly #callbacks = new Set<(sdl: string) => void>();
  #sdl: string | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  current(): string {
    if (this.#sdl !== null) return this.#sdl;
    throw new HubError('SOURCE_UNAVAILABLE', 'no graph has composed yet', { source: 'catalog' });
  }

  onChange(callback: (sdl: string) => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  set(sdl: string): void {
    if (sdl === this.#sdl) return;
    this.#sdl = sdl;
    for (const callback of this.#callbacks) {
      try {
        callback(sdl);
      } catch (error) {
        this.#log.error({ err: error }, 'a supergraph listener failed');
      }
    }
  }
}

/** A source that follows the store, for a gateway in a process of its own: it works while the catalog is away. */
export interface WatchedSupergraphSource extends SupergraphSource {
  stop(): void;
}

/** Reads the last good supergraph from the store now and then every `everyMs`. */
export async function watchSupergraph(options: {
  readonly store: Store;
  readonly log: Logger;
  readonly everyMs?: number;
}): Promise<WatchedSupergraphSource> {
  const { store, log, everyMs = 2_000 /* 2 seconds */ } = options;
  const source = new SettableSupergraphSource(log);
  const supergraphs = await openSupergraphs(store);
  const look = async (): Promise<void> => {
    const stored = await storedSupergraph(supergraphs);
    if (stored) source.set(stored.sdl);
  };
  await look();
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'the supergraph cannot be read; serving the last one'));
  }, everyMs);
  return {
    current: () => source.current(),
    onChange: (callback) => source.onChange(callback),
    stop: () => clearInterval(timer),
  };
}
