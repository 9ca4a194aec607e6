import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { toHubError } from '../platform/domain/errors';
import { formatGraphQLError, toGraphQLError } from '../platform/domain/graphql-errors';
import { statusOf } from '../platform/http/status-of';
import { logInternal } from '../platform/telemetry/log-internal';
import type { Logger } from '../platform/telemetry/logger';
import { runInTime } from './deadline';
import { codesOf, refusedIn } from './errors';
import type { GraphHolder } from './graph-holder';
import { DEFAULT_LIMITS } from './limits';
import type { OperationType } from './metrics';
import type { Prepared } from './preparation';
import type { GatewayContext } from './request-context';
import { jsonOf, WrittenAnswer } from './written-answer';

/** What became of an HTTP request, for its log line and the figures. */
export interface Outcome {
  type: OperationType;
  codes: readonly string[];
  refused: number;
}

/** Context of an operation that came by HTTP. */
export interface HttpContext extends GatewayContext {
  /** Filled in while the request runs. */
  readonly outcome: Outcome;
  /** What runs; the server's own reading of the request is not used. */
  readonly prepared: Prepared;
}

type GatewayInterface = ApolloServerOptionsWithGateway<HttpContext>['gateway'];
type Executor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/**
 * Apollo Server for queries and mutations by HTTP: the GraphQL over HTTP specification and CSRF prevention. What gets
 * here is prepared: admitted, valid and within its cost. Its executor is the graph that it was prepared for.
 */
export function createApolloServer(graphs: GraphHolder, log: Logger, timeoutMs: number): ApolloServer<HttpContext> {
  return new ApolloServer<HttpContext>({
    gateway: asGateway(graphs, timeoutMs),
    formatError: formatGraphQLError,
    stringifyResult: textOf,
    introspection: true, // who may not read the schema never gets here
    dangerouslyDisableValidation: true, // done, in the terms of the viewer and of the contract
    documentStore: null,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: DEFAULT_LIMITS.tokens },
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
      outcomePlugin(log),
    ],
  });
}

function asGateway(graphs: GraphHolder, timeoutMs: number): GatewayInterface {
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
      unfollow = graphs.onSwap(({ clientSchema }) => tell(clientSchema));
      tell(graphs.current().clientSchema);
      return { executor: executorOf(timeoutMs) };
    },
    async stop() {
      unfollow();
    },
  };
}

const executorOf =
  (timeoutMs: number): Executor =>
  async ({ context }) => {
    const { prepared, ...request } = context as unknown as HttpContext;
    try {
      const result = await runInTime(prepared, request, timeoutMs);
      const data = result instanceof WrittenAnswer ? new WrittenData(result) : result.data;
      return {
        ...(data === undefined ? {} : { data }),
        ...(result.errors ? { errors: result.errors } : {}),
      } as Awaited<ReturnType<Executor>>;
    } catch (error) {
      // Without data the answer is a request error, with the status of its code.
      return { errors: [toGraphQLError(toHubError(error))] };
    }
  };

/** Data that the server only passes on. */
class WrittenData {
  constructor(readonly answer: WrittenAnswer) {}

  toJSON(): unknown {
    return this.answer.data;
  }
}

function textOf({ data, errors, extensions }: FormattedExecutionResult): string {
  const written: unknown = data;
  const isWritten = written instanceof WrittenData && !errors && !extensions;
  return `${isWritten ? jsonOf(written.answer) : JSON.stringify({ errors, data, extensions })}\n`;
}

const outcomePlugin = (log: Logger): ApolloServerPlugin<HttpContext> => ({
  requestDidStart: async () => ({
    async didEncounterErrors({ errors, contextValue }) {
      logInternal(log, errors, contextValue.correlationId);
    },
    async willSendResponse({ operation, response, contextValue: { outcome } }) {
      const result = response.body.kind === 'single' ? response.body.singleResult : undefined;
      outcome.type = operation?.operation ?? 'unknown';
      outcome.codes = codesOf(result?.errors);
      outcome.refused = refusedIn(result?.errors);
      // What is wrong with the request itself has its status from the server: 400, 405.
      const [code = 'BAD_INPUT'] = outcome.codes;
      if (result?.data === undefined && code !== 'BAD_INPUT') response.http.status = statusOf(code);
    },
  }),
});
