import { HubError } from '../domain/errors';
import { openMongoStore } from './mongodb';
import type { Store } from './port';
import { openSqliteStore } from './sqlite';

/**
 * Opens the store at an address: `mongodb://…` or `mongodb+srv://…`, `file:PATH`, or a plain path of a SQLite file.
 * Throws BAD_INPUT for any other scheme.
 */
export async function openStore(address: string): Promise<Store> {
  if (/^mongodb(?:\+srv)?:\/\//.test(address)) return openMongoStore({ url: address });
  if (address.startsWith('file:'))
    return openSqliteStore({ path: address.slice('file:'.length).replace(/^\/\/(?=\/)/, '') });
  if (address === '' || /^[a-z][a-z0-9+.-]+:/i.test(address)) {
    throw new HubError('BAD_INPUT', 'a store is a file path, file:PATH or mongodb://…');
  }
  return openSqliteStore({ path: address });
}
