import type { DocumentNode, GraphQLError } from 'graphql';

/** One object of an answer that is being put together. */
export type Data = Record<string, unknown>;

/** The operation that a fetch sends: the same object for every request that runs the plan. */
export interface FetchOperation {
  readonly text: string;
  readonly name: string | undefined;
  readonly document: DocumentNode;
}

/** One call of a subgraph. */
export interface FetchRequest {
  readonly operation: FetchOperation;
  /** Those of the client's variables that the operation uses. */
  readonly variables: Readonly<Data>;
  /** JSON of each entity to be read, as `_entities(representations:)` takes them; null for a root operation. */
  readonly representations: readonly string[] | null;
}

/** An error as a subgraph states it: GraphQL specification 7.1.2. */
export type FetchError = Pick<GraphQLError, 'message'> &
  Partial<Pick<GraphQLError, 'path' | 'extensions' | 'originalError'>>;

/** What a subgraph answered. The data is the caller's to change. */
export interface FetchAnswer {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly FetchError[] | undefined;
}

/** Calls one subgraph. `Call` is whatever the calls of one request share: who asks, on whose chain of work. */
export interface Fetcher<Call> {
  /** Throws HubError SOURCE_UNAVAILABLE when there is no answer, or the call's own reason when it was given up. */
  fetch(request: FetchRequest, call: Call): Promise<FetchAnswer>;
}
