import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Registration } from '../catalog/registration';
import type { Registry } from '../catalog/registry';
import { openWaitingRegistrations } from '../catalog/waiting-registrations';
import { createAuditWriter } from '../platform/access/audit/audit-writer';
import { openHashKey } from '../platform/access/hash-key';
import { readVerifyingKeys, type VerifyingKeys } from '../platform/access/remote/hub-key';
import { createSubgraphServer, SUBGRAPH_PATH } from '../platform/access/remote/subgraph-server';
import type { Subgraph } from '../platform/access/subgraph';
import { HubError, isHubError } from '../platform/domain/errors';
import { systemClock } from '../platform/domain/instant';
import { openStore } from '../platform/store/open';
import type { Store } from '../platform/store/port';
import { createLogger, type Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import type { Environment } from './environment';
import { requireFreePort } from './free-port';
import { openTracing } from './open-tracing';
import { Teardown } from './teardown';

/** Where a part that runs alone listens, and how gateways find it. */
export interface ServingOptions {
  /** 0, a free one, unless told. */
  readonly port?: number;
  readonly host?: string;
  /** The address that gateways use; the one listened at unless told. */
  readonly url?: string;
  readonly data?: string;
}

/** One part of the house in a process of its own, over the deployment's store. */
export interface Part {
  readonly store: Store;
  readonly hashKey: string;
  readonly keys: VerifyingKeys;
  readonly log: Logger;
  readonly tracing: Tracing | undefined;
  readonly teardown: Teardown;
}

/** Opens what a subgraph in a process of its own needs. Throws BAD_INPUT without a public hub key. */
export async function openPart(
  environment: Environment,
  { name, data = environment.dataFolder, port = 0, host }: ServingOptions & { readonly name: string },
): Promise<Part> {
  const { hubKey } = environment;
  if (hubKey === null) {
    throw new HubError('BAD_INPUT', 'a subgraph takes signed calls only: set ACCORD_HUB_KEY to the public key that `accord hub-key` makes'); // prettier-ignore
  }
  const keys = await readVerifyingKeys(hubKey);
  await requireFreePort(port, host);
  const log = createLogger({ name, level: environment.logLevel });
  const teardown = new Teardown(log);
  const tracing = openTracing(environment, { service: `accord-${name}`, log, teardown });
  const hashKey = environment.hashKey ?? (await openHashKey({ folder: data }));
  const store = await openStore(environment.store ?? `file:${data}/accord.db`);
  teardown.add(() => store.close());
  return { store, hashKey, keys, log, tracing, teardown };
}

/** Serves a subgraph with an audit chain of its own. Resolves to the address that gateways use. */
export async function serve(
  { store, keys, log, tracing, teardown }: Part,
  subgraph: Subgraph,
  { port = 0, host = '127.0.0.1', url }: ServingOptions,
): Promise<string> {
  const writer = `subgraph/${subgraph.name}@${hostname()}${port === 0 ? '' : `:${port}`}`;
  const audit = await createAuditWriter({ store, name: writer, log });
  teardown.add(() => audit.close());
  const readiness = () => store.ping();
  const server = createSubgraphServer({ subgraph, keys, audit, clock: systemClock, log, tracing, readiness });
  teardown.add(() => server.stop());
  const listening = await server.start(port, host);
  return url ?? `${listening.url}${SUBGRAPH_PATH}`;
}

const RETRY = 3_000; // 3 seconds

/**
 * Brings a subgraph into the graph, at its address. While it does not compose with the others, it waits for those that
 * it needs, says why, and tries again: alone, and together with all that wait, since two may need each other.
 */
export async function register(
  { store, log }: Pick<Part, 'store' | 'log'>,
  registry: Registry,
  registration: Registration,
  signal: AbortSignal,
): Promise<'IN_GRAPH' | 'STOPPED'> {
  const waiting = await openWaitingRegistrations({ store, clock: systemClock });
  const { name } = registration;
  let told = '';
  while (!signal.aborted) {
    const why = await refusalOf(registry, [registration]);
    if (why === null) break;
    if (why !== told) log.warn({ subgraph: name, why }, 'not in the graph yet; trying again');
    told = why;
    await waiting.note(registration);
    const others = await waiting.othersThan(name);
    if (others.length > 0 && (await refusalOf(registry, [registration, ...others])) === null) break;
    await pause(RETRY, undefined, { signal }).catch(() => undefined);
  }
  await waiting.forget(name);
  return signal.aborted ? 'STOPPED' : 'IN_GRAPH';
}

async function refusalOf(registry: Registry, registrations: readonly Registration[]): Promise<string | null> {
  try {
    const { outcome, faults } = await registry.publish(registrations);
    return outcome === 'REJECTED' ? faults.map(({ message }) => message).join('; ') : null;
  } catch (error) {
    if (isHubError(error, 'SOURCE_UNAVAILABLE') || isHubError(error, 'CONFLICT')) return error.message;
    throw error;
  }
}
