import { randomBytes } from 'node:crypto';
import { HubError, isHubError } from '../domain/errors';
import { createCursorSeal, type CursorSeal } from './cursor-seal';
import type { Collection, StoredDocument } from './port';

/** Where a store keeps what its own processes alone need to know. */
export const SECRETS_COLLECTION = 'store_secrets';

/** A secret of a deployment. */
export interface StoredSecret extends StoredDocument {
  readonly value: string;
}

const KEY = 'cursor-key';
const BYTES = 32;

/**
 * The seal of a store's cursors. Its secret lies in the store itself, made on first use, so that all processes of one
 * deployment read each other's cursors, over restarts too.
 */
export async function openCursorSeal(secrets: Collection<StoredSecret>): Promise<CursorSeal> {
  const kept = await secrets.get(KEY);
  if (kept) return createCursorSeal(kept.value);
  try {
    await secrets.insert({ _id: KEY, value: randomBytes(BYTES).toString('base64url') });
  } catch (error) {
    if (!isHubError(error) || error.code !== 'CONFLICT') throw error; // another process may have been first
  }
  const made = await secrets.get(KEY);
  if (!made) throw new HubError('INTERNAL', 'the key of the cursors was not kept');
  return createCursorSeal(made.value);
}

/** For a collection that is never read by pages, such as that of the secrets. */
export const noCursors: CursorSeal = {
  seal: () => {
    throw new HubError('INTERNAL', 'this collection has no cursors');
  },
  open: () => {
    throw new HubError('INTERNAL', 'this collection has no cursors');
  },
};
