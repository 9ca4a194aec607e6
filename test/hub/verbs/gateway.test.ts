import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { readEnvironment } from '../../../hub/environment';
import { gatewayVerb, type GatewayVerbOptions } from '../../../hub/verbs/gateway';
import { openCatalogStore } from '../../../catalog/catalog-store';
import { createDevelopmentIssuer } from '../../../platform/access/development-issuer';
import type { Role } from '../../../platform/access/roles';
import { systemClock } from '../../../platform/domain/instant';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { createStubGraph } from '../../gateway/stubs/stub-graph';
import { serveSubgraphs } from '../../gateway/stubs/subgraph-servers';
import { receiveOtlp } from '../../platform/telemetry/otlp-receiver';
import { selfSigned } from '../../platform/http/self-signed';
import { accord, endAll, type AccordProcess } from '../accord-process';
import { serveSubgraph, supergraphOf, type HttpSubgraph } from './http-subgraphs';

let folder: string;
const open: HttpSubgraph[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-gateway-'));
});
afterEach(async () => {
  await endAll();
  await Promise.all(open.splice(0).map((subgraph) => subgraph.close()));
  rmSync(folder, { recursive: true });
});

const serve = async (subgraph: Parameters<typeof serveSubgraph>[0]): Promise<HttpSubgraph> => {
  const served = await serveSubgraph(subgraph);
  open.push(served);
  return served;
};

const urlOf = async (gateway: AccordProcess): Promise<string> =>
  (await gateway.until(/The gateway answers at (\S+)/))[1] ?? '';

async function ask(url: string, query: string, headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers } };
  const response = await fetch(url, { ...init, body: JSON.stringify({ query }) });
  return { status: response.status, answer: (await response.json()) as object };
}

/** What `accord gateway` refuses to serve, in this process. */
const refused = (options: Partial<GatewayVerbOptions>): Promise<void> =>
  gatewayVerb(readEnvironment({ ACCORD_LOG_LEVEL: 'silent' }), { unguarded: false, port: 0, data: folder, ...options });

/** Two subgraphs of somebody else, without a word of access, that join on `Product`. */
async function serveShop(): Promise<readonly HttpSubgraph[]> {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
  const products = `${link} type Query { products: [Product!]! } type Product @key(fields: "sku") { sku: ID! name: String! others: [Product!]! }`; // prettier-ignore
  const prices = `${link} type Product @key(fields: "sku") { sku: ID! price: Int! }`;
  const all = [{ sku: 'a', name: 'apple' }, { sku: 'b', name: 'bread' }]; // prettier-ignore
  const price = ({ sku }: { sku: string }) => (sku === 'a' ? 3 : 5);
  return Promise.all([
    serve({ name: 'products', sdl: products, schema: buildSubgraphSchema([{ typeDefs: parse(products), resolvers: { Query: { products: () => all }, Product: { others: () => all } } }]) }), // prettier-ignore
    serve({ name: 'prices', sdl: prices, schema: buildSubgraphSchema([{ typeDefs: parse(prices), resolvers: { Product: { price } } }]) }), // prettier-ignore
  ]);
}

test('an unguarded supergraph made elsewhere is served over its subgraphs, and nothing is left in the folder', async () => {
  const shop = await serveShop();
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(shop));
  const data = join(folder, 'data');
  const gateway = accord(['gateway', '--supergraph', file, '--unguarded', '--port', '0', '--data', data]);
  const url = await urlOf(gateway);
  const headers = { authorization: 'Bearer theirs', 'x-correlation-id': 'shop-1' };
  const { status, answer } = await ask(url, '{ products { sku name price } }', headers);
  expect(answer).toEqual({ data: { products: [{ sku: 'a', name: 'apple', price: 3 }, { sku: 'b', name: 'bread', price: 5 }] } }); // prettier-ignore
  expect(status).toBe(200);
  expect((await fetch(url.replace('/graphql', '/health/ready'))).status).toBe(200);
  expect(shop[1]?.headers()).toMatchObject({ authorization: 'Bearer theirs', 'x-correlation-id': 'shop-1' });
  const figures = await (await fetch(url.replace('/graphql', '/metrics'))).text();
  expect(figures).toContain('accord_fetched_representations_total{subgraph="prices"} 2\n');
  expect(figures).toMatch(/^nodejs_eventloop_lag_seconds /m);
  const [port] = /\d+(?=\/graphql)/.exec(url) ?? [];
  await expect(refused({ supergraph: file, unguarded: true, port: Number(port) })).rejects.toThrow(`port ${port} is in use; choose another with --port`); // prettier-ignore
  expect(await gateway.interrupt()).toBe(0);
  expect(readdirSync(folder)).toEqual(['supergraph.graphql']);
});

test('nothing is said of what an unguarded supergraph costs, so no cost is too high; SIGTERM ends it', async () => {
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(await serveShop()));
  const gateway = accord(['gateway', '--supergraph', file, '--unguarded', '--port', '0']);
  const url = await urlOf(gateway);
  const { answer } = await ask(url, '{ products { others { others { others { others { sku price } } } } } }');
  expect(JSON.stringify(answer).match(/"price":[35]/g)).toHaveLength(32);
  expect(await gateway.stop('SIGTERM')).toBe(0);
});

test('a collector of traces that does not answer holds nobody up: neither a client nor SIGTERM', async () => {
  const collector = await receiveOtlp(() => new Promise(() => {}));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(await serveShop()));
  const gateway = accord(['gateway', '--supergraph', file, '--unguarded', '--port', '0'], {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: '10',
  });
  const url = await urlOf(gateway);
  for (let asked = 0; asked < 3 || collector.requests() === 0; asked += 1) {
    expect(await ask(url, '{ products { sku } }')).toMatchObject({
      status: 200,
      answer: { data: { products: [{}, {}] } },
    });
  }
  expect(await gateway.stop('SIGTERM')).toBe(0);
  expect(gateway.err().match(/traces do not reach their collector/g)).toHaveLength(1);
  await collector.close();
});

test('a supergraph that guards nothing is not served without --unguarded, and text is no supergraph', async () => {
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(await serveShop()));
  await expect(refused({ supergraph: file })).rejects.toMatchObject({ code: 'RULE_BROKEN', message: expect.stringMatching(/@access/) }); // prettier-ignore
  writeFileSync(file, 'this is no schema');
  await expect(refused({ supergraph: file, unguarded: true })).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/the supergraph cannot be loaded/) }); // prettier-ignore
  await expect(refused({ supergraph: join(folder, 'absent') })).rejects.toThrow(/absent cannot be read/);
});

test('with a certificate it serves HTTPS, and says what is wrong with one', async () => {
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(await serveShop()));
  const { cert, key } = await selfSigned(folder);
  const shop = { supergraph: file, unguarded: true };
  await expect(refused({ ...shop, tlsCert: cert })).rejects.toThrow('name a certificate and its key: --tls-cert FILE --tls-key FILE'); // prettier-ignore
  await expect(refused({ ...shop, tlsCert: cert, tlsKey: file })).rejects.toThrow(/is no private key in PEM form/);
  const served = ['gateway', '--supergraph', file, '--unguarded', '--port', '0'];
  const gateway = accord([...served, '--tls-cert', cert, '--tls-key', key]);
  const url = await urlOf(gateway);
  expect(url).toMatch(/^https:/);
  const session = connect(url, { ca: readFileSync(cert) });
  const status = await new Promise((resolve) => {
    const stream = session.request({ ':path': '/health/ready' });
    stream.on('response', (headers) => resolve(headers[':status'])).resume();
  });
  expect([status, session.alpnProtocol]).toEqual([200, 'h2']);
  expect(await gateway.stop('SIGTERM')).toBe(0);
  const byEnvironment = { ACCORD_TLS_CERT: cert, ACCORD_TLS_KEY: key };
  const other = accord(served, byEnvironment);
  expect(await urlOf(other)).toMatch(/^https:/);
  expect(await other.stop('SIGTERM')).toBe(0);
  const hub = accord(['start', '--data', folder], byEnvironment);
  expect(await hub.ended).toBe(1);
  expect(hub.err()).toContain('give the certificate to `accord gateway`');
});

test('without a file it serves what the catalog published in the store, guarded, and follows it', async () => {
  const stub = createStubGraph();
  const servers = await serveSubgraphs(stub.subgraphs);
  await expect(refused({})).rejects.toThrow(/the store has no supergraph yet; .* name a file with --supergraph/);
  const store = await openSqliteStore({ path: join(folder, 'accord.db') });
  const catalog = await openCatalogStore(store);
  const publish = (sdl: string, version: number) =>
    catalog.replaceSupergraph({ sdl, hash: `hash-${version}`, composedAt: systemClock(), parts: [] }, version);
  await publish(stub.supergraph, 0);
  await expect(refused({})).rejects.toThrow(/names the subgraph \w+, which this gateway cannot reach/);

  await publish(servers.supergraph, 1);
  await expect(refused({})).rejects.toThrow(/runs elsewhere, so calls to it must be signed: set ACCORD_HUB_KEY/);
  const gateway = accord(['gateway', '--port', '0', '--data', folder], { ACCORD_HUB_KEY: servers.gatewayKey });
  const url = await urlOf(gateway);
  const issuer = await createDevelopmentIssuer({ folder });
  const as = async (role: Role) => {
    const token = await issuer.issue({ role, facilityIds: ['*'], now: systemClock() });
    return { authorization: `Bearer ${token}` };
  };
  const QUERY = '{ account(id: "a1") { id memo patient { name } } }';
  expect((await ask(url, QUERY)).status).toBe(401);
  expect((await ask(url, QUERY, await as('billing'))).answer).toEqual({
    data: { account: { id: 'a1', memo: 'first', patient: { name: 'Ada Quill' } } },
  });
  expect((await ask(url, QUERY, await as('analyst'))).answer).toMatchObject({
    data: { account: { id: 'a1', memo: null } },
    errors: expect.arrayContaining([expect.objectContaining({ path: ['account', 'memo'] })]),
  });

  await publish(servers.supergraph.replace('missing:', 'absent:'), 2);
  const billing = await as('billing');
  for (let tries = 0; tries < 100; tries += 1) {
    const { answer } = await ask(url, '{ __type(name: "Query") { fields { name } } }', billing);
    if (JSON.stringify(answer).includes('"absent"')) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(JSON.stringify((await ask(url, '{ __type(name: "Query") { fields { name } } }', billing)).answer)).toContain('"absent"'); // prettier-ignore
  expect(await gateway.stop()).toBe(0);
  await servers.stop();
  await store.close();
});
