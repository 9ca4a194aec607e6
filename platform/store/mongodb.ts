import { MongoClient, type Db } from 'mongodb';
import { HubError } from '../domain/errors';
import { idOf } from '../domain/ids';
import { noCursors, openCursorSeal, SECRETS_COLLECTION, type StoredSecret } from './cursor-key';
import type { CursorSeal } from './cursor-seal';
import { collectionName } from './documents';
import { fieldPath } from './field-path';
import { MongoCollection } from './mongodb-collection';
import { uniquePath } from './mongodb-documents';
import { mongoError } from './mongodb-errors';
import { quirksOf, type Quirks } from './mongodb-quirks';
import type { Collection, CollectionSpec, IndexSpec, Store, StoredDocument } from './port';

const DATABASE = 'accord'; // when the address names none

export interface MongoStoreOptions {
  /** `mongodb://…/database` or `mongodb+srv://…`. */
  readonly url: string;
  /** Milliseconds to look for a server; 5 seconds unless told here or in the address. */
  readonly timeout?: number;
}

/**
 * The store over a MongoDB server, for many machines. Writes are acknowledged when a majority has them on disk, and
 * only such are read. Needs neither transactions nor change streams.
 * Throws BAD_INPUT for a malformed address or refused credentials, SOURCE_UNAVAILABLE when no server answers.
 */
export async function openMongoStore({ url, timeout = 5_000 }: MongoStoreOptions): Promise<Store> {
  const address = url.replace(/\/\/[^/]*@/, '//').replace(/\?.*$/, '');
  try {
    const client = new MongoClient(url, {
      ...(url.includes('serverSelectionTimeoutMS=') ? {} : { serverSelectionTimeoutMS: timeout }),
      ignoreUndefined: true,
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
    });
    const database = client.db(/^[^:]+:\/\/[^/]+\/([^?]+)/.exec(url)?.[1] ?? DATABASE);
    const quirks = await quirksOf(database).catch(async (error: unknown) => {
      await client.close();
      throw error;
    });
    return new MongoStore({ client, database, address, quirks });
  } catch (error) {
    throw mongoError(error, address);
  }
}

interface Connected {
  readonly client: MongoClient;
  readonly database: Db;
  readonly address: string;
  readonly quirks: Quirks;
}

class MongoStore implements Store {
  readonly #connected: Connected;
  #isOpen = true;
  #seal: Promise<CursorSeal> | null = null;

  constructor(connected: Connected) {
    this.#connected = connected;
  }

  async collection<T extends StoredDocument>(spec: CollectionSpec): Promise<Collection<T>> {
    this.#seal ??= this.#openCollection<StoredSecret>({ name: SECRETS_COLLECTION }, noCursors).then(openCursorSeal);
    this.#seal.catch(() => (this.#seal = null));
    return this.#openCollection(spec, await this.#seal);
  }

  async #openCollection<T extends StoredDocument>(
    { name, indexes = [] }: CollectionSpec,
    seal: CursorSeal,
  ): Promise<Collection<T>> {
    const collection = this.#connected.database.collection<{ _id: string }>(collectionName(name));
    const keys = indexes.flatMap(indexKeys);
    await this.#use(async () => {
      for (const { key, unique } of keys) {
        const label = idOf(String(unique), ...Object.keys(key));
        await collection.createIndex(key, { name: label, ...(unique && { unique }) });
      }
    });
    const { quirks } = this.#connected;
    return new MongoCollection<T>({ collection, indexes, quirks, seal, use: (work) => this.#use(work) });
  }

  async ping(): Promise<void> {
    await this.#use(() => this.#connected.database.command({ ping: 1 }));
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#connected.client.close();
  }

  async #use<R>(work: () => Promise<R>): Promise<R> {
    if (!this.#isOpen) throw new HubError('SOURCE_UNAVAILABLE', 'the store is closed', { source: 'store' });
    try {
      return await work();
    } catch (error) {
      throw mongoError(error, this.#connected.address);
    }
  }
}

/** A unique index keeps its values in a text of their own; the fields have a plain index besides, for finding. */
function indexKeys(index: IndexSpec): { readonly key: Record<string, 1>; readonly unique: boolean }[] {
  const paths = index.fields.includes('_id') ? index.fields : [...index.fields, '_id'];
  const key = Object.fromEntries(paths.map((path) => [fieldPath(path), 1 as const]));
  const plain = { key, unique: false };
  return index.unique === true ? [{ key: { [uniquePath(index)]: 1 }, unique: true }, plain] : [plain];
}
