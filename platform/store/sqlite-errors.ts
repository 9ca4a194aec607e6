import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { HubError, isHubError } from '../domain/errors';

/**
 * A throw of the database library as a HubError that names the file and what to do. The library's own message is not
 * shown: it may quote values.
 * Source: SQLite result codes, https://www.sqlite.org/rescode.html
 */
export function sqliteError(error: unknown, path: string): HubError {
  if (isHubError(error)) return error;
  const code = codeOf(error);
  if (code.startsWith('SQLITE_CONSTRAINT')) {
    return new HubError('CONFLICT', 'a document with this id or unique value is stored already', { cause: error });
  }
  const known = FAULTS.find(({ codes }) => codes.some((prefix) => code.startsWith(prefix)));
  if (known === undefined) return new HubError('INTERNAL', `the store at ${path} failed (${code})`, { cause: error });
  return new HubError(known.is, `${known.message.replace('PATH', path)} (${code})`, { source: 'store', cause: error });
}

const FAULTS = [
  {
    codes: ['SQLITE_BUSY', 'SQLITE_LOCKED'],
    is: 'SOURCE_UNAVAILABLE',
    message: 'the store at PATH is locked: another process holds it; stop that process or try again',
  },
  {
    codes: ['SQLITE_FULL'],
    is: 'SOURCE_UNAVAILABLE',
    message: 'the disk of the store at PATH is full: free some space and try again; nothing was half-written',
  },
  {
    codes: ['SQLITE_IOERR'],
    is: 'SOURCE_UNAVAILABLE',
    message: 'the disk of the store at PATH does not read or write: check the disk and its free space',
  },
  {
    codes: ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_AUTH'],
    is: 'BAD_INPUT',
    message: 'the store at PATH cannot be written: give this user the right to write the file and its folder',
  },
  {
    codes: ['SQLITE_NOTADB', 'SQLITE_CORRUPT'],
    is: 'SOURCE_MALFORMED',
    message: 'the file at PATH is not a whole SQLite database: name another file, or restore it from a backup',
  },
] as const;

/** Whether the library refused because another connection holds the lock: nothing was done. */
export const isLocked = (error: unknown): boolean => /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error));

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') return code;
  // The library reports a failed open as text that ends in the result code; 14 is SQLITE_CANTOPEN.
  return typeof message === 'string' && message.includes('ConnectionFailed') ? 'SQLITE_CANTOPEN' : 'unknown';
}

/** Throws BAD_INPUT, naming what is wrong, unless a store can be opened and written at `path`. */
export function checkWritable(path: string): void {
  const folder = dirname(path);
  const refuse = (what: string, cause?: unknown): HubError =>
    new HubError('BAD_INPUT', what, { source: 'store', cause });
  const folderFacts = statSync(folder, { throwIfNoEntry: false });
  if (folderFacts === undefined) throw refuse(`the data folder ${folder} does not exist: create it or name another`);
  if (!folderFacts.isDirectory()) throw refuse(`${folder} is not a folder: name a folder for the store`);
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isDirectory() === true) throw refuse(`${path} is a folder: name a file for the store`);
  for (const place of file === undefined ? [folder] : [folder, path]) {
    try {
      accessSync(place, constants.W_OK);
    } catch (cause) {
      throw refuse(`${place} cannot be written: give this user the right to write there, or name another place`, cause);
    }
  }
}
