import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway, type GatewayOptions } from '../../../gateway/gateway';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../../platform/access/development-issuer';
import { createLocalRevocations, type LocalRevocations } from '../../../platform/access/revocations';
import type { Role } from '../../../platform/access/roles';
import { instantOf, systemClock } from '../../../platform/domain/instant';
import { silentLogger } from '../../../platform/telemetry/logger';
import { createStubGraph, type StubGraph } from './stub-graph';
import { speak, type Protocol, type SpokenTo } from './protocols';
import { elsewhere, serveSubgraphs } from './subgraph-servers';

/** A gateway over the stub graph that listens on a free port, and what tests do to it. */
export interface RunningGateway extends SpokenTo {
  readonly url: string;
  /** Base URLs of the subgraphs that are elsewhere, by name. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  readonly gateway: Gateway;
  readonly stub: StubGraph;
  readonly issuer: DevelopmentIssuer;
  readonly revocations: LocalRevocations;
  /** Milliseconds that the gateway's clock is ahead of the time. */
  ahead: number;
  tokenOf(role: Role, subject?: string, ttlSeconds?: number): Promise<string>;
  publish(supergraph: string): void;
  /** Waits until the gateway's figures say so. */
  figure(pattern: RegExp): Promise<void>;
  stop(): Promise<void>;
}

export interface RunningGatewayOptions extends Partial<GatewayOptions> {
  /** Whether the subgraphs are in the gateway's process (unless told) or behind HTTP. */
  readonly placement?: Placement;
  /** What its clients speak; HTTP/1.1, without TLS, unless told. */
  readonly protocol?: Protocol;
}

export const PLACEMENTS = ['in its process', 'elsewhere'] as const;
export type Placement = (typeof PLACEMENTS)[number];

export async function startGateway({
  placement = 'in its process',
  protocol = 'HTTP/1.1',
  ...options
}: RunningGatewayOptions = {}): Promise<RunningGateway> {
  const local = createStubGraph();
  const servers = placement === 'elsewhere' ? await serveSubgraphs(local.subgraphs, options) : null;
  const placed = (sdl: string): string => (servers ? elsewhere(sdl, servers.urls) : sdl);
  const stub = { ...local, supergraph: placed(local.supergraph) };
  const revocations = createLocalRevocations();
  const folder = await mkdtemp(join(tmpdir(), 'accord-gateway-'));
  const issuer = await createDevelopmentIssuer({ folder });
  const spoken = await speak(protocol, folder);
  let supergraph = stub.supergraph;
  let changed = (): void => {};
  const onChange = (callback: () => void) => {
    changed = callback;
    return () => {};
  };
  const gateway = createGateway({
    supergraph: { current: () => supergraph, onChange },
    subgraphs: servers ? new Map() : stub.subgraphs,
    ...(servers ? { signer: servers.signer } : {}),
    verifier: issuer.verifier(),
    clock: () => instantOf(Date.now() + running.ahead),
    log: silentLogger,
    revocations,
    tls: spoken.tls,
    ...options,
  });
  const who = { facilityIds: ['f1'], patientIds: ['p1'], clientId: 'tests' };
  const running: RunningGateway = {
    ...spoken,
    url: '',
    subgraphUrls: servers?.urls ?? new Map<string, string>(),
    gateway,
    stub,
    issuer,
    revocations,
    ahead: 0,
    tokenOf: (role, subject = role, ttlSeconds = 3_600) =>
      issuer.issue({ role, subject, ttlSeconds, ...who, now: systemClock() }),
    publish(sdl) {
      supergraph = placed(sdl);
      changed();
    },
    async figure(pattern) {
      for (let tries = 0; tries < 200; tries += 1) {
        if (pattern.test(await gateway.metrics.registry.metrics())) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`no ${pattern.source} in the figures`);
    },
    async stop() {
      await gateway.stop();
      await spoken.hangUp();
      await servers?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  const { url } = await gateway.start(0);
  return Object.assign(running, { url });
}
