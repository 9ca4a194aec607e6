import { noCursors, openCursorSeal, SECRETS_COLLECTION, type StoredSecret } from './cursor-key';
import type { CursorSeal } from './cursor-seal';
import { collectionName } from './documents';
import type { Collection, CollectionSpec, Store, StoredDocument } from './port';
import { SqliteCollection } from './sqlite-collection';
import { openConnection, type SqliteConnection, type SqliteOptions } from './sqlite-connection';
import { tableSql, type SchemaObject } from './sqlite-query';

/**
 * The embedded store: one SQLite file that several threads and processes may have open at once. A commit returns when
 * it is on disk; a full disk leaves nothing half-written.
 * Throws BAD_INPUT when the file cannot be written, SOURCE_UNAVAILABLE when it is locked or the disk is full.
 */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  return new SqliteStore(openConnection(options));
}

class SqliteStore implements Store {
  readonly #db: SqliteConnection;
  #seal: Promise<CursorSeal> | null = null;

  constructor(connection: SqliteConnection) {
    this.#db = connection;
  }

  async collection<T extends StoredDocument>(spec: CollectionSpec): Promise<Collection<T>> {
    this.#seal ??= this.#open<StoredSecret>({ name: SECRETS_COLLECTION }, noCursors).then(openCursorSeal);
    this.#seal.catch(() => (this.#seal = null));
    return this.#open(spec, await this.#seal);
  }

  async #open<T extends StoredDocument>(spec: CollectionSpec, seal: CursorSeal): Promise<Collection<T>> {
    const { name, indexes = [] } = spec;
    const objects = tableSql(collectionName(name), indexes);
    if (!(await this.#has(objects))) {
      await this.#db.transaction((run) => {
        for (const { sql } of objects) run(sql);
      });
    }
    return new SqliteCollection<T>(this.#db, spec, seal);
  }

  async ping(): Promise<void> {
    await this.#db.all('SELECT 1');
  }

  async close(): Promise<void> {
    this.#db.close();
  }

  /** Whether all of it is there already: then it is opened without the write lock. */
  async #has(objects: readonly SchemaObject[]): Promise<boolean> {
    const names = JSON.stringify(objects.map(({ name }) => name));
    const sql = 'SELECT count(*) FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))';
    const [row] = await this.#db.all(sql, [names]);
    return row?.[0] === objects.length;
  }
}
