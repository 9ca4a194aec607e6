import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CALL_HEADER } from '../platform/access/remote/call-claims';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';
import type { FetchAnswer } from './execution/fetcher';
import { answerIn, createHttpFetcher, type HttpFetcher } from './execution/http-fetcher';
import type { GatewayContext } from './request-context';
import { callOf, refusalIn, type SignedRemote } from './signed-fetch';

/** A guarded subgraph elsewhere: each fetch is signed, and an event goes along to the subgraph that owns it. */
export function createSignedFetcher({ name, url, signer, log }: SignedRemote): HttpFetcher<GatewayContext> {
  return createHttpFetcher<GatewayContext>({
    ...{ name, url },
    signalOf: ({ signal }) => signal,
    besideOf: ({ event }) => (event?.owner === name ? { event: event.payload } : null),
    async headersOf(body, context) {
      const { correlationId, traceparent } = context;
      const signature = await signer.sign(callOf(context), { audience: name, body });
      const trace = traceparent === null ? [] : ['traceparent', traceparent];
      return [CALL_HEADER, signature, 'x-correlation-id', correlationId, ...trace];
    },
    read(posted) {
      if (posted.status === 200) return revivedAnswer(answerIn(posted, name));
      const { status, body } = posted;
      log.error({ subgraph: name, status, ...refusalIn(jsonIn(body)) }, 'a subgraph refused a call');
      throw new HubError('SOURCE_UNAVAILABLE', `the subgraph ${name} does not answer as it should`, { source: name });
    },
  });
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return null;
  }
}

const revivedAnswer = ({ data, errors = [] }: FetchAnswer): FetchAnswer => ({
  data,
  errors: errors.map((error) => revived(error as GraphQLFormattedError)),
});

/** An error of a subgraph elsewhere as the hub's own; one that is not of the closed list is ours to look at. */
export function revivedError({ message, extensions = {} }: GraphQLFormattedError): HubError {
  const { code, retryable: _, source, ...details } = extensions;
  const isKnown = (ERROR_CODES as readonly unknown[]).includes(code);
  return new HubError(isKnown ? (code as ErrorCode) : 'INTERNAL', message, {
    ...(typeof source === 'string' ? { source } : {}),
    details: details as HubError['details'],
  });
}

/** An error in an answer as the same subgraph's error in this process would be. */
export function revived(error: GraphQLFormattedError): GraphQLError {
  const { message, path } = error;
  const originalError = revivedError(error);
  return new GraphQLError(message, { path: path ?? null, originalError, extensions: { code: originalError.code } });
}
