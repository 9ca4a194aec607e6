import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { composeParts } from '../catalog/compose-parts';
import { createAuditTrail, type AuditTrail } from '../gateway/audit-trail';
import { loadGraph, type Graph } from '../gateway/graph';
import { createContext } from '../gateway/request-context';
import { createAuditWriter } from '../platform/access/audit/audit-writer';
import { buildSubgraph } from '../platform/access/build-subgraph';
import { hubViewer } from '../platform/access/roles';
import type { Subgraph } from '../platform/access/subgraph';
import type { Viewer } from '../platform/access/viewer';
import { systemClock } from '../platform/domain/instant';
import { openSqliteStore } from '../platform/store/sqlite';
import { silentLogger as log } from '../platform/telemetry/logger';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { inTurns } from './harness/statistics';

const ROWS = 1_000;
const FIELDS = Array.from({ length: 10 }, (_, index) => `field${index}`);
const ROUNDS = 100;
const SCHEMA = `
  extend schema @api(team: "bench", domain: "bench", version: "1.0.0", layer: "system", systems: [])
  type Query { rows: [Row!] @access(class: INTERNAL) }
  type Row @key(fields: "id") @access(class: PHI, scopes: [["patient:read"]]) {
    id: ID! @access(class: INTERNAL)
    ${FIELDS.map((name) => `${name}: Int`).join(' ')}
  }`;

/** Through the whole gateway: 10,000 PHI fields shown, shown and recorded, and denied. */
export const bench: Bench = {
  name: 'the gateway on 1,000 rows of 10 PHI fields',
  run: () =>
    withFolder(async (folder) => {
      const subgraph = subgraphIn(folder);
      const store = await openSqliteStore({ path: join(folder, 'accord.db') });
      const writer = await createAuditWriter({ store, name: 'bench', log });
      const plain = await graphOf(unwatched(subgraph));
      const recorded = await graphOf(subgraph, createAuditTrail({ writer, clock: systemClock }));
      const nobody: Viewer = { ...hubViewer, scopes: new Set() };
      const [shown, audited] = await inTurns(ROUNDS, [asked(plain, hubViewer), asked(recorded, hubViewer)]);
      const [, denied] = await inTurns(ROUNDS, [asked(recorded, hubViewer), asked(recorded, nobody)]);
      await Promise.all([plain.close(), recorded.close(), writer.close()]);
      await store.close();
      return [
        { what: 'shown, CPU', value: shown?.cpu ?? NaN, unit: 'ms' },
        { what: 'shown and recorded, to shown', value: audited?.ratio ?? NaN, unit: 'times', target: { under: 1.1 } },
        { what: 'denied, to shown', value: denied?.ratio ?? NaN, unit: 'times', target: { under: 1 } },
      ];
    }),
};

function subgraphIn(folder: string): Subgraph {
  const schemaFile = join(folder, 'schema.graphql');
  writeFileSync(schemaFile, SCHEMA);
  const rows = Array.from({ length: ROWS }, (_, row) => ({
    id: `row-${row}`,
    patientId: `patient-${row}`,
    ...Object.fromEntries(FIELDS.map((name) => [name, row])),
  }));
  const resolvers = { Query: { rows: () => rows } };
  return buildSubgraph({
    ...{ name: 'bench', schemaFile, resolvers, lineage: [] },
    contextFor: (call) => ({ ...call, loaders: {} }),
  });
}

/** The subgraph without a collector, so that nothing at all is noted. */
const unwatched = (subgraph: Subgraph): Subgraph => ({
  ...subgraph,
  contextFor: (call) => ({ ...subgraph.contextFor(call), audit: undefined as never }),
});

function graphOf(subgraph: Subgraph, audit?: AuditTrail): Promise<Graph> {
  const { supergraphSdl, errors } = composeParts([{ name: 'bench', url: 'local://bench@1', sdl: subgraph.sdl }]);
  if (supergraphSdl === null) throw new Error(errors[0]?.message);
  const subgraphs = new Map([['bench', subgraph]]);
  return loadGraph(supergraphSdl, { subgraphs, log, unguarded: false, ...(audit && { audit }) });
}

const DOCUMENT = parse(`{ rows { id ${FIELDS.join(' ')} } }`);

const asked = (graph: Graph, viewer: Viewer) => async (): Promise<void> => {
  const origin = { viewer, correlationId: 'bench', traceparent: null, passedAuthorization: null };
  const { data, errors = [] } = await graph.run({ document: DOCUMENT, context: createContext(origin) });
  const rows = data?.['rows'] as readonly unknown[] | undefined;
  if (rows?.length !== ROWS || errors.length !== (viewer === hubViewer ? 0 : FIELDS.length)) throw new Error('wrong');
};
