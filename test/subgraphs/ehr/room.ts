import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { ROLE_GRANTS, type Role } from '../../../platform/access/roles';
import type { Compartment, Viewer } from '../../../platform/access/viewer';
import type { Settlement } from '../../../platform/connect/port';
import { systemClock } from '../../../platform/domain/instant';
import { openFeed } from '../../../platform/events/feed';
import type { FeedEntry } from '../../../platform/events/port';
import { createSequencer } from '../../../platform/events/sequencer';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import type { EhrFact } from '../../../subgraphs/ehr/facts';
import { createEhrSubgraph, type Ehr } from '../../../subgraphs/ehr/index';
import { taken } from './fhir-samples';

/** An ehr room over a store file of its own, with what it reads counted. */
export interface Room {
  readonly ehr: Ehr;
  readonly store: Store;
  /** Records resources, and brings the documents up to date. */
  run(...resources: readonly object[]): Promise<readonly Settlement[]>;
  /** Brings the documents up to date with what is committed. */
  project(): Promise<void>;
  /** Every entry of the room's feed. */
  entries(): Promise<readonly FeedEntry<EhrFact>[]>;
  ask(viewer: Viewer, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Reads of each collection since the last call. */
  reads(): Record<string, number>;
  close(): Promise<void>;
}

export interface Answer {
  readonly data: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- the shape is each query's
  readonly errors: readonly { readonly path: string; readonly code: string }[];
}

export async function openRoom(): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-ehr-'));
  const counts: Record<string, number> = {};
  const store = counting(await openSqliteStore({ path: join(folder, 'accord.db') }), counts);
  const ehr = await createEhrSubgraph({ store, clock: systemClock });
  const bus = { publish: async () => Promise.resolve() };
  const sequencer = await createSequencer({
    store,
    name: 'ehr',
    bus,
    clock: systemClock,
    log: silentLogger,
    holder: 't',
  });
  const feed = await openFeed<EhrFact>({ store, name: 'ehr' });
  let position = 0;
  const project = async () => {
    await sequencer.runOnce();
    const entries = await feed.read(position, 1_000);
    await ehr.project(entries);
    position = entries.at(-1)?.position ?? position;
  };
  return {
    ehr,
    store,
    project,
    entries: async () => feed.read(0, 1_000),
    async run(...resources) {
      const settlements = await ehr.record(taken(...resources));
      await project();
      return settlements;
    },
    ask: (viewer, query, variables) => ask(ehr, viewer, query, variables),
    reads() {
      const seen = { ...counts };
      for (const name of Object.keys(counts)) delete counts[name];
      return seen;
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function ask(ehr: Ehr, viewer: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { subgraph } = ehr;
  const { schema } = subgraph;
  const contextValue = subgraph.contextFor({ viewer, correlationId: 'c-1' });
  const { data, errors = [] } = await graphql({ schema, source, contextValue, variableValues: variables });
  const found = errors.map(({ path = [], originalError, message }) => ({
    path: path.join('.'),
    code: (originalError as { code?: string } | undefined)?.code ?? message,
  }));
  return { data: JSON.parse(JSON.stringify(data ?? {})) as Answer['data'], errors: found };
}

const READS: ReadonlySet<string | symbol> = new Set(['get', 'getMany', 'find', 'iterate', 'count', 'group']);

function counting(store: Store, counts: Record<string, number>): Store {
  return {
    ping: () => store.ping(),
    close: () => store.close(),
    collection: async (spec) => {
      const collection = await store.collection<never>(spec);
      return new Proxy(collection, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name, target);
          if (typeof member !== 'function') return member;
          if (READS.has(name)) counts[spec.name] = (counts[spec.name] ?? 0) + 1;
          return (member as () => unknown).bind(target);
        },
      });
    },
  };
}

/** A viewer of a role, for one compartment. */
export const viewerOf = (role: Role, compartment: Compartment = { kind: 'NETWORK' }): Viewer => ({
  subject: `${role}-1`,
  scopes: new Set(ROLE_GRANTS[role].scopes),
  compartment,
  clientId: 'test',
  tokenId: null,
  purpose: 'HPAYMT',
});
