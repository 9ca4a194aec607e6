import Database from 'libsql';
import { HubError } from '../domain/errors';
import { checkWritable, isLocked, sqliteError } from './sqlite-errors';
import type { SqlValue } from './sqlite-filter';
import { createLockWaiting } from './sqlite-lock';

const STATEMENTS = 500; // prepared statements kept at once
const BUSY_TIMEOUT = 10_000; // 10 seconds for another thread or process to finish its write

/** What is used of one open database file. Every method throws HubError only. */
export interface SqliteConnection {
  /** Rows as lists of column values. */
  all(sql: string, values?: readonly SqlValue[]): Promise<unknown[][]>;
  /** Runs one statement as a transaction by itself; returns how many rows it changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
  /** Runs `work` in one write transaction: all of it is stored, or none. `work` is synchronous. */
  transaction<T>(work: (run: RunStatement) => T): Promise<T>;
  close(): void;
}

/** Runs a statement within a transaction; returns how many rows it changed. */
export type RunStatement = (sql: string, values?: readonly SqlValue[]) => number;

export interface SqliteOptions {
  /** The database file; its folder must exist. `:memory:` lives as long as the connection. */
  readonly path: string;
  /** Milliseconds to wait for another writer; 10 seconds unless told. */
  readonly busyTimeout?: number;
}

/**
 * Opens a database file for use by several threads and processes at once: write-ahead log, and a commit returns only
 * when it is on disk (synchronous=FULL). What finds the database free is done when the call returns; else it waits in
 * turn, and the thread does other things meanwhile.
 */
export function openConnection({ path, busyTimeout = BUSY_TIMEOUT }: SqliteOptions): SqliteConnection {
  if (path !== ':memory:') checkWritable(path);
  const database = guarded(path, () => open(path, busyTimeout));
  const statements = statementCache((sql) => rowsAsLists(database.prepare<unknown[]>(sql)));
  const waiting = createLockWaiting({ isLocked, patience: busyTimeout });
  let isOpen = true;
  const use = <T>(work: () => T): T => {
    if (!isOpen) throw new HubError('SOURCE_UNAVAILABLE', 'the store is closed', { source: 'store' });
    return work();
  };
  const run: RunStatement = (sql, values = []) => statements(sql).run(...values).changes;
  const named = async <T>(result: Promise<T>): Promise<T> =>
    result.catch((error: unknown) => {
      throw sqliteError(error, path);
    });
  return {
    all: (sql, values = []) => named(waiting.read(() => use(() => statements(sql).all(...values) as unknown[][]))),
    run: (sql, values) => named(waiting.write(() => use(() => run(sql, values)))),
    transaction: (work) => named(waiting.write(() => use(() => inTransaction(database, () => work(run))))),
    close: () => {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

/** The file as it is opened may be locked too; from then on a locked database refuses at once, and it is waited here. */
function open(path: string, busyTimeout: number): Database.Database {
  const database = new Database(path, { timeout: busyTimeout });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 0');
  return database;
}

/** Only a statement that returns rows can be told how to return them. */
const rowsAsLists = (statement: Database.Statement): Database.Statement =>
  statement.reader ? statement.raw() : statement;

function inTransaction<T>(database: Database.Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk rolls back by itself.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteError(error, path);
  }
}

/** Keeps the statements used last; the oldest is dropped when there are too many. */
function statementCache(prepare: (sql: string) => Database.Statement): (sql: string) => Database.Statement {
  const kept = new Map<string, Database.Statement>();
  return (sql) => {
    const found = kept.get(sql);
    const statement = found ?? prepare(sql);
    if (found !== undefined) kept.delete(sql);
    kept.set(sql, statement);
    if (kept.size > STATEMENTS) kept.delete(kept.keys().next().value as string);
    return statement;
  };
}
