import type { GraphQLError } from 'graphql';
import type { Data, FetchError, Fetcher } from './fetcher';

/** One execution of a compiled plan: what its fetches share. Never shared between requests. */
export interface Run<Call> {
  readonly fetchers: ReadonlyMap<string, Fetcher<Call>>;
  readonly call: Call;
  /** Of the client, as sent. */
  readonly variables: Readonly<Data>;
  /** The answer being put together. */
  readonly root: Data;
  readonly errors: GraphQLError[];
  /** Whether places that stand for one entity may share its parts: not where their surroundings matter. */
  readonly shares: boolean;
  /** Whether lists of the answer stand in several of its places. */
  hasShared: boolean;
  /** Entities that have been read, by fetch; null for a mutation, after whose steps they may be others. */
  readonly read: Map<string, EntityReads> | null;
}

/** Entities read by fetches that say the same, by representation. */
export type EntityReads = Map<string, EntityRead>;

/** One entity, read or being read as part of a batch. */
export interface EntityRead {
  readonly batch: Batch;
  readonly index: number;
}

/** What one call of `_entities` answers. */
export interface Batch {
  settled: Promise<void>;
  /** By index; empty until settled, and when the call failed. */
  entities: readonly unknown[];
  /** By index, with what follows the index in their paths. */
  errors: ReadonlyMap<number, readonly FetchError[]>;
}
