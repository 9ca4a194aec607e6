import { HubError } from '../domain/errors';
import { idOf } from '../domain/ids';
import type { CollectionSpec, StoredDocument } from '../store/port';
import type { Commit, Fact, Upcast } from './port';

/** A commit as it is stored: its immutable content, and beside it what makes it its own outbox entry. */
export interface StoredCommit<F extends Fact = Fact> extends StoredDocument, Commit<F> {
  readonly _id: string;
  readonly version: number;
  /** Digest of stream and fact key: unique, so that the store refuses a repeated fact. */
  readonly factId: string;
  /** Whether the feed holds it. The only field that ever changes. */
  readonly announced: boolean;
  /** Rough order of arrival over all streams, in microseconds since 1970; strictly rising within a stream. */
  readonly order: number;
  /** Characters of the facts as JSON; absent in commits of earlier versions of the hub. */
  readonly size?: number;
}

/** How much of commits is read at one time, in bytes or characters of JSON. */
export const READ_SIZE = 4_000_000;

/** The collection of a log: what its feed still lacks is found by the last index. */
export const commitsSpec = (name: string): CollectionSpec => ({
  name: `${name}_commits`,
  indexes: [
    { fields: ['factId'], unique: true },
    { fields: ['stream', 'version'] },
    { fields: ['announced', 'order'] },
  ],
});

/** `stream@version` */
export const commitId = (stream: string, version: number): string => `${stream}@${version}`;

export const factIdOf = ({ stream, factKey }: { readonly stream: string; readonly factKey: string }): string =>
  idOf('fact', stream, factKey);

/** The immutable content alone, its facts in today's shape. */
export function commitOf<F extends Fact>(stored: StoredCommit<F>, upcast: Upcast<F>): Commit<F> {
  const { _id, stream, version, factKey, facts, at, origin, trace } = stored;
  return { _id, stream, version, factKey, facts: facts.flatMap(upcast), at, origin, trace };
}

/** For logs whose facts have had one shape only. */
export const asRecorded = <F extends Fact>(fact: Fact): readonly F[] => [fact as F];

/** Kind of a stream: what stands before the first `/`. `account/abc` is an `account`. */
export const kindOf = (stream: string): string => stream.split('/', 1)[0] ?? stream;

const STREAM = /^[A-Za-z][A-Za-z0-9_-]*\/[^@\s]+$/;

/** Throws BAD_INPUT unless the stream is `kind/id` without spaces and `@`. */
export function checkStream(stream: string): void {
  if (stream.length > 300 || !STREAM.test(stream)) throw new HubError('BAD_INPUT', 'a stream is named kind/id');
}
