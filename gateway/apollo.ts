import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { GraphHolder } from './graph-holder';

/** What Apollo Server is given to look after. */
export interface ApolloOptions {
  readonly graphs: GraphHolder;
  /** Lets what is under way end; called by `stop` before the graph is let go. */
  readonly drain: () => Promise<void>;
  readonly log: Logger;
}

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/**
 * Apollo Server for the life of the graph: `start` loads it, each swap is told to it, `stop` drains the gateway and lets
 * the graph go, in this order and whatever fails. Requests are answered by `graph-requests.ts` and do not pass here
 * (docs/adr/0024).
 */
export const createApolloServer = ({ graphs, drain, log }: ApolloOptions): ApolloServer =>
  new ApolloServer({
    gateway: asGateway(graphs),
    documentStore: null,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: {
      debug() {},
      info() {},
      warn: () => log.warn({}, 'Apollo Server warned'),
      error: () => log.error({}, 'Apollo Server failed'),
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      { serverWillStart: async () => ({ drainServer: drain }) },
    ],
  });

function asGateway(graphs: GraphHolder): GatewayInterface {
  const callbacks = new Set<Parameters<GatewayInterface['onSchemaLoadOrUpdate']>[0]>();
  const tell = (apiSchema: GraphQLSchema): void => {
    for (const callback of callbacks) callback({ apiSchema, coreSupergraphSdl: '' });
  };
  let unfollow = (): void => {};
  return {
    onSchemaLoadOrUpdate(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    async load() {
      const { clientSchema } = await graphs.start();
      unfollow = graphs.onSwap((graph) => tell(graph.clientSchema));
      tell(clientSchema);
      return { executor: () => Promise.reject(new HubError('INTERNAL', 'operations do not run here')) };
    },
    async stop() {
      unfollow();
      await graphs.stop();
    },
  };
}
