import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import express from 'express';
import { followRevocations } from '../../platform/access/followed-revocations';
import { openRevocationList } from '../../platform/access/revocation-list';
import { systemClock } from '../../platform/domain/instant';
import { createInbox } from '../../platform/events/inbox';
import { createLease } from '../../platform/events/leases';
import { createLoop } from '../../platform/events/loop';
import { closeServer, KEEP_ALIVE_TIMEOUT, listen, type Listening } from '../../platform/http/listen';
import { openStore } from '../../platform/store/open';
import type { Store } from '../../platform/store/port';
import { logInternal } from '../../platform/telemetry/log-internal';
import { createLogger, type Logger } from '../../platform/telemetry/logger';
import { createWebhookEntrance } from '../../subgraphs/payments/webhook';
import { paymentService } from '../connections';
import type { Environment } from '../environment';
import { requireFreePort } from '../free-port';
import { letDaysPass } from '../let-days-pass';
import { createOperatorRoutes } from '../operator-routes';
import { environmentOutside, sandboxOutside, type Outside } from '../outside';
import { launchSandbox } from '../sandbox-process';
import { createSandboxRoutes } from '../sandbox-routes';
import { Teardown } from '../teardown';
import { openTokenVerifier } from '../token-verifier';
import { untilStopped } from '../until-stopped';
import { createWebhookRoutes } from '../webhook-routes';
import { startWorker, type WorkerClient } from '../worker-client';

export interface WorkerVerbOptions {
  readonly sandbox: boolean;
  readonly pace: number;
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
}

interface Process {
  readonly environment: Environment;
  readonly log: Logger;
  readonly teardown: Teardown;
  /** Aborted when it is told to stop, or cannot go on. */
  readonly ended: AbortController;
}

/**
 * Does the work of the deployment, until it is told to stop. One worker works at a time: a second one waits until the
 * first has ended, and then goes on where it stood.
 */
export async function workerVerb(given: Environment, options: WorkerVerbOptions): Promise<void> {
  const environment = { ...given, port: options.port ?? 0, dataFolder: options.data ?? given.dataFolder };
  const log = createLogger({ name: 'worker', level: environment.logLevel });
  const teardown = new Teardown(log);
  const ended = new AbortController();
  const stopped = untilStopped(ended.signal).then(() => ended.abort());
  try {
    await work({ environment, log, teardown, ended }, options);
    await stopped;
  } finally {
    await teardown.run();
  }
}

async function work(it: Process, { sandbox: isSandbox, pace, host = '127.0.0.1' }: WorkerVerbOptions): Promise<void> {
  const { environment, log, teardown, ended } = it;
  const { dataFolder, legalEntityId, booksOpenFrom, logLevel, port } = environment;
  await requireFreePort(port, host);
  const storeAddress = environment.store ?? `file:${dataFolder}/accord.db`;
  const store = await openStore(storeAddress);
  teardown.add(() => store.close());
  if (!(await becomeTheWorker(it, store))) return;
  const sandbox = isSandbox ? launchSandbox({ dataFolder: `${dataFolder}/sandbox`, pace: 0, log }) : null;
  teardown.add(() => sandbox?.stop());
  const urls = sandbox ? await sandbox.urls : null;
  const outside = urls ? sandboxOutside(urls) : environmentOutside(environment);
  const onDeath = (error: Error): void => {
    logInternal(log, [error], 'worker');
    end(ended, `${error.message}; the worker stops. Start it again: it goes on where it stood.`);
  };
  const start = { storeAddress, outside, legalEntityId, booksOpenFrom, logLevel };
  const client = await startWorker(start, { log, onDeath });
  teardown.add(() => client.stop());
  const entrances = { outside, client, store, controlUrl: urls?.control ?? null };
  const { url } = await serveEntrances(it, entrances, host);
  if (urls) await letDaysPass(urls, { webhookUrl: `${url}/webhooks/stripe`, pace });
  process.stdout.write(`The worker works; webhooks and operators reach it at ${url}\n`);
}

function end(ended: AbortController, why: string): void {
  if (ended.signal.aborted) return;
  process.stderr.write(`accord: ${why}\n`);
  process.exitCode = 1;
  ended.abort();
}

const LEASE_CHECK = 2_000; // 2 seconds
const LEASE = 20_000; // 20 seconds that a store may be slow, and that a second worker waits for one that has died

/** Waits until no other worker works. False when it was told to stop before. */
async function becomeTheWorker({ environment, log, teardown, ended }: Process, store: Store): Promise<boolean> {
  const holder = `${hostname()}:${environment.port || process.pid}`;
  const lease = await createLease({ store, name: 'worker', holder, clock: systemClock, duration: LEASE });
  let isTold = false;
  while (!(await lease.hold())) {
    if (!isTold) process.stdout.write('Another worker works on this store; waiting until it has ended\n');
    isTold = true;
    await pause(LEASE_CHECK, undefined, { signal: ended.signal }).catch(() => undefined);
    if (ended.signal.aborted) return false;
  }
  // One renewal at a time: two that overlap would each take the other for another worker.
  const keeping = createLoop({
    interval: LEASE_CHECK,
    log,
    async work() {
      if (!(await lease.hold())) end(ended, 'another worker has taken over; this one stops');
    },
  });
  keeping.start();
  teardown.add(() => lease.release());
  teardown.add(() => keeping.stop());
  return true;
}

interface Entrances {
  readonly outside: Outside;
  readonly client: WorkerClient;
  readonly store: Store;
  readonly controlUrl: string | null;
}

/** What comes from outside by itself: webhooks, operators, and the sandbox's days. */
async function serveEntrances(
  { environment, log, teardown }: Process,
  { outside, client, store, controlUrl }: Entrances,
  host: string,
): Promise<Listening> {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/health/live', (_request, response) => void response.json({ status: 'live' }));
  app.get('/health/ready', async (_request, response) => {
    await store.ping().then(
      () => response.json({ status: 'ready' }),
      () => response.status(503).json({ status: 'not ready', why: 'the store is away' }),
    );
  });
  const { stripe } = outside;
  if (stripe) {
    const inbox = await createInbox({ store, name: 'payments', clock: systemClock });
    const entrance = createWebhookEntrance({ service: paymentService(stripe, log), inbox, log });
    app.use('/webhooks', createWebhookRoutes({ entrance, log }));
  }
  const actions = (): WorkerClient => client;
  if (controlUrl !== null) app.use('/sandbox', createSandboxRoutes({ controlUrl, actions, log }));
  const list = await openRevocationList({ store, clock: systemClock });
  const revocations = await followRevocations({ list, clock: systemClock, log });
  teardown.add(() => revocations.stop());
  const verifier = await openTokenVerifier(environment, host);
  app.use('/operator', createOperatorRoutes({ actions, verifier, revocations, clock: systemClock, log }));
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_TIMEOUT }, app);
  teardown.add(() => closeServer(server));
  return listen(server, environment.port, host);
}
