import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { execute, parse, type DocumentNode } from 'graphql';
import { createGateway } from '../../gateway/gateway';
import { DEFAULT_LIMITS } from '../../gateway/limits';
import { createAuditWriter } from '../../platform/access/audit/audit-writer';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { hubViewer } from '../../platform/access/roles';
import { systemClock as clock } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { buildSubgraphs, supergraphOf } from './graph';

/** A process that serves one of the things compared, on a port of its own, which it tells its parent. */
export type Role = 'subgraphs' | 'stock' | 'unguarded' | 'guarded';

/** `role folder`, and for who calls the subgraphs by HTTP, `supergraph.graphql` in that folder. */
async function serve(role: Role, folder: string): Promise<string> {
  if (role === 'subgraphs') return subgraphs(folder);
  if (role === 'stock') return stock(supergraphIn(folder));
  return role === 'guarded' ? guarded(folder) : unguarded(supergraphIn(folder));
}

const supergraphIn = (folder: string): string => readFileSync(join(folder, 'supergraph.graphql'), 'utf8');
const unchanging = (sdl: string) => ({ current: () => sdl, onChange: () => () => undefined });

/** All of them on one port, by path; each answer is worked out once, so that the gateways are what is measured. */
async function subgraphs(folder: string): Promise<string> {
  const built = new Map(buildSubgraphs(folder).map((subgraph) => [`/${subgraph.name}`, subgraph]));
  const documents = new Map<string, DocumentNode>();
  const answers = new Map<string, Promise<string>>();
  const answer = async (path: string, body: string): Promise<string> => {
    const subgraph = built.get(path);
    if (!subgraph) throw new Error(`there is no ${path}`);
    const { query, variables: variableValues } = JSON.parse(body) as { query: string; variables?: object };
    const document = documents.get(query) ?? parse(query);
    documents.set(query, document);
    const contextValue = subgraph.contextFor({ viewer: hubViewer, correlationId: 'bench' });
    const { schema } = subgraph;
    return JSON.stringify(await execute({ schema, document, contextValue, variableValues: { ...variableValues } }));
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '', body] = [request.url, Buffer.concat(chunks).toString()];
      const known = answers.get(`${path} ${body}`) ?? answer(path, body);
      answers.set(`${path} ${body}`, known);
      void known.then((text) => response.setHeader('content-type', 'application/json').end(text));
    });
  });
  server.keepAliveTimeout = 60_000; // 60 seconds
  return addressOf(await new Promise<Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server))));
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** The stock gateway, which sends each client's token on to the subgraphs. */
async function stock(supergraphSdl: string): Promise<string> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) =>
      new RemoteGraphQLDataSource({
        ...(url === undefined ? {} : { url }),
        willSendRequest({ request, context }) {
          const { token } = context as { readonly token?: string };
          if (token !== undefined) request.http?.headers.set('authorization', token);
        },
      }),
  });
  const { url } = await startStandaloneServer(new ApolloServer<{ token?: string }>({ gateway }), {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req: { headers } }) => (headers.authorization ? { token: headers.authorization } : {}),
  });
  return url;
}

/** Serves them without guards, and passes each client's token on. */
async function unguarded(supergraphSdl: string): Promise<string> {
  const verifier = { verify: async () => hubViewer };
  const gateway = createGateway({
    supergraph: unchanging(supergraphSdl),
    ...{ subgraphs: new Map(), verifier, clock, log, rate: null, unguarded: true },
  });
  return `${(await gateway.start(0)).url}/graphql`;
}

/** The same subgraphs in the gateway's own process, behind guards, every answer on record in a store on disk. */
async function guarded(folder: string): Promise<string> {
  const built = buildSubgraphs(folder);
  const audit = await createAuditWriter({
    store: await openSqliteStore({ path: join(folder, 'accord.db') }),
    ...{ name: 'bench', log },
  });
  const gateway = createGateway({
    supergraph: unchanging(supergraphOf(built, (name) => `local://${name}@1`)),
    subgraphs: new Map(built.map((subgraph) => [subgraph.name, subgraph])),
    verifier: (await createDevelopmentIssuer({ folder })).verifier(),
    ...{ audit, clock, log, rate: null },
    limits: { ...DEFAULT_LIMITS, cost: Infinity },
  });
  return `${(await gateway.start(0)).url}/graphql`;
}

const [role, folder = ''] = process.argv.slice(2);
process.once('disconnect', () => process.exit(0));
void serve(role as Role, folder).then((url) => process.send?.({ url }));
