import { createPostPool, type Posted, type PostPoolOptions } from '../../platform/connect/post-pool';
import type { StopSignal } from '../../platform/connect/stop-signal';
import { HubError } from '../../platform/domain/errors';
import type { Data, FetchAnswer, FetchError, Fetcher, FetchOperation, FetchRequest } from './fetcher';

/** A subgraph that answers by HTTP. */
export interface HttpFetcher<Call> extends Fetcher<Call> {
  close(): Promise<void>;
}

export interface HttpFetcherOptions<Call> extends Omit<PostPoolOptions, 'source'> {
  /** Name of the subgraph. */
  readonly name: string;
  /** Headers of one fetch, names and values in turn, made for the very body that is sent. */
  readonly headersOf: (body: string, call: Call) => readonly string[] | Promise<readonly string[]>;
  /** What ends the fetches of a call before their time. */
  readonly signalOf: (call: Call) => StopSignal | undefined;
  /** What is sent beside the operation and its variables, by name. */
  readonly besideOf?: (call: Call) => Readonly<Data> | null;
  /** Reads an answer; `answerIn` unless given. */
  readonly read?: (posted: Posted) => FetchAnswer;
}

/** Fetches by GraphQL over HTTP. The text of each operation is made once. */
export function createHttpFetcher<Call>(options: HttpFetcherOptions<Call>): HttpFetcher<Call> {
  const { name, headersOf, signalOf, besideOf, read = (posted) => answerIn(posted, name), ...pool } = options;
  const connections = createPostPool({ source: name, ...pool });
  const heads = new WeakMap<FetchOperation, string>();
  const headOf = (operation: FetchOperation): string => {
    const known = heads.get(operation) ?? headText(operation);
    heads.set(operation, known);
    return known;
  };
  return {
    async fetch(request, call) {
      const body = bodyText(headOf(request.operation), request, besideOf?.(call) ?? null);
      const headers = await headersOf(body, call);
      return read(await connections.post(body, headers, signalOf(call)));
    },
    close: () => connections.close(),
  };
}

function headText({ text, name }: FetchOperation): string {
  const named = name === undefined ? '' : `,"operationName":${JSON.stringify(name)}`;
  return `{"query":${JSON.stringify(text)}${named},"variables":{`;
}

function bodyText(head: string, { variables, representations }: FetchRequest, beside: Readonly<Data> | null): string {
  const given = JSON.stringify(variables).slice(1, -1);
  const entities = representations === null ? '' : `"representations":[${representations.join(',')}]`;
  const rest = beside === null ? '' : `,${JSON.stringify(beside).slice(1, -1)}`;
  return `${head}${given}${given === '' || entities === '' ? '' : ','}${entities}}${rest}}`;
}

/**
 * Whatever the status says, an answer of the form of GraphQL is one. Throws SOURCE_MALFORMED for any other, and
 * SOURCE_UNAVAILABLE where the status says to try again.
 */
export function answerIn({ body, status }: Posted, source: string): FetchAnswer {
  const { data, errors } = parsed(body);
  const told = Array.isArray(errors) ? errors.filter(isError) : [];
  if (typeof data === 'object' && !Array.isArray(data) && (data !== null || told.length > 0)) {
    return { data: data as Data | null, errors: told };
  }
  if (told.length > 0) return { errors: told };
  const code = status >= 500 || status === 429 ? 'SOURCE_UNAVAILABLE' : 'SOURCE_MALFORMED';
  throw new HubError(code, `the subgraph ${source} does not answer as it should`, { source, details: { status } });
}

function parsed(body: Buffer): { readonly data?: unknown; readonly errors?: unknown } {
  try {
    return (JSON.parse(body.toString()) as object | null) ?? {};
  } catch {
    return {}; // the parser's own message quotes the text
  }
}

const isError = (error: unknown): error is FetchError => {
  const { message, path } = (error ?? {}) as { readonly message?: unknown; readonly path?: unknown };
  return typeof message === 'string' && (path === undefined || path === null || Array.isArray(path));
};
