import { join } from 'node:path';
import type { AuditReader } from '../platform/access/audit/audit-reader';
import { buildSubgraph } from '../platform/access/build-subgraph';
import type { Subgraph } from '../platform/access/subgraph';
import type { Clock } from '../platform/domain/instant';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { createComposer, type Composer } from './compose';
import { createLoaders, type LoaderSources } from './loaders';
import type { Registration } from './registration';
import { openRegistry, type Registry } from './registry';
import { resolvers } from './resolvers';
import { ruleBroken } from './rule-fault';

/** The catalog's own subgraph, which answers from a registry and an audit trail. */
export function createCatalogSubgraph({
  hashKey,
  ...sources
}: LoaderSources & { readonly hashKey?: string | undefined }): Subgraph {
  return buildSubgraph({
    name: 'catalog',
    schemaFile: join(__dirname, 'schema.graphql'),
    resolvers,
    lineage: [],
    contextFor: (call) => ({ loaders: createLoaders(sources), ...call }),
    hashKey,
    clock: sources.clock,
  });
}

/** The running catalog: its registry, and its subgraph to be mounted with the others. */
export interface Catalog extends Registry {
  readonly subgraph: Subgraph;
}

export interface CatalogOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** The other subgraphs. */
  readonly subgraphs: readonly Registration[];
  /** What becomes of APIs in the store that are not among `subgraphs`: RETIRE unless told. */
  readonly others?: 'KEEP' | 'RETIRE';
  /** Where the gateway reaches the catalog's own subgraph, when not in its own process. */
  readonly url?: string;
  readonly composer?: Composer;
  /** Answers who saw what of whom; without one, nobody can ask. */
  readonly audit?: AuditReader;
  /** Secret that the HASH mask is keyed by, the same for every subgraph. */
  readonly hashKey?: string | undefined;
}

/**
 * Opens the catalog and publishes `subgraphs` and itself. When the store holds a graph of exactly these versions,
 * nothing is composed. When they do not compose, the last good graph is served and the reasons are logged and
 * recorded. Throws RULE_BROKEN, or SOURCE_UNAVAILABLE, when there is no graph to serve at all.
 */
export async function createCatalog(options: CatalogOptions): Promise<Catalog> {
  const { store, clock, log, subgraphs, others = 'RETIRE', url, composer = createComposer({ log }) } = options;
  const registry = await openRegistry({ store, clock, log, composer });
  const { audit = null, hashKey } = options;
  const subgraph = createCatalogSubgraph({ registry, audit, clock, hashKey });
  const itself: Registration = { ...subgraph, ...(url === undefined ? {} : { url }) };
  const hasGraph = registry.state().supergraph !== null;
  try {
    const { outcome, faults } = await registry.publish([...subgraphs, itself], { others });
    if (outcome === 'REJECTED' && !hasGraph) throw ruleBroken(faults);
  } catch (error) {
    if (hasGraph) log.error({ err: error }, 'the graph could not be composed; serving the last good one');
    else {
      await registry.close();
      throw error;
    }
  }
  return delegating(registry, subgraph);
}

const delegating = (registry: Registry, subgraph: Subgraph): Catalog => ({
  subgraph,
  supergraph: registry.supergraph,
  state: () => registry.state(),
  publish: (registrations, options) => registry.publish(registrations, options),
  versions: (api, page) => registry.versions(api, page),
  countVersions: (api) => registry.countVersions(api),
  refresh: () => registry.refresh(),
  close: () => registry.close(),
});
