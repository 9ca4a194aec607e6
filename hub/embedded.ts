import { createCatalog, type Catalog } from '../catalog/index';
import { createGateway, type Gateway } from '../gateway/gateway';
import { collectProcessMetrics, createGatewayMetrics } from '../gateway/metrics';
import { openHashKey } from '../platform/access/hash-key';
import type { TokenVerifier } from '../platform/access/tokens';
import { systemClock } from '../platform/domain/instant';
import { createInProcessBus } from '../platform/events/in-process';
import type { Bus } from '../platform/events/port';
import { openStore } from '../platform/store/open';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import { createWebhookEntrance } from '../subgraphs/payments/webhook';
import { paymentService } from './connections';
import type { Environment } from './environment';
import { letDaysPass } from './let-days-pass';
import { createOperatorRoutes, onceReady, type OperatorActions } from './operator-routes';
import { createGuarantorLookup } from './guaranteed-accounts';
import { environmentOutside, sandboxOutside, type Outside } from './outside';
import { openOversight, type Oversight } from './oversight';
import { createOversightRoutes } from './oversight-routes';
import { openRooms, type Rooms } from './rooms';
import { openTracing } from './open-tracing';
import { requireFreePort } from './free-port';
import { claimDataFolder } from './running-hub';
import { launchSandbox } from './sandbox-process';
import { createSandboxRoutes } from './sandbox-routes';
import { Teardown } from './teardown';
import { openTokenVerifier } from './token-verifier';
import { openTrust } from './trust';
import { createWebhookRoutes } from './webhook-routes';
import { startWorker, type WorkerClient } from './worker-client';

export interface HubOptions {
  readonly sandbox: boolean;
  /** Sandbox days per minute; 0: none of themselves. */
  readonly pace: number;
  readonly log: Logger;
  /** Called when the hub cannot go on, such as when its worker thread has died. */
  readonly onDeath?: (error: Error) => void;
}

/** A running hub: everything in this process but the sandbox. */
export interface Hub {
  readonly url: string;
  /** Base URLs of the sandbox's systems, or null. */
  readonly sandbox: Readonly<Record<string, string>> | null;
  /** Names of the outside systems that it talks to. */
  readonly systems: readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts the whole hub: sandbox as a child process, subgraphs and gateway in this thread, the work in a worker thread.
 * Whatever was started is stopped again when a later part cannot start. Throws HubError with what to do about it.
 */
export async function startHub(environment: Environment, options: HubOptions): Promise<Hub> {
  const teardown = new Teardown(options.log);
  try {
    return await startParts(environment, options, teardown);
  } catch (error) {
    await teardown.run();
    throw error;
  }
}

async function startParts(environment: Environment, options: HubOptions, teardown: Teardown): Promise<Hub> {
  const { log } = options;
  const { dataFolder, legalEntityId, booksOpenFrom, logLevel } = environment;
  const claim = await claimDataFolder(dataFolder);
  teardown.add(() => claim.release());
  await requireFreePort(environment.port);
  const tracing = openTracing(environment, { service: 'accord-hub', log, teardown });
  const storeAddress = environment.store ?? `file:${dataFolder}/accord.db`;
  const sandbox = options.sandbox ? launchSandbox({ dataFolder: `${dataFolder}/sandbox`, pace: 0, log }) : null;
  teardown.add(() => sandbox?.stop());
  const house = await openHouse({ storeAddress, dataFolder, log, teardown });
  const urls = sandbox ? await sandbox.urls : null;
  const outside = urls ? sandboxOutside(urls) : environmentOutside(environment);
  const verifier = await openTokenVerifier(environment);
  const trust = await openTrust(environment);
  const worker: { client: WorkerClient | null } = { client: null };
  const controlUrl = urls?.control ?? null;
  const watching = { log, tracing };
  const actions = (): WorkerClient | null => worker.client;
  const gateway = createHubGateway({ house, outside, verifier, trust, controlUrl, actions, ...watching });
  teardown.add(() => gateway.stop());
  const { url } = await gateway.start(environment.port);
  const start = { storeAddress, outside, legalEntityId, booksOpenFrom, logLevel };
  worker.client = await startWorker(start, { log, onDeath: options.onDeath ?? (() => undefined) });
  teardown.add(() => worker.client?.stop());
  if (urls) await letDaysPass(urls, { webhookUrl: `${url}/webhooks/stripe`, pace: options.pace });
  claim.announce({ url, sandbox: urls });
  return { url, sandbox: urls, systems: systemsOf(outside), stop: () => teardown.run() };
}

const systemsOf = ({ ehr, clearinghouse, erp, bank, stripe }: Outside): readonly string[] =>
  [ehr, clearinghouse, erp, bank, stripe].flatMap((system) => system?.source ?? []);

interface House {
  readonly store: Store;
  readonly bus: Bus;
  readonly rooms: Rooms;
  readonly catalog: Catalog;
  readonly oversight: Oversight;
}

interface HouseOptions {
  readonly storeAddress: string;
  readonly dataFolder: string;
  readonly log: Logger;
  readonly teardown: Teardown;
}

/** Name of the chain of audit records that the hub writes. */
const WRITER = 'hub';

async function openHouse({ storeAddress, dataFolder, log, teardown }: HouseOptions): Promise<House> {
  const hashKey = await openHashKey({ folder: dataFolder });
  const store = await openStore(storeAddress);
  teardown.add(() => store.close());
  const bus = createInProcessBus({ onError: (error) => log.warn({ err: error }, 'a notice could not be heard') });
  teardown.add(() => bus.close());
  const rooms = await openRooms({ store, bus, clock: systemClock, log, hashKey });
  const { ehr, payer, erp, payments, billing } = rooms;
  const subgraphs = [ehr, payer, erp, payments, billing].map(({ subgraph }) => subgraph);
  const { raiseException } = billing;
  const oversight = await openOversight({ store, bus, writer: WRITER, raiseException, clock: systemClock, log });
  teardown.add(() => oversight.close());
  const audit = oversight.reader;
  const catalog = await createCatalog({ store, clock: systemClock, log, subgraphs, audit, hashKey });
  teardown.add(() => catalog.close());
  return { store, bus, rooms, catalog, oversight };
}

interface HubGatewayParts {
  readonly house: House;
  readonly outside: Outside;
  readonly verifier: TokenVerifier;
  readonly trust: Awaited<ReturnType<typeof openTrust>>;
  readonly log: Logger;
  readonly tracing: Tracing | undefined;
  /** Base URL of the sandbox's control API; null without a sandbox. */
  readonly controlUrl: string | null;
  readonly actions: () => OperatorActions | null;
}

function createHubGateway(parts: HubGatewayParts): Gateway {
  const { outside, verifier, trust, log, tracing, controlUrl, actions } = parts;
  const { rooms, catalog, store, oversight } = parts.house;
  const { audit, breakGlass, revocations } = oversight;
  const { ehr, payer, erp, payments, billing, inboxes } = rooms;
  const subgraphs = [ehr.subgraph, payer.subgraph, erp.subgraph, payments.subgraph, billing.subgraph, catalog.subgraph];
  const { stripe } = outside;
  const entrance =
    stripe && createWebhookEntrance({ service: paymentService(stripe, log), inbox: inboxes.payments, log });
  const metrics = createGatewayMetrics();
  collectProcessMetrics(metrics);
  return createGateway({
    ...{ metrics, tracing },
    supergraph: catalog.supergraph,
    subgraphs: new Map(subgraphs.map((subgraph) => [subgraph.name, subgraph])),
    verifier,
    ...{ audit, breakGlass, revocations },
    complete: createGuarantorLookup({ ehr: ehr.documents.collections, accounts: billing.documents.accounts }),
    ...trust,
    clock: systemClock,
    log,
    readiness: async () => {
      onceReady(actions());
      await store.ping();
    },
    mount: (app) => {
      if (entrance) app.use('/webhooks', createWebhookRoutes({ entrance, log }));
      if (controlUrl) app.use('/sandbox', createSandboxRoutes({ controlUrl, actions, log }));
      app.use(createOversightRoutes({ oversight, supergraph: catalog.supergraph, verifier, clock: systemClock, log }));
      app.use('/operator', createOperatorRoutes({ actions, verifier, revocations, clock: systemClock, log }));
    },
  });
}
