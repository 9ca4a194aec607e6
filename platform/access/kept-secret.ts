import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { newId } from '../domain/ids';

/**
 * The text of a secret file, made on first use; only its owner can read it. Another process may make it at the same
 * time: a whole file is linked into place, and the first one stays. Throws what the file system says.
 */
export async function openKeptSecret(path: string, make: () => Promise<string> | string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const kept = await read(path);
  if (kept !== undefined) return kept;
  const made = await make();
  const draft = `${path}.${newId()}`;
  try {
    await writeFile(draft, made, { mode: 0o600, flag: 'wx' });
    await link(draft, path);
    return made;
  } catch (error) {
    const theirs = (error as { code?: string }).code === 'EEXIST' ? await read(path) : undefined;
    if (theirs === undefined) throw error;
    return theirs;
  } finally {
    await rm(draft, { force: true });
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
