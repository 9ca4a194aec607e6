import { instant } from '../../platform/domain/instant';
import type { GeneralLedger } from './general-ledger';
import type { ErpJournalEntry } from './journal-entry';
import { Problem } from './problem';

/** One page in the order of `updatedAt`; `next` is the cursor of the following one, null on the last. */
export interface EntryPage {
  readonly data: readonly ErpJournalEntry[];
  readonly next: string | null;
}

const PAGE = 50; // entries
const MOST = 200; // entries on a page

/**
 * GET of the list with `cursor`, `limit` and `updatedAfter` (an instant, exclusive). An entry that changes while a
 * client pages comes again further on; none is missed. Throws Problem 422.
 */
export function listEntries(ledger: GeneralLedger, query: Readonly<Record<string, unknown>>): EntryPage {
  const limit = query['limit'] === undefined ? PAGE : Number(query['limit']);
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > MOST) {
    throw new Problem(422, 'validation', `limit must be 1 to ${MOST}`);
  }
  const { updatedAfter, cursor } = query;
  const after = cursor === undefined ? startOf(updatedAfter) : readCursor(cursor);
  const found = ledger.updatedAfter(after);
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { data, next: last !== undefined && found.length > limit ? writeCursor(last.updatedAt) : null };
}

function startOf(updatedAfter: unknown): string {
  if (updatedAfter === undefined) return '';
  try {
    return instant(typeof updatedAfter === 'string' ? updatedAfter : '');
  } catch {
    throw new Problem(422, 'validation', 'updatedAfter must be an instant such as 2026-01-05T08:00:00Z');
  }
}

const writeCursor = (updatedAt: string): string => Buffer.from(`u:${updatedAt}`).toString('base64url');

function readCursor(cursor: unknown): string {
  const text = Buffer.from(typeof cursor === 'string' ? cursor : '', 'base64url').toString('utf8');
  if (!/^u:\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) throw new Problem(422, 'validation', 'cursor is not one of ours');
  return text.slice('u:'.length);
}
