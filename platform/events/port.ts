import type { Instant } from '../domain/instant';
import type { Origin, Trace } from '../domain/origin';

/** Something that happened, in the past tense. `data` is JSON and immutable. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  /** Version of the shape of `data`; the first one unless told. */
  readonly version?: number;
}

/**
 * What is read for a fact that was recorded in an earlier shape: the facts that would be recorded for it now. A fact of
 * today's shape is returned as it is. Pure.
 */
export type Upcast<F extends Fact = Fact> = (fact: Fact) => readonly F[];

/** One announced write: the facts of one decision on one stream, and its own outbox entry. */
export interface Commit<F extends Fact = Fact> {
  /** `stream@version` */
  readonly _id: string;
  readonly stream: string;
  /** 1 for the first commit of a stream, then one more each. */
  readonly version: number;
  /** Business key of what caused it, unique within its stream: a repeated fact is refused by the store itself. */
  readonly factKey: string;
  readonly facts: readonly F[];
  readonly at: Instant;
  readonly origin: Origin | null;
  readonly trace: Trace;
}

export interface AppendRequest<F extends Fact = Fact> {
  readonly stream: string;
  /** Version of the stream's last commit that the decision was made on; 0 for none. */
  readonly expectedVersion: number;
  readonly factKey: string;
  readonly facts: readonly F[];
  readonly at: Instant;
  readonly origin?: Origin | null;
  readonly trace: Trace;
}

/** A place in a stream. */
export interface StreamVersion {
  readonly stream: string;
  readonly version: number;
}

export type AppendResult<F extends Fact = Fact> =
  | { readonly outcome: 'COMMITTED'; readonly commit: Commit<F> }
  /** The stream holds this fact key already; nothing was written. */
  | { readonly outcome: 'REPEATED' }
  /** Another writer came first: read the stream again and decide again. */
  | { readonly outcome: 'STALE' };

/** The immutable commits of one owner (a subgraph or the catalog). */
export interface CommitLog<F extends Fact = Fact> {
  /** The owner's name; also the name of its feed. */
  readonly name: string;
  /** Applied to every fact that is read; its feed needs the same. */
  readonly upcast: Upcast<F>;
  append(request: AppendRequest<F>): Promise<AppendResult<F>>;
  /** One result each, in order; requests of one batch may build on one another. One store transaction on SQLite. */
  appendMany(requests: readonly AppendRequest<F>[]): Promise<readonly AppendResult<F>[]>;
  /** The stream's commits after `version`, in order, at most `limit` (1,000); fewer where they are large, but one. */
  read(stream: string, after?: number, limit?: number): Promise<readonly Commit<F>[]>;
  /** Versions of the last commit of each stream; 0 for a stream without one. */
  versions(streams: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Those of the streams that have a commit. */
  begun(streams: readonly string[]): Promise<ReadonlySet<string>>;
  /** Those of the streams that have a commit after the version that is known of each. */
  grown(known: readonly StreamVersion[]): Promise<ReadonlySet<string>>;
  /** Which of these fact keys their streams hold already. */
  holds(keys: readonly { readonly stream: string; readonly factKey: string }[]): Promise<readonly boolean[]>;
  /**
   * Calls back after each append through this log that committed something, such as to nudge a sequencer in the same
   * thread; others find out by looking. Returns how to stop that.
   */
  onCommit(listener: () => void): () => void;
}

/** A commit at its place in the owner's one order. */
export interface FeedEntry<F extends Fact = Fact> {
  /** 1 for the first entry of a feed, then one more each, without gaps. */
  readonly position: number;
  readonly commit: Commit<F>;
}

export interface Feed<F extends Fact = Fact> {
  readonly name: string;
  /** The entries after a position, at most `limit` (500); fewer where they are large, and none only at the end. */
  read(after: number, limit?: number): Promise<readonly FeedEntry<F>[]>;
  /**
   * The entries of one kind of stream after a position, and up to where there are no others: as far as one read looks,
   * `after` itself only at the end.
   */
  readKind(kind: string, after: number): Promise<{ readonly entries: readonly FeedEntry<F>[]; readonly upTo: number }>;
  /** Position of a commit by its id; null while it is not in the feed. */
  positionOf(commitId: string): Promise<number | null>;
  /** Position of the newest entry; 0 for an empty feed. */
  head(): Promise<number>;
}

/**
 * Carries notices from the feeds to whoever is subscribed now, in any thread or process. At most once: a notice may be
 * lost, so what must not miss anything reads the feed or stream from its own cursor and treats a notice as a nudge.
 */
export interface Bus {
  /** `topic` is `feed/stream-kind`, for example `billing/account`. Data is JSON without PHI: ids, versions, positions. */
  publish(notices: readonly Notice[]): Promise<void>;
  /** A topic that ends in `/*` hears every kind of stream of that feed. */
  subscribe(topic: string, handler: (notice: Notice) => void): Promise<Unsubscribe>;
  close(): Promise<void>;
}

export type Unsubscribe = () => Promise<void>;

/** CloudEvents 1.0 attributes that the hub uses; the envelope is made and read by the `cloudevents` package. */
export interface Notice {
  /** Feed and kind of stream: `billing/account`. */
  readonly topic: string;
  /** Stream the commit belongs to: CloudEvents `subject`. */
  readonly stream: string;
  readonly version: number;
  readonly position: number;
  /** Type of the first fact: CloudEvents `type`, without its reverse-DNS prefix. */
  readonly type: string;
  readonly at: Instant;
  readonly trace: Trace;
}
