/**
 * The document store port: all that Accord asks of a database. Two adapters implement it, `sqlite.ts` (embedded) and
 * `mongodb.ts`; one contract suite runs over both. Nothing outside the adapters names a database.
 */

/** JSON value as stored. No `undefined`, no Date, no class instance. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Every document has an id, and a version where it is written by compare-and-set. One that MongoDB could not hold (16 MiB
 * as BSON) is refused by every adapter with BAD_INPUT.
 */
export interface StoredDocument {
  readonly _id: string;
  readonly version?: number;
}

/** A value that fields are compared with. */
export type Scalar = string | number | boolean | null;

/**
 * How one field is tested; all that is given must hold. An absent field equals null; `ne` and `notIn` also match
 * documents without the field. `gt` to `lte` match values of the same type only (`gte` and `lte` null match null).
 * A list or an object never equals a scalar, and a path does not reach into lists.
 */
export interface Comparison {
  readonly eq?: Scalar;
  readonly ne?: Scalar;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
  readonly gt?: Scalar;
  readonly gte?: Scalar;
  readonly lt?: Scalar;
  readonly lte?: Scalar;
  /** The field is an array that holds this scalar. */
  readonly has?: Scalar;
  /** Text search that tells no upper from lower case, letter by letter: the field starts with this text. */
  readonly startsWith?: string;
}

/**
 * Field paths (dots reach into objects: `origin.system`) to a scalar (equality) or a comparison, all of which must
 * hold. `any` holds when one of its filters does, `all` when each does. `{ any: [] }` matches nothing. A path without
 * a value (`undefined`) throws BAD_INPUT: a filter that lost its value must not match everything.
 */
export type Filter = {
  readonly any?: readonly Filter[];
  readonly all?: readonly Filter[];
} & { readonly [path: string]: Scalar | Comparison | readonly Filter[] | undefined };

/** Field paths in order of weight. Values compare null < number < text; the id breaks ties in the last direction. */
export type Sort = readonly (readonly [path: string, direction: 'asc' | 'desc'])[];

export interface IndexSpec {
  readonly fields: readonly string[];
  /**
   * No two documents may hold the same values. Documents in which any of the fields is absent or null are left out.
   */
  readonly unique?: boolean;
}

/** Name and indexes of a collection. Fields of a sort or filter that must be fast belong in an index. */
export interface CollectionSpec {
  /** Lower-case words joined by `_`, prefixed by the owner: `billing_commits`. */
  readonly name: string;
  readonly indexes?: readonly IndexSpec[];
}

export interface FindOptions {
  readonly sort?: Sort;
  /** At most this many documents; 1,000 unless told. */
  readonly limit?: number;
  /** Reads no further once the documents come to this many bytes, roughly; at least one is read. */
  readonly bytes?: number;
  /** Keyset cursor of the last document seen, from `Page.cursorAt` under the same sort. */
  readonly after?: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /**
   * Keyset cursor of an item by its index, from the end when negative; null where there is none. Encrypted, and good for
   * this collection and sort alone, in every process on this store.
   */
  cursorAt(index: number): string | null;
  readonly hasMore: boolean;
}

export interface GroupSpec {
  /** Field paths whose values name the group; none: one group of all. */
  readonly by: readonly string[];
  /** Field paths of integers to add up. */
  readonly sum?: readonly string[];
  readonly filter?: Filter;
}

/** One group: its key values by path, how many documents, and the sums by path. */
export interface Group {
  readonly key: Readonly<Record<string, Scalar>>;
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
}

export interface InsertManyResult {
  readonly inserted: number;
  /** Ids (as given) that were refused because the id or a unique index was taken. */
  readonly duplicates: readonly string[];
}

export interface InsertManyOptions {
  /** Stop at the first refused document; `inserted` then says how many, from the first, are stored. */
  readonly stopAtDuplicate?: boolean;
}

export interface Collection<T extends StoredDocument> {
  readonly name: string;
  /** Throws CONFLICT when the id or a unique index is taken. */
  insert(document: T): Promise<void>;
  /**
   * Inserts what is new and reports the rest; on SQLite in one transaction. Order is kept: when a document is stored,
   * all before it are stored or refused. With `stopAtDuplicate` nothing after the first refused document is inserted.
   */
  insertMany(documents: readonly T[], options?: InsertManyOptions): Promise<InsertManyResult>;
  get(id: string): Promise<T | null>;
  /** In the order of `ids`, null where there is none; duplicates allowed. */
  getMany(ids: readonly string[]): Promise<readonly (T | null)[]>;
  /** Throws BAD_INPUT for a cursor that is not of this sort. */
  find(filter: Filter, options?: FindOptions): Promise<Page<T>>;
  /** Every match in sort order, read in batches; what is inserted meanwhile may or may not be seen. */
  iterate(filter: Filter, options?: { readonly sort?: Sort; readonly batch?: number }): AsyncIterable<T>;
  /**
   * Replaces the document whose stored version is `expected` (0: it must not exist) by `document`, whose own version
   * must be higher. False when the version is another.
   */
  compareAndSet(document: T & { readonly version: number }, expected: number): Promise<boolean>;
  /** Inserts or replaces by id. */
  upsert(document: T): Promise<void>;
  upsertMany(documents: readonly T[]): Promise<void>;
  /** Inserts, or replaces a stored document of a lower version; leaves an equal or higher one. For projections. */
  upsertNewer(documents: readonly (T & { readonly version: number })[]): Promise<void>;
  /**
   * Sets these top-level fields (not `_id`, `version` or a field of a unique index) of the documents that exist among
   * `ids`; the rest of each document stays as it is. For markers beside immutable content.
   */
  patchMany(ids: readonly string[], fields: { readonly [field: string]: Json }): Promise<void>;
  /** Removes the matches; returns how many. */
  remove(filter: Filter): Promise<number>;
  count(filter: Filter): Promise<number>;
  group(spec: GroupSpec): Promise<readonly Group[]>;
}

export interface Store {
  /** Opens a collection and makes its indexes; the same name must always come with the same indexes. */
  collection<T extends StoredDocument>(spec: CollectionSpec): Promise<Collection<T>>;
  /** Throws SOURCE_UNAVAILABLE when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
