import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeParts } from '../catalog/compose-parts';
import { createGateway, type Gateway, type GatewayOptions } from '../gateway/gateway';
import { openAuditCollections } from '../platform/access/audit/audit-store';
import { createAuditWriter } from '../platform/access/audit/audit-writer';
import { buildSubgraph } from '../platform/access/build-subgraph';
import { hubViewer } from '../platform/access/roles';
import type { Subgraph } from '../platform/access/subgraph';
import { systemClock } from '../platform/domain/instant';
import { openSqliteStore } from '../platform/store/sqlite';
import { silentLogger as log } from '../platform/telemetry/logger';
import type { Bench } from './harness/bench';
import { startClient, type ClientProcess } from './harness/client-process';
import { withFolder } from './harness/folder';
import { inTurns } from './harness/statistics';

const ROWS = 1_000;
const FIELDS = Array.from({ length: 10 }, (_, index) => `field${index}`);
const ROUNDS = 100;
const AT_ONCE = 8; // requests
const SCHEMA = `
  extend schema @api(team: "bench", domain: "bench", version: "1.0.0", layer: "system", systems: [])
  type Query { rows: [Row!] @access(class: INTERNAL) }
  type Row @key(fields: "id") @access(class: PHI, scopes: [["patient:read"]]) {
    id: ID! @access(class: INTERNAL)
    ${FIELDS.map((name) => `${name}: Int`).join(' ')}
  }`;

/**
 * Through the whole gateway, from the request to the answer's last byte: 10,000 PHI fields shown, recorded, denied. Asked
 * eight times at once: a gateway whose processor is the bound on what it answers has several under way.
 */
export const bench: Bench = {
  name: 'the gateway on 1,000 rows of 10 PHI fields',
  run: () =>
    withFolder(async (folder) => {
      const subgraph = subgraphIn(folder);
      const store = await openSqliteStore({ path: join(folder, 'accord.db') });
      const audit = await createAuditWriter({ store, name: 'bench', log });
      const plain = gatewayOf(unwatched(subgraph));
      const recorded = gatewayOf(subgraph, { audit });
      const client = startClient();
      const atPlain = asked(client, await plain.start(0));
      const atRecorded = asked(client, await recorded.start(0));
      const [shown, audited] = await inTurns(ROUNDS, [atPlain('anyone'), atRecorded('anyone')]);
      const [, denied] = await inTurns(ROUNDS, [atRecorded('anyone'), atRecorded('nobody')]);
      await client.close();
      await Promise.all([plain.stop(), recorded.stop(), audit.close()]);
      const { records } = await openAuditCollections(store);
      if ((await records.count({})) < 3 * ROUNDS * AT_ONCE) throw new Error('not every answer is on record');
      await store.close();
      return [
        { what: 'shown, CPU of each', value: (shown?.cpu ?? NaN) / AT_ONCE, unit: 'ms' },
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

const VIEWERS = { anyone: hubViewer, nobody: { ...hubViewer, scopes: new Set<string>() } };

function gatewayOf(subgraph: Subgraph, over: Partial<GatewayOptions> = {}): Gateway {
  const { supergraphSdl, errors } = composeParts([{ name: 'bench', url: 'local://bench@1', sdl: subgraph.sdl }]);
  if (supergraphSdl === null) throw new Error(errors[0]?.message);
  return createGateway({
    supergraph: { current: () => supergraphSdl, onChange: () => () => undefined },
    subgraphs: new Map([['bench', subgraph]]),
    verifier: { verify: async (token) => VIEWERS[token as keyof typeof VIEWERS] },
    clock: systemClock,
    log,
    rate: null,
    ...over,
  });
}

const BODY = JSON.stringify({ query: `{ rows { id ${FIELDS.join(' ')} } }` });

interface Answer {
  readonly data: { readonly rows: readonly unknown[] };
  readonly errors?: readonly unknown[];
}

const asked =
  (client: ClientProcess, { url }: { readonly url: string }) =>
  (token: keyof typeof VIEWERS) =>
  async (): Promise<void> => {
    const digest = await client.post({ url: `${url}/graphql`, token, body: BODY, times: AT_ONCE });
    if (checked.has(digest)) return;
    const { data, errors = [] } = JSON.parse(await client.text()) as Answer;
    if (data.rows.length !== ROWS || errors.length !== (token === 'anyone' ? 0 : FIELDS.length))
      throw new Error('wrong');
    checked.add(digest);
  };

/** Digests of answers that were read and found right: reading each again would be counted as the gateway's work. */
const checked = new Set<string>();
