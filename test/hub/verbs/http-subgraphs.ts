import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { composeServices } from '@apollo/composition';
import { graphql, parse, type GraphQLSchema } from 'graphql';

/** A subgraph that answers GraphQL by HTTP, as any implementation of Apollo Federation does. */
export interface HttpSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** Headers of the last request. */
  readonly headers: () => Readonly<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface SubgraphToServe {
  readonly name: string;
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly contextFor?: () => object;
}

export async function serveSubgraph({ name, sdl, schema, contextFor }: SubgraphToServe): Promise<HttpSubgraph> {
  let headers: Readonly<Record<string, unknown>> = {};
  const server: Server = createServer((request, response) => {
    headers = request.headers;
    const answer = async (): Promise<void> => {
      const { query, variables } = JSON.parse(await text(request)) as { query: string; variables?: object };
      const variableValues = { ...variables };
      const result = await graphql({ schema, source: query, variableValues, contextValue: contextFor?.() });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
    };
    answer().catch(() => response.writeHead(500).end());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await once(server.close(), 'close');
  };
  return { name, sdl, url, headers: () => headers, close };
}

/** The supergraph of subgraphs at their addresses. */
export function supergraphOf(subgraphs: readonly Pick<HttpSubgraph, 'name' | 'sdl' | 'url'>[]): string {
  const composed = composeServices(subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.supergraphSdl === undefined) throw new Error(composed.errors?.map(String).join('\n'));
  return composed.supergraphSdl;
}
