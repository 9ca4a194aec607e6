import { createCatalogSubgraph } from '../../catalog/index';
import { createComposer } from '../../catalog/compose';
import { openRegistry } from '../../catalog/registry';
import { openAuditReader } from '../../platform/access/audit/audit-reader';
import { systemClock } from '../../platform/domain/instant';
import { createLoop } from '../../platform/events/loop';
import type { Environment } from '../environment';
import { openPart, register, serve, type ServingOptions } from '../serving';
import { untilStopped } from '../until-stopped';

const LOOK = 2_000; // 2 seconds between looks at what other processes have published

/** Serves the catalog's own subgraph over the deployment's store and brings it into the graph, until told to stop. */
export async function catalogVerb(environment: Environment, options: ServingOptions): Promise<void> {
  const part = await openPart(environment, { name: 'catalog', ...options });
  const { store, hashKey, log, teardown } = part;
  const ended = new AbortController();
  const stopped = untilStopped().then(() => ended.abort());
  try {
    const registry = await openRegistry({ store, clock: systemClock, log, composer: createComposer({ log }) });
    teardown.add(() => registry.close());
    const audit = await openAuditReader(store);
    const subgraph = createCatalogSubgraph({ registry, audit, clock: systemClock, hashKey });
    const url = await serve(part, subgraph, options);
    process.stdout.write(`The catalog answers at ${url}\n`);
    const outcome = await register(part, registry, { ...subgraph, url }, ended.signal);
    if (outcome === 'IN_GRAPH') process.stdout.write('The catalog is in the graph\n');
    const following = createLoop({ interval: LOOK, log, work: () => registry.refresh() });
    following.start();
    teardown.add(() => following.stop());
    await stopped;
  } finally {
    await teardown.run();
  }
}
