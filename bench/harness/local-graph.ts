import { createCatalog } from '../../catalog/index';
import { createGateway } from '../../gateway/gateway';
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
  const gateway = createGateway({
    supergraph: catalog.supergraph,
    subgraphs: new Map(all.map((subgraph) => [subgraph.name, subgraph])),
    verifier: (await createDevelopmentIssuer({ folder: dataFolder })).verifier(),
    audit,
    clock,
    log,
  });
  const { url } = await gateway.start(0);
  return {
    ...{ url, dataFolder, rooms, store, bus },
    async close() {
      await gateway.stop();
      await audit.close();
      await catalog.close();
      await bus.close();
      await store.close();
    },
  };
}
