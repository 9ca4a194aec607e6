import { isDeepStrictEqual } from 'node:util';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Clock } from '../platform/domain/instant';
import type { Page, Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { catalogState, EMPTY_STATE, type CatalogState } from './catalog-state';
import { openCatalogStore, type CatalogStore, type RegisteredVersion, type StoredSupergraph } from './catalog-store';
import type { Composer } from './compose';
import type { Composition } from './compose-parts';
import type { ApiVersion, SupergraphPart } from './domain';
import { readRegistration, versionOf, type Candidate, type Registration } from './registration';
import type { RuleFault } from './rule-fault';
import { SettableSupergraphSource, type SupergraphSource } from './supergraph-source';

/** What became of a publish. */
export interface PublishResult {
  /** UNCHANGED: the graph is made of exactly these versions already. REJECTED: the graph before it is still served. */
  readonly outcome: 'PUBLISHED' | 'UNCHANGED' | 'REJECTED';
  /** Why it was rejected; empty otherwise. */
  readonly faults: readonly RuleFault[];
  /** Composition's remarks on a graph that it accepted. */
  readonly hints: readonly RuleFault[];
}

export interface PublishOptions {
  /** What becomes of the graph's other APIs: KEEP them (unless told), or RETIRE them when the set given is the whole. */
  readonly others?: 'KEEP' | 'RETIRE';
}

/** The versions of all APIs and the graph they make. One publish runs at a time. */
export interface Registry {
  readonly supergraph: SupergraphSource;
  /** The graph served now, read; immutable. */
  state(): CatalogState;
  /** Throws BAD_INPUT for a bad name, SOURCE_UNAVAILABLE when composing cannot be done now, CONFLICT in a race lost. */
  publish(registrations: readonly Registration[], options?: PublishOptions): Promise<PublishResult>;
  /** Versions of one API, the newest first. */
  versions(api: string, page: { readonly limit: number; readonly after: string | null }): Promise<Page<ApiVersion>>;
  countVersions(api: string): Promise<number>;
  /** Looks at the store: another process may have published. */
  refresh(): Promise<void>;
  close(): Promise<void>;
}

export interface RegistryOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly composer: Composer;
}

/** How often a publish is tried when other processes publish at the same moment. */
const MAX_ATTEMPTS = 5;

/** Opens the registry on what the store holds: the last good graph is served at once, without composing. */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const registry = new StoredRegistry(options, await openCatalogStore(options.store));
  await registry.load();
  return registry;
}

class StoredRegistry implements Registry {
  readonly supergraph: SettableSupergraphSource;
  readonly #options: RegistryOptions;
  readonly #store: CatalogStore;
  #state = EMPTY_STATE;
  #publishing: Promise<unknown> = Promise.resolve();

  constructor(options: RegistryOptions, store: CatalogStore) {
    this.#options = options;
    this.#store = store;
    this.supergraph = new SettableSupergraphSource(options.log);
  }

  state(): CatalogState {
    return this.#state;
  }

  publish(registrations: readonly Registration[], { others = 'KEEP' }: PublishOptions = {}): Promise<PublishResult> {
    const run = this.#publishing.then(() => this.#publish(registrations.map(readRegistration), others));
    this.#publishing = run.catch(() => undefined);
    return run;
  }

  versions(api: string, page: { readonly limit: number; readonly after: string | null }): Promise<Page<ApiVersion>> {
    return this.#store.versionsOf(api, page);
  }

  countVersions(api: string): Promise<number> {
    return this.#store.countVersions(api);
  }

  async close(): Promise<void> {
    await this.#options.composer.close();
    await this.#publishing;
  }

  /** Serves what the store holds. */
  async load(): Promise<void> {
    const stored = await this.#store.supergraph();
    if (stored && stored.hash !== this.#state.supergraph?.hash) await this.#serve(stored);
  }

  refresh(): Promise<void> {
    const look = this.#publishing.then(() => this.load());
    this.#publishing = look.catch(() => undefined);
    return look;
  }

  async #publish(candidates: readonly Candidate[], others: 'KEEP' | 'RETIRE'): Promise<PublishResult> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const stored = await this.#store.supergraph();
      const parts = mergedParts(candidates, others === 'RETIRE' ? [] : (stored?.parts ?? []));
      if (stored && isDeepStrictEqual(parts, stored.parts)) return this.#keep(stored, candidates);
      const composition = await this.#compose(candidates, parts);
      if (composition.supergraphSdl === null) return this.#reject(candidates, composition.errors);
      if (await this.#accept(candidates, parts, stored, composition.supergraphSdl)) {
        return { outcome: 'PUBLISHED', faults: [], hints: composition.hints };
      }
    }
    throw new HubError('CONFLICT', 'other publishes kept coming first; publish again');
  }

  /** The graph stays; lineage rows, which are no part of the schema, may have changed, and with them what they ask for. */
  async #keep(stored: StoredSupergraph, candidates: readonly Candidate[]): Promise<PublishResult> {
    const known = await this.#store.versionsByHash(candidates.map(({ part }) => part));
    const changed = candidates.flatMap(({ registration: { lineage } }, index) => {
      const version = known[index];
      return version && !isDeepStrictEqual(version.lineage, lineage) ? [{ ...version, lineage }] : [];
    });
    if (changed.length > 0) {
      const { supergraphSdl, errors } = await this.#compose(candidates, stored.parts);
      if (supergraphSdl === null) return this.#reject(candidates, errors);
    }
    await this.#store.saveVersions(changed);
    if (changed.length > 0 || this.#state.supergraph?.hash !== stored.hash) await this.#serve(stored);
    return { outcome: 'UNCHANGED', faults: [], hints: [] };
  }

  async #compose(candidates: readonly Candidate[], parts: readonly SupergraphPart[]): Promise<Composition> {
    const errors = candidates.flatMap(({ faults }) => faults);
    if (errors.length > 0) return { supergraphSdl: null, hints: [], errors };
    const given = new Map<string, Pick<Registration, 'sdl' | 'lineage'>>();
    const kept = parts.filter(({ api }) => !candidates.some(({ part }) => part.api === api));
    for (const version of await this.#versions(kept)) given.set(version.apiName, version);
    for (const { registration, part } of candidates) given.set(part.api, registration);
    return this.#options.composer.compose(
      parts.map(({ api, url }) => ({ name: api, url, sdl: given.get(api)?.sdl ?? '', lineage: given.get(api)?.lineage ?? [] })), // prettier-ignore
    );
  }

  /** Records the refused versions, except one that was good in another company before. */
  async #reject(candidates: readonly Candidate[], faults: readonly RuleFault[]): Promise<PublishResult> {
    const known = await this.#store.versionsByHash(candidates.map(({ part }) => part));
    const refused = candidates.filter((_, index) => known[index]?.status !== 'PUBLISHED');
    const at = this.#options.clock();
    await this.#store.saveVersions(refused.map((candidate) => versionOf(candidate, faults, at)));
    const messages = faults.map(({ message }) => message);
    this.#options.log.error({ apis: candidates.map(({ part }) => part.api), faults: messages }, 'publish rejected');
    return { outcome: 'REJECTED', faults, hints: [] };
  }

  /** False when another process stored a graph meanwhile. */
  async #accept(
    candidates: readonly Candidate[],
    parts: readonly SupergraphPart[],
    stored: StoredSupergraph | null,
    sdl: string,
  ): Promise<boolean> {
    const at = this.#options.clock();
    const inGraph = new Set((stored?.parts ?? []).map(({ api, hash }) => `${api}@${hash}`));
    const news = candidates.filter(({ part }) => !inGraph.has(`${part.api}@${part.hash}`));
    await this.#store.saveVersions(news.map((candidate) => versionOf(candidate, [], at)));
    const supergraph = { sdl, hash: digestOf(sdl), composedAt: at, parts };
    const ordinal = stored?.ordinal ?? 0;
    if (!(await this.#store.replaceSupergraph(supergraph, ordinal))) return false;
    await this.#serve({ ...supergraph, ordinal: ordinal + 1 });
    const { hash } = supergraph;
    this.#options.log.info({ hash, published: news.map(({ part }) => part.api) }, 'a new graph is served');
    return true;
  }

  /** Reads the versions that a supergraph is made of, then hands it out. */
  async #serve(supergraph: StoredSupergraph): Promise<void> {
    this.#state = catalogState(supergraph, await this.#versions(supergraph.parts));
    const { unknown } = this.#state.lineage;
    if (unknown.length > 0) {
      const coordinates = unknown.map(({ api, coordinate }) => `${api}: ${coordinate}`);
      this.#options.log.warn({ coordinates }, 'lineage rows name fields that the graph does not have');
    }
    this.supergraph.set(supergraph.sdl);
  }

  async #versions(parts: readonly SupergraphPart[]): Promise<readonly RegisteredVersion[]> {
    const versions = await this.#store.versionsByHash(parts);
    return versions.map((version, index) => {
      if (version) return version;
      throw new HubError('INTERNAL', `the catalog has lost the schema of ${parts[index]?.api}`);
    });
  }
}

/** The parts of the next graph, by name: the candidates over what stays of the graph before. */
function mergedParts(candidates: readonly Candidate[], kept: readonly SupergraphPart[]): readonly SupergraphPart[] {
  const parts = new Map([...kept, ...candidates.map(({ part }) => part)].map((part) => [part.api, part]));
  return [...parts.values()].sort((a, b) => (a.api < b.api ? -1 : 1));
}
