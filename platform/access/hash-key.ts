import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { HubError } from '../domain/errors';
import { openKeptSecret } from './kept-secret';

const KEY_FILE = 'hash-key';
const BYTES = 32;

/**
 * The secret that the HASH mask is keyed by, kept in the data folder, so that digests stay equal over restarts and
 * agree across processes. Throws BAD_INPUT when the folder cannot be used.
 */
export async function openHashKey({ folder }: { readonly folder: string }): Promise<string> {
  const path = join(folder, KEY_FILE);
  try {
    return (await openKeptSecret(path, () => `${randomBytes(BYTES).toString('base64url')}\n`)).trim();
  } catch (error) {
    throw new HubError('BAD_INPUT', `the key of the HASH mask cannot be kept in ${path}`, { cause: error });
  }
}
