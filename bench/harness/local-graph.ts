import { EventEmitter, once } from 'node:events';
import { createCatalog } from '../../catalog/index';
import { createGateway } from '../../gateway/gateway';
import type { SupergraphSource } from '../../gateway/graph-holder';
import { createGatewayMetrics, type GatewayMetrics } from '../../gateway/metrics';
import { openRooms, type Rooms } from '../../hub/rooms';
import { createAuditWriter } from '../../platform/access/audit/audit-writer';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { systemClock } from '../../platform/domain/instant';
import { createInProcessBus } from '../../platform/events/in-process';
import type { Bus } from '../../platform/events/port';
import { openStore } from '../../platform/store/open';
import type { Store } from '../../platform/store/port';
import { silentLogger } from '../../platform/telemetry/logger';

/** The graph over a hub's data folder, in this process, and nothing that works by itself. */
export interface LocalGraph {
  readonly url: string;
  readonly dataFolder: string;
  readonly rooms: Rooms;
  readonly store: Store;
  readonly bus: Bus;
  /** Has the gateway load the supergraph as a new one; resolves when it serves it, rejects when it refuses it. */
  swap(): Promise<void>;
  close(): Promise<void>;
}

/** Serves the graph of a data folder that no hub runs on. `through` stands between the rooms and the store. */
export async function openLocalGraph(
  dataFolder: string,
  through: (store: Store) => Store = (store) => store,
): Promise<LocalGraph> {
  const store = through(await openStore(`file:${dataFolder}/accord.db`));
  const bus = createInProcessBus();
  const [clock, log] = [systemClock, silentLogger];
  const rooms = await openRooms({ store, bus, clock, log });
  const { ehr, payer, erp, payments, billing } = rooms;
  const subgraphs = [ehr, payer, erp, payments, billing].map(({ subgraph }) => subgraph);
  const catalog = await createCatalog({ store, clock, log, subgraphs });
  const all = [...subgraphs, catalog.subgraph];
  const audit = await createAuditWriter({ store, name: 'bench', log });
  const versions = versionsOf(catalog.supergraph);
  const gateway = createGateway({
    supergraph: versions.source,
    metrics: versions.metrics,
    subgraphs: new Map(all.map((subgraph) => [subgraph.name, subgraph])),
    verifier: (await createDevelopmentIssuer({ folder: dataFolder })).verifier(),
    audit,
    clock,
    log,
    rate: null,
  });
  const { url } = await gateway.start(0);
  return {
    ...{ url, dataFolder, rooms, store, bus },
    swap: () => versions.next(),
    async close() {
      await gateway.stop();
      await audit.close();
      await catalog.close();
      await bus.close();
      await store.close();
    },
  };
}

/** A source whose supergraph can be changed at will, by a comment at its end. */
function versionsOf(catalog: SupergraphSource) {
  const metrics = createGatewayMetrics();
  const swaps = new EventEmitter();
  let version = 0;
  const source: SupergraphSource = {
    current: () => `${catalog.current()}\n# version ${version}`,
    onChange(callback) {
      swaps.on('asked', callback);
      return () => void swaps.off('asked', callback);
    },
  };
  return {
    source,
    metrics: { ...metrics, swapped: (outcome) => void swaps.emit('swapped', outcome) } satisfies GatewayMetrics,
    async next() {
      version += 1;
      const swapped = once(swaps, 'swapped');
      swaps.emit('asked');
      const [outcome] = (await swapped) as ['taken' | 'refused'];
      if (outcome === 'refused') throw new Error('the gateway refused the supergraph');
    },
  };
}
