import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { watchSupergraph } from '../../catalog/supergraph-source';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway';
import type { SupergraphSource } from '../../gateway/graph-holder';
import { collectProcessMetrics, createGatewayMetrics } from '../../gateway/metrics';
import { createCallSigner, type CallSigner } from '../../platform/access/remote/call-signer';
import { readSigningKey } from '../../platform/access/remote/hub-key';
import type { TokenVerifier } from '../../platform/access/tokens';
import { HubError } from '../../platform/domain/errors';
import { systemClock } from '../../platform/domain/instant';
import { readTlsPair, type TlsPair } from '../../platform/http/tls-pair';
import { createCommitLog } from '../../platform/events/commit-log';
import { openStore } from '../../platform/store/open';
import type { Store } from '../../platform/store/port';
import { createLogger, type Logger } from '../../platform/telemetry/logger';
import { openBillingDocuments } from '../../subgraphs/billing/documents';
import type { BillingFact } from '../../subgraphs/billing/domain';
import { createExceptions } from '../../subgraphs/billing/exceptions';
import { openEhrDocuments } from '../../subgraphs/ehr/documents';
import type { Environment } from '../environment';
import { requireFreePort } from '../free-port';
import { createGuarantorLookup } from '../guaranteed-accounts';
import { openTracing } from '../open-tracing';
import { openOversight, type Oversight } from '../oversight';
import { createOversightRoutes } from '../oversight-routes';
import { Teardown } from '../teardown';
import { openTokenVerifier } from '../token-verifier';
import { openTrust } from '../trust';
import { untilStopped } from '../until-stopped';

export interface GatewayVerbOptions {
  readonly supergraph?: string;
  readonly unguarded: boolean;
  readonly port?: number;
  readonly host?: string;
  readonly data?: string;
  /** Files; each of the two goes with the other. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

/**
 * Serves one supergraph over subgraphs that answer by HTTP, until it is told to stop. Unless it guards nothing, it keeps
 * its records of who saw what in the deployment's store.
 */
export async function gatewayVerb(
  given: Environment,
  { port = given.port, data = given.dataFolder, ...options }: GatewayVerbOptions,
): Promise<void> {
  const environment = { ...given, port, dataFolder: data };
  const log = createLogger({ name: 'gateway', level: environment.logLevel });
  const teardown = new Teardown(log);
  await requireFreePort(port, options.host);
  try {
    const gateway = await openGateway(environment, options, { log, teardown });
    const { url } = await gateway.start(port, options.host);
    process.stdout.write(`The gateway answers at ${url}/graphql\n`);
    await untilStopped();
  } finally {
    await teardown.run();
  }
}

interface Process {
  readonly log: Logger;
  readonly teardown: Teardown;
}

async function openGateway(
  environment: Environment,
  options: GatewayVerbOptions,
  { log, teardown }: Process,
): Promise<Gateway> {
  const { supergraph: file, unguarded } = options;
  const verifier = await verifierOf(environment, options);
  const given = file === undefined ? null : await fromFile(file);
  const signer = await signerOf(environment);
  const trust = await openTrust(environment);
  const tls = await tlsOf(environment, options);
  const metrics = createGatewayMetrics();
  collectProcessMetrics(metrics);
  const tracing = openTracing(environment, { service: 'accord-gateway', log, teardown });
  const watching = { log, metrics, tracing };
  const shared = { tls, verifier, signer, subgraphs: new Map(), clock: systemClock, unguarded, ...watching, ...trust };
  const made = (
    parts: Pick<GatewayOptions, 'supergraph' | 'audit' | 'breakGlass' | 'revocations' | 'complete' | 'mount'>,
  ): Gateway => {
    const gateway = createGateway({ ...shared, ...parts });
    teardown.add(() => gateway.stop());
    return gateway;
  };
  if (given && unguarded) return made({ supergraph: given });
  const store = await openStore(environment.store ?? `file:${environment.dataFolder}/accord.db`);
  teardown.add(() => store.close());
  const supergraph = given ?? (await fromCatalog(store, { log, teardown }));
  if (unguarded) return made({ supergraph });
  const oversight = await oversee(store, environment, log);
  teardown.add(() => oversight.close());
  const { audit, breakGlass, revocations } = oversight;
  const routes = createOversightRoutes({ oversight, supergraph, verifier, clock: systemClock, log });
  const { collections: ehr } = await openEhrDocuments(store);
  const { accounts } = await openBillingDocuments(store);
  const complete = createGuarantorLookup({ ehr, accounts });
  return made({ supergraph, audit, breakGlass, revocations, complete, mount: (app) => void app.use(routes) });
}

/** What it keeps over its viewers. A broken glass is told to billing's people by billing's log, which all rooms share. */
async function oversee(store: Store, { port }: Environment, log: Logger): Promise<Oversight> {
  const billing = createExceptions({ log: await createCommitLog<BillingFact>({ store, name: 'billing' }) });
  return openOversight({ store, writer: `gateway/${hostname()}:${port}`, ...billing, clock: systemClock, log });
}

/** An unguarded gateway looks at no token, and needs no key in a data folder. */
const verifierOf = (environment: Environment, { unguarded, host }: GatewayVerbOptions): Promise<TokenVerifier> =>
  unguarded ? Promise.resolve(NO_VERIFIER) : openTokenVerifier(environment, host);

/** Signs calls to guarded subgraphs; none without a key, for graphs that need none. */
async function signerOf({ hubKey }: Environment): Promise<CallSigner | undefined> {
  return hubKey === null ? undefined : createCallSigner({ key: await readSigningKey(hubKey), clock: systemClock });
}

/** The certificate that it serves by, if any: that of the command line before that of the environment. */
async function tlsOf({ tls }: Environment, { tlsCert, tlsKey }: GatewayVerbOptions): Promise<TlsPair | null> {
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new HubError('BAD_INPUT', 'name a certificate and its key: --tls-cert FILE --tls-key FILE');
  }
  const files = tlsCert !== undefined && tlsKey !== undefined ? { cert: tlsCert, key: tlsKey } : tls;
  return files && readTlsPair(files);
}

const NO_VERIFIER: TokenVerifier = {
  verify: () => Promise.reject(new HubError('UNAUTHENTICATED', 'this gateway looks at no token')),
};

async function fromFile(path: string): Promise<SupergraphSource> {
  const sdl = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the supergraph ${path} cannot be read`, { cause });
  });
  return { current: () => sdl, onChange: () => () => undefined };
}

/** The last good supergraph that a catalog has published in the store, and each later one. */
async function fromCatalog(store: Store, { log, teardown }: Process): Promise<SupergraphSource> {
  const supergraph = await watchSupergraph({ store, log });
  teardown.add(() => supergraph.stop());
  try {
    supergraph.current();
  } catch (cause) {
    const message = 'the store has no supergraph yet; start the hub or its catalog on it, or name a file with --supergraph'; // prettier-ignore
    throw new HubError('SOURCE_UNAVAILABLE', message, { source: 'catalog', cause });
  }
  return supergraph;
}
