import { readFile } from 'node:fs/promises';
import { watchSupergraph } from '../../catalog/supergraph-source';
import { createGateway, type GatewayOptions } from '../../gateway/gateway';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { createOidcVerifier } from '../../platform/access/oidc';
import type { TokenVerifier } from '../../platform/access/tokens';
import { HubError } from '../../platform/domain/errors';
import { systemClock } from '../../platform/domain/instant';
import { openStore } from '../../platform/store/open';
import { createLogger, type Logger } from '../../platform/telemetry/logger';
import type { Environment } from '../environment';
import { requireFreePort } from '../free-port';
import { untilStopped } from '../until-stopped';

export interface GatewayVerbOptions {
  readonly supergraph?: string;
  readonly unguarded: boolean;
  readonly port?: number;
  readonly data?: string;
}

interface Source {
  readonly supergraph: GatewayOptions['supergraph'];
  close(): Promise<void>;
}

/** Serves one supergraph over subgraphs that answer by HTTP, until it is told to stop. */
export async function gatewayVerb(
  given: Environment,
  { supergraph: file, unguarded, port, data }: GatewayVerbOptions,
): Promise<void> {
  const environment = { ...given, dataFolder: data ?? given.dataFolder };
  const log = createLogger({ name: 'gateway', level: environment.logLevel });
  const taken = port ?? environment.port;
  await requireFreePort(taken);
  const verifier = await verifierOf(environment, unguarded);
  const source = file === undefined ? await fromCatalog(environment, log) : await fromFile(file);
  const gateway = createGateway({
    supergraph: source.supergraph,
    subgraphs: new Map(),
    verifier,
    clock: systemClock,
    log,
    unguarded,
  });
  try {
    const { url } = await gateway.start(taken);
    process.stdout.write(`The gateway answers at ${url}/graphql\n`);
    await untilStopped();
  } finally {
    await gateway.stop();
    await source.close();
  }
}

/** An unguarded gateway looks at no token, and needs no key in a data folder. */
async function verifierOf({ oidcIssuer, oidcAudience, dataFolder }: Environment, unguarded: boolean) {
  if (unguarded) return NO_VERIFIER;
  if (oidcIssuer !== null) return createOidcVerifier({ issuer: oidcIssuer, audience: oidcAudience });
  return (await createDevelopmentIssuer({ folder: dataFolder })).verifier();
}

const NO_VERIFIER: TokenVerifier = {
  verify: () => Promise.reject(new HubError('UNAUTHENTICATED', 'this gateway looks at no token')),
};

async function fromFile(path: string): Promise<Source> {
  const sdl = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the supergraph ${path} cannot be read`, { cause });
  });
  return { supergraph: { current: () => sdl, onChange: () => () => undefined }, close: async () => undefined };
}

/** The last good supergraph that a catalog has published in the store, and each later one. */
async function fromCatalog({ store: address, dataFolder }: Environment, log: Logger): Promise<Source> {
  const store = await openStore(address ?? `file:${dataFolder}/accord.db`);
  const supergraph = await watchSupergraph({ store, log });
  const close = async (): Promise<void> => {
    supergraph.stop();
    await store.close();
  };
  try {
    supergraph.current();
  } catch (cause) {
    await close();
    const message = 'the store has no supergraph yet; start the hub or its catalog on it, or name a file with --supergraph'; // prettier-ignore
    throw new HubError('SOURCE_UNAVAILABLE', message, { source: 'catalog', cause });
  }
  return { supergraph, close };
}
