import { createRequire } from 'node:module';
import { HubError } from '../domain/errors';
import type * as MongoStore from './mongodb';
import type { Store } from './port';
import type * as SqliteStore from './sqlite';

const load = createRequire(__filename);

/**
 * Opens the store at an address: `mongodb://…` or `mongodb+srv://…`, `file:PATH`, or a plain path of a SQLite file.
 * Throws BAD_INPUT for any other scheme. A store's driver is loaded when it is opened: they are the largest parts of the
 * house, and no process needs both.
 */
export async function openStore(address: string): Promise<Store> {
  if (/^mongodb(?:\+srv)?:\/\//.test(address)) return openMongo(address);
  if (address.startsWith('file:')) return openFile(address.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
  if (address === '' || /^[a-z][a-z0-9+.-]+:/i.test(address)) {
    throw new HubError('BAD_INPUT', 'a store is a file path, file:PATH or mongodb://…');
  }
  return openFile(address);
}

const openFile = (path: string): Promise<Store> => (load('./sqlite') as typeof SqliteStore).openSqliteStore({ path });

const openMongo = (url: string): Promise<Store> => (load('./mongodb') as typeof MongoStore).openMongoStore({ url });
