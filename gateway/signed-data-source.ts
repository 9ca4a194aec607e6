import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FetchBody } from '../platform/access/remote/answer-fetch';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';
import type { Answer, ProcessOptions, Source } from './data-sources';
import type { GatewayContext } from './request-context';
import { callOf, signedFetch, type SignedRemote } from './signed-fetch';

/** A guarded subgraph elsewhere: each fetch is signed, and an event goes along to the subgraph that owns it. */
export class SignedDataSource implements Source {
  constructor(private readonly remote: SignedRemote) {}

  async process(options: ProcessOptions): Promise<Answer> {
    const { request } = options;
    const context = options.context as unknown as GatewayContext;
    const { event, signal, traceparent } = context;
    const body: FetchBody = {
      query: request.query ?? '',
      variables: request.variables ?? {},
      operationName: request.operationName ?? null,
      ...(event?.owner === this.remote.name ? { event: event.payload } : {}),
    };
    const response = await signedFetch(this.remote, { call: callOf(context), body, traceparent, signal });
    return this.answerIn(await response.json().catch(() => null));
  }

  private answerIn(body: unknown): Answer {
    const { name } = this.remote;
    if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
      throw new HubError('SOURCE_UNAVAILABLE', `the subgraph ${name} does not answer as it should`, { source: name });
    }
    const { data, errors } = body as { data?: Record<string, unknown>; errors?: readonly GraphQLFormattedError[] };
    return { data, ...(errors ? { errors: errors.map(revived) } : {}) } as Answer;
  }
}

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
