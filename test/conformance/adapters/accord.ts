import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from '../../../gateway/gateway';
import { createPlanningThread, type PlanningThread } from '../../../gateway/planning-thread';
import { openAuditCollections } from '../../../platform/access/audit/audit-store';
import { createAuditWriter } from '../../../platform/access/audit/audit-writer';
import { placesIn } from '../../../platform/access/audit/places';
import { BREAK_GLASS_SCOPE, createBreakGlass } from '../../../platform/access/break-glass';
import { createOidcVerifier } from '../../../platform/access/oidc';
import { createCallSigner } from '../../../platform/access/remote/call-signer';
import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../platform/access/remote/hub-key';
import { createSubgraphServer, SUBGRAPH_PATH } from '../../../platform/access/remote/subgraph-server';
import { createLocalRevocations } from '../../../platform/access/revocations';
import type { Subgraph } from '../../../platform/access/subgraph';
import { AUDIENCE } from '../../../platform/access/tokens';
import { instantOf, type Clock } from '../../../platform/domain/instant';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import { askSigned, executeOnSubgraph } from './accord-direct';
import { createServedGraph, type Place } from './accord-graph';
import { createEventSource } from './accord-subgraphs';
import type { Adapter, AuditEntry, RunningGateway, World } from './adapter';

const accord: Omit<Adapter, 'name' | 'start' | 'end'> = {
  capabilities: ['ws', 'sse', 'subgraph', 'push', 'swap', 'revoke', 'advance', 'purpose', 'glass', 'contract'],
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
};

/** An adapter whose gateways share the thread that plans, as none of them needs one of its own. */
function accordAs(name: string, isRemote: boolean): Adapter {
  const planning = createPlanningThread({ log: silentLogger });
  return {
    ...accord,
    name,
    start: (world) => startAccord(world, isRemote, planning),
    end: () => planning.close(),
  };
}

/** This project's gateway, its subgraphs in the same process. */
export const accordInProcess: Adapter = accordAs('Accord, subgraphs in its process', false);

/** This project's gateway, its subgraphs behind HTTP, asked by signed calls. */
export const accordRemote: Adapter = accordAs('Accord, subgraphs elsewhere', true);

const given = (values: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined));

async function startAccord(world: World, isRemote: boolean, planning: PlanningThread): Promise<RunningGateway> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const store = await openSqliteStore({ path: join(folder, 'audit.db') });
  const revocations = createLocalRevocations();
  let ahead = 0;
  const clock = () => instantOf(Date.now() + ahead);
  const events = createEventSource();
  const placing = isRemote ? await elsewhere(store, clock) : inProcess();
  const graph = await createServedGraph(world, { folder, events, place: placing.place });
  const verifier = createOidcVerifier({ issuer: world.issuer.url });
  const audit = await createAuditWriter({ store, name: 'gateway', log: silentLogger });
  const breakGlass = await createBreakGlass({ store, clock, announce: async () => {} });
  const gateway = createGateway({
    ...{ verifier, clock, log: silentLogger, revocations, audit, breakGlass, planning, rate: null },
    ...placing.options,
    supergraph: graph.source,
  });
  const { url } = await gateway.start(0);
  return {
    url: (contract) => (contract === undefined ? `${url}/graphql` : `${url}/graphql/${contract}`),
    askSubgraph: (name, request, asker) => placing.ask(name, { request, asker, verifier, clock }),
    push: events.push,
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
      await graph.close();
      await audit.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Ask = (name: string, direct: Parameters<typeof executeOnSubgraph>[1]) => ReturnType<typeof executeOnSubgraph>;

/** Subgraphs in the gateway's own process. */
function inProcess() {
  const subgraphs = new Map<string, Subgraph>();
  const place: Place = async (subgraph, publication) => {
    subgraphs.set(subgraph.name, subgraph);
    return { url: `local://${subgraph.name}@${publication}`, close: async () => {} };
  };
  const ask: Ask = (name, direct) => executeOnSubgraph(subgraphs.get(name), direct);
  return { place, ask, options: { subgraphs } };
}

/** Subgraphs behind HTTP, each with an audit chain of its own. */
async function elsewhere(store: Store, clock: Clock) {
  const pair = await newHubKeyPair();
  const keys = await readVerifyingKeys(pair.subgraph);
  const signer = createCallSigner({ key: await readSigningKey(pair.gateway), clock });
  const urls = new Map<string, string>();
  const place: Place = async (subgraph, publication) => {
    const audit = await createAuditWriter({ store, name: `${subgraph.name}-${publication}`, log: silentLogger });
    const server = createSubgraphServer({ subgraph, keys, audit, clock, log: silentLogger });
    const url = `${(await server.start(0)).url}${SUBGRAPH_PATH}`;
    urls.set(subgraph.name, url);
    return {
      url,
      async close() {
        await server.stop();
        await audit.close();
      },
    };
  };
  const ask: Ask = (name, direct) => askSigned({ name, url: urls.get(name), signer }, direct);
  return { place, ask, options: { subgraphs: new Map<string, Subgraph>(), signer } };
}

async function entriesOf(store: Store, correlationId: string): Promise<readonly AuditEntry[]> {
  const { records } = await openAuditCollections(store);
  const { items } = await records.find({ correlationId }, { sort: [['sequence', 'asc']] });
  return items.flatMap(({ subgraph, accesses, entities, types, entityTypes }) => {
    const typeAt = [...placesIn(entityTypes)];
    const nameAt = (at: number): string => `${types[typeAt[at] ?? -1]}/${entities[at]}`;
    return accesses.flatMap(({ decision, fields, entities: places }) =>
      fields.map((field) => ({ subgraph, field, decision, entities: [...placesIn(places)].map(nameAt) })),
    );
  });
}
