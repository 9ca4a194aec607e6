import { BSON } from 'mongodb';
import { HubError } from '../domain/errors';
import type { StoredDocument } from './port';

/** MongoDB's limit of one document. https://www.mongodb.com/docs/manual/reference/limits/ */
const LIMIT = 16 * 1024 * 1024; // bytes of BSON
const BESIDE = 64 * 1024; // bytes left for what an adapter stores beside the document
/** A JSON text of so many characters is within the limit whatever it holds: `1,` becomes at most 14 bytes of BSON. */
const SURELY_WITHIN = LIMIT / 8;

/** Bytes of a document as MongoDB stores it. */
export const bsonSizeOf = (document: object): number => BSON.calculateObjectSize(document, { ignoreUndefined: true });

/**
 * Throws BAD_INPUT for a document that MongoDB could not hold: so no adapter takes what another would refuse. `text` is
 * its JSON, where that is at hand: it saves the counting.
 */
export function checkSize(document: StoredDocument, text?: string): void {
  if (text !== undefined && text.length <= SURELY_WITHIN) return;
  const size = bsonSizeOf(document);
  if (size <= LIMIT - BESIDE) return;
  throw new HubError('BAD_INPUT', `a document of ${size} bytes is too large for the store: it may have 16 MiB`, {
    source: 'store',
  });
}
