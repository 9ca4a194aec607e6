import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { serveStubs } from '../harness/stub-servers';
import type { Adapter } from './adapter';

interface Context {
  readonly authorization: string | undefined;
}

/** Passes the client's token on, so that subgraphs know whose records may be seen. */
class PassingOn extends RemoteGraphQLDataSource {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]) {
    const { authorization } = context as Partial<Context>;
    if (authorization !== undefined) request.http?.headers.set('authorization', authorization);
  }
}

const APOLLO_CODES = {
  INVALID: ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST'],
  FAILED: ['DOWNSTREAM_SERVICE_ERROR', 'INTERNAL_SERVER_ERROR', 'BUG'],
};

/**
 * A stock @apollo/gateway, which enforces no `@access`: the example of an adapter for a gateway of others, and the
 * suite's own control. It must fail wherever a rule should have held.
 */
export const unguardedApollo: Adapter = {
  name: 'stock @apollo/gateway, which guards nothing',
  capabilities: [],
  codes: { ...APOLLO_CODES, DENIED: ['DENIED'], MISSING: ['MISSING'], UNAUTHENTICATED: [], CHANGED: [], DENIED_OR_INVALID: ['DENIED', ...APOLLO_CODES.INVALID] }, // prettier-ignore
  claimsOf: (_subject, { scopes }) => ({ scope: scopes.join(' ') }),
  say: ({ token }) => {
    const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
    return { headers: authorization, connectionParams: authorization };
  },
  async start(world) {
    const stubs = await serveStubs(world);
    const gateway = new ApolloGateway({
      supergraphSdl: stubs.supergraph,
      buildService: ({ url }) => new PassingOn(url === undefined ? {} : { url }),
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const server = new ApolloServer<Context>({ gateway, stopOnTerminationSignals: false, nodeEnv: 'production' });
    const { url } = await startStandaloneServer(server, {
      listen: { port: 0, host: '127.0.0.1' },
      context: async ({ req }) => ({ authorization: req.headers.authorization }),
    });
    return {
      url: () => url,
      async stop() {
        await server.stop();
        await stubs.stop();
      },
    };
  },
};
