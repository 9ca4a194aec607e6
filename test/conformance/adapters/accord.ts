import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { createGateway } from '../../../gateway/gateway';
import { openAuditCollections } from '../../../platform/access/audit/audit-store';
import { createAuditWriter } from '../../../platform/access/audit/audit-writer';
import { BREAK_GLASS_SCOPE, createBreakGlass } from '../../../platform/access/break-glass';
import { createOidcVerifier } from '../../../platform/access/oidc';
import { createLocalRevocations } from '../../../platform/access/revocations';
import type { Subgraph } from '../../../platform/access/subgraph';
import { AUDIENCE } from '../../../platform/access/tokens';
import { instantOf } from '../../../platform/domain/instant';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import { compose } from '../harness/compose';
import { buildAccordSubgraphs, createEventSource, type EventSource } from './accord-subgraphs';
import { executeOnSubgraph } from './accord-direct';
import type { Adapter, AuditEntry, RunningGateway, World } from './adapter';

/** This project's gateway, its subgraphs in the same process. */
export const accordInProcess: Adapter = {
  name: 'Accord, subgraphs in its process',
  capabilities: ['subgraph', 'push', 'swap', 'revoke', 'advance', 'audit', 'purpose', 'glass'],
  codes: {
    DENIED: ['FORBIDDEN'],
    MISSING: ['NOT_FOUND'],
    INVALID: ['BAD_INPUT'],
    UNAUTHENTICATED: ['UNAUTHENTICATED'],
    FAILED: ['INTERNAL'],
    CHANGED: ['CONFLICT'],
    DENIED_OR_INVALID: ['FORBIDDEN', 'BAD_INPUT'],
  },
  claimsOf: (_subject, { scopes, introspects, breaksGlass }) => ({
    aud: AUDIENCE,
    scope: [...scopes, ...(introspects ? ['catalog:read'] : []), ...(breaksGlass ? [BREAK_GLASS_SCOPE] : [])].join(' '),
    client_id: 'conformance',
    accord_facilities: ['*'],
  }),
  say({ token, purpose, reason, correlationId }) {
    const authorization = token === null ? undefined : `Bearer ${token}`;
    return {
      headers: given({
        authorization,
        'x-purpose-of-use': purpose,
        'x-break-glass-reason': reason,
        'x-correlation-id': correlationId,
      }),
      connectionParams: given({ authorization, purposeOfUse: purpose, breakGlassReason: reason, correlationId }),
    };
  },
  start: startAccord,
};

const given = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));

async function startAccord(world: World): Promise<RunningGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const store = await openSqliteStore({ path: join(folder, 'audit.db') });
  const events = createEventSource();
  const graph = await createServedGraph(world, { folder, events });
  const revocations = createLocalRevocations();
  let ahead = 0;
  const clock = () => instantOf(Date.now() + ahead);
  const verifier = createOidcVerifier({ issuer: world.issuer.url });
  const audit = await createAuditWriter({ store, name: 'conformance', log: silentLogger });
  const breakGlass = await createBreakGlass({ store, clock, announce: async () => {} });
  const gateway = createGateway({
    ...{ verifier, clock, log: silentLogger, revocations, audit, breakGlass, rate: null },
    supergraph: graph.source,
    subgraphs: graph.subgraphs,
  });
  const { url } = await gateway.start(0);
  return {
    url: (contract) => (contract === undefined ? `${url}/graphql` : `${url}/graphql/${contract}`),
    askSubgraph: (name, request, asker) =>
      executeOnSubgraph(graph.subgraphs.get(name), { request, asker, verifier, clock }),
    push: (field, payload) => events.push(field, payload),
    swap: (version) => graph.serve(version, gateway.metrics.registry),
    revoke: async (tokenId) => revocations.revokeToken(tokenId),
    async advance(seconds) {
      ahead += seconds * 1_000;
    },
    audit: (correlationId) => entriesOf(store, correlationId),
    async reset() {
      ahead = 0;
      await graph.serve('', gateway.metrics.registry);
    },
    async stop() {
      await gateway.stop();
      await audit.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Figures {
  metrics(): Promise<string>;
}

/** The subgraphs of the version that is served, and how to serve another. */
async function createServedGraph(world: World, { folder, events }: { folder: string; events: EventSource }) {
  const subgraphs = new Map<string, Subgraph>();
  let supergraph = '';
  let served: string | undefined;
  let publications = 0;
  let changed = (): void => {};
  const take = async (version: string): Promise<void> => {
    const built = await buildAccordSubgraphs(world, version, { folder, events });
    publications += 1;
    for (const subgraph of built) subgraphs.set(subgraph.name, subgraph);
    supergraph = compose(
      built.map(({ name, sdl }) => ({ name, url: `local://${name}@${publications}`, document: parse(sdl) })),
    );
    served = version;
  };
  await take('');
  return {
    subgraphs,
    source: {
      current: () => supergraph,
      onChange(callback: () => void) {
        changed = callback;
        return () => {};
      },
    },
    async serve(version: string, figures: Figures): Promise<void> {
      if (version === served) return;
      const taken = await swapsTaken(figures);
      await take(version);
      changed();
      while ((await swapsTaken(figures)) === taken) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}

async function swapsTaken(figures: Figures): Promise<number> {
  const [, count] = /supergraph_swaps\w*\{[^}]*taken[^}]*\} (\d+)/.exec(await figures.metrics()) ?? [];
  return Number(count ?? 0);
}

async function entriesOf(store: Store, correlationId: string): Promise<readonly AuditEntry[]> {
  const { records } = await openAuditCollections(store);
  const { items } = await records.find({ correlationId }, { sort: [['sequence', 'asc']] });
  return items.flatMap(({ subgraph, accesses, entities }) =>
    accesses.flatMap(({ decision, fields, entities: places }) =>
      fields.map((field) => ({ subgraph, field, decision, entities: places.map((place) => entities[place] ?? '?') })),
    ),
  );
}
