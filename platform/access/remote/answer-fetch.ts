import type { ServerResponse } from 'node:http';
import { execute, type ExecutionResult } from 'graphql';
import { z } from 'zod';
import { HubError } from '../../domain/errors';
import { formatResult } from '../../domain/graphql-errors';
import { logInternal } from '../../telemetry/log-internal';
import { auditContentOf } from '../audit/audited-call';
import { CheckedDocuments } from '../checked-documents';
import type { SubgraphServerOptions } from './subgraph-server';
import type { VerifiedCall } from './call-verifier';

const fetchBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
  /** The event that is being pushed, where this subgraph owns it. */
  event: z.unknown().optional(),
});

/** One fetch of a gateway's plan, as the body of a signed call. */
export type FetchBody = z.input<typeof fetchBody>;

/**
 * Answers fetches: each is checked once by its text, runs in a context of its own, and its answer leaves when what it
 * tells of people is in the store.
 */
export function createFetchAnswering(options: SubgraphServerOptions): FetchAnswering {
  const answer = createAnswering(options);
  const { subgraph, tracing } = options;
  if (!tracing) return async (verified, response) => void (await answer(verified, response));
  return async (verified, response) => {
    const { traceparent } = response.req.headers;
    const { correlationId } = verified.call;
    const attributes = { 'accord.subgraph': subgraph.name, 'accord.correlation_id': correlationId };
    const span = tracing.begin(`answer ${subgraph.name}`, { traceparent, attributes });
    let isFault = true;
    try {
      span.tell({ 'accord.fetch.errors': await answer(verified, response) });
      isFault = false;
    } finally {
      span.end({ isFault });
    }
  };
}

/** Answers one fetch. */
type FetchAnswering = (verified: VerifiedCall, response: ServerResponse) => Promise<void>;

/** Answers a fetch, and tells with how many errors. */
function createAnswering({ subgraph, audit, clock, log }: SubgraphServerOptions) {
  const documents = new CheckedDocuments(subgraph.schema);
  return async ({ call, body }: VerifiedCall, response: ServerResponse): Promise<number> => {
    const { viewer, correlationId } = call;
    const started = performance.now();
    const { query, variables, operationName, event } = parsed(body);
    const { document, errors } = documents.check(query);
    const context = subgraph.contextFor({ viewer, correlationId, ...(event === undefined ? {} : { event }) });
    const result: ExecutionResult =
      errors.length > 0
        ? { errors }
        : await execute({
            schema: subgraph.schema,
            document,
            contextValue: context,
            variableValues: variables ?? null,
            operationName: operationName ?? null,
          });
    const accesses = context.audit.take();
    if (accesses) {
      try {
        await audit.append([auditContentOf(call, { subgraph: subgraph.name, accesses, at: clock() })]);
      } catch (cause) {
        throw new HubError('INTERNAL', 'the answer could not be put on record', { cause });
      }
    }
    logInternal(log, result.errors ?? [], correlationId);
    const milliseconds = Math.round((performance.now() - started) * 1e3) / 1e3;
    const errorCount = result.errors?.length ?? 0;
    log.debug({ correlationId, errors: errorCount, milliseconds }, 'fetch');
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(formatResult(result)));
    return errorCount;
  };
}

function parsed(body: Buffer): z.output<typeof fetchBody> {
  try {
    return fetchBody.parse(JSON.parse(body.toString('utf8')));
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'the body of the call is not a fetch', { cause });
  }
}
