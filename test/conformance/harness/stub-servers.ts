import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, GraphQLError, parse, validate, type GraphQLSchema } from 'graphql';
import type { World } from '../adapters/adapter';
import { compose, documentOf } from './compose';
import type { StubHooks } from './data-engine';

/** The scenario's subgraphs as plain federation subgraphs over HTTP, which enforce nothing but whose records they are. */
export interface StubServers {
  /** The supergraph that names each of them by its URL. */
  readonly supergraph: string;
  readonly urls: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

interface StubContext {
  readonly subject: string | null;
}

const HOOKS: StubHooks = {
  subjectOf: (context) => (context as StubContext).subject,
  thrown: ({ code, message }) => new GraphQLError(message, { extensions: { code } }),
};

/** Serves one version of the scenario's subgraphs on free ports. A subgraph knows the viewer by a passed-on `authorization`. */
export async function serveStubs({ scenario, engine }: World, version = ''): Promise<StubServers> {
  const served = await Promise.all(
    (scenario.versions.get(version) ?? []).map(async (subgraph) => {
      const document = documentOf(subgraph);
      // The typings ask for resolvers of known types.
      const resolvers = engine.resolversFor(subgraph, HOOKS) as never;
      const { server, url } = await serve(buildSubgraphSchema({ typeDefs: document, resolvers }));
      return { name: subgraph.name, document, server, url };
    }),
  );
  return {
    supergraph: compose(served),
    urls: new Map(served.map(({ name, url }) => [name, url])),
    async stop() {
      await Promise.all(served.map(({ server }) => closed(server)));
    },
  };
}

async function serve(schema: GraphQLSchema): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    answer(schema, request).then(
      (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function answer(schema: GraphQLSchema, request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { query: string; variables?: Record<string, unknown> }; // prettier-ignore
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  const contextValue: StubContext = { subject: subjectIn(request.headers.authorization) };
  return execute({ schema, document, contextValue, ...(variables ? { variableValues: variables } : {}) });
}

/** The subject of a passed-on token. Nothing is guarded here, so its signature is not looked at. */
function subjectIn(authorization = ''): string | null {
  const [, payload] = /^Bearer [^.]+\.([^.]+)\./.exec(authorization) ?? [];
  if (payload === undefined) return null;
  const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { sub?: string };
  return sub ?? null;
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
