import { createDecoder } from './decode';
import type { TransactionSet } from './interchange';
import { InterchangeReader } from './interchange-reader';

/** Where X12 may come from: a whole text, or chunks cut anywhere. */
export type X12Source = string | AsyncIterable<Uint8Array | string>;

/**
 * Streams the transaction sets of a source, however many interchanges it holds and whatever separators each declares.
 * Faults of the envelope are findings on the set, its group and its interchange (these are complete once the reading
 * has passed their end), not stops. Memory: one open set and one chunk.
 * Throws SOURCE_MALFORMED when the source is not X12; sets read before that have been given.
 * Source: ASC X12.5 (interchange control), X12.6 (application control).
 */
export async function* readTransactionSets(source: X12Source): AsyncGenerator<TransactionSet, void, undefined> {
  if (typeof source === 'string') return yield* transactionSetsIn(source);
  const reader = new InterchangeReader();
  const decode = createDecoder();
  for await (const chunk of source) yield* reader.push(typeof chunk === 'string' ? chunk : decode(chunk));
  yield* reader.push(decode(null));
  yield* reader.end();
}

/** The transaction sets of a whole text, as `readTransactionSets` gives them. Throws SOURCE_MALFORMED. */
export function* transactionSetsIn(text: string): Generator<TransactionSet, void, undefined> {
  const reader = new InterchangeReader();
  yield* reader.push(text);
  yield* reader.end();
}
