import { createComposer } from '../../catalog/compose';
import { openRegistry } from '../../catalog/registry';
import { HubError } from '../../platform/domain/errors';
import { systemClock } from '../../platform/domain/instant';
import type { Environment } from '../environment';
import { openSubgraph, SUBGRAPH_NAMES } from '../open-subgraph';
import { openPart, register, serve, type ServingOptions } from '../serving';
import { untilStopped } from '../until-stopped';

/** Serves one subgraph over the deployment's store and brings it into the graph, until it is told to stop. */
export async function subgraphVerb(environment: Environment, name: string, options: ServingOptions): Promise<void> {
  const known = SUBGRAPH_NAMES.find((one) => one === name);
  if (known === undefined) {
    throw new HubError('BAD_INPUT', `"${name}" is not a subgraph; use one of ${SUBGRAPH_NAMES.join(', ')}`);
  }
  const part = await openPart(environment, { name, ...options });
  const { store, hashKey, log, teardown } = part;
  const ended = new AbortController();
  const stopped = untilStopped().then(() => ended.abort());
  try {
    const subgraph = await openSubgraph(known, { store, hashKey, log, teardown });
    const url = await serve(part, subgraph, options);
    const registry = await openRegistry({ store, clock: systemClock, log, composer: createComposer({ log }) });
    teardown.add(() => registry.close());
    process.stdout.write(`The subgraph ${name} answers at ${url}\n`);
    const outcome = await register(part, registry, { ...subgraph, url }, ended.signal);
    if (outcome === 'IN_GRAPH') process.stdout.write(`The subgraph ${name} is in the graph\n`);
    await stopped;
  } finally {
    await teardown.run();
  }
}
