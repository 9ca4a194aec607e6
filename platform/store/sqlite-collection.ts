import { HubError } from '../domain/errors';
import { checkSize } from './document-size';
import { checkDocument, checkPatch, checkVersions, limitOf } from './documents';
import { conditionOf } from './filter';
import type { CursorSeal } from './cursor-seal';
import { fullSortOf, rangesAfter, type SortField } from './keyset-cursor';
import type {
  Collection,
  CollectionSpec,
  Filter,
  FindOptions,
  Group,
  GroupSpec,
  IndexSpec,
  InsertManyOptions,
  InsertManyResult,
  Json,
  Page,
  Sort,
  StoredDocument,
} from './port';
import type { SqliteConnection } from './sqlite-connection';
import { conditionSql, type Sql } from './sqlite-filter';
import { groupSql, orderSql, rangeSql, whereAll } from './sqlite-query';
import { groupOf, iteratePages, pageOf } from './results';

type Versioned<T> = T & { readonly version: number };

/** One table: `id`, `version` and the whole document as JSON text. The table and its indexes exist already. */
export class SqliteCollection<T extends StoredDocument> implements Collection<T> {
  readonly #db: SqliteConnection;
  readonly #table: string;

  readonly #indexes: readonly IndexSpec[];
  readonly #seal: CursorSeal;
  readonly name: string;

  constructor(connection: SqliteConnection, { name, indexes = [] }: CollectionSpec, seal: CursorSeal) {
    this.name = name;
    this.#seal = seal;
    this.#db = connection;
    this.#table = `"${name}"`;
    this.#indexes = indexes;
  }

  async insert(document: T): Promise<void> {
    await this.#db.run(`INSERT INTO ${this.#table} VALUES (?, ?, ?)`, rowOf(document));
  }

  async insertMany(documents: readonly T[], options: InsertManyOptions = {}): Promise<InsertManyResult> {
    const sql = `INSERT INTO ${this.#table} VALUES (?, ?, ?) ON CONFLICT DO NOTHING`;
    if (documents.length === 0) return { inserted: 0, duplicates: [] };
    return this.#db.transaction((run) => {
      const duplicates: string[] = [];
      // Each row is written out on its turn: the texts of all at once can be large.
      for (const [index, document] of documents.entries()) {
        if (run(sql, rowOf(document)) === 1) continue;
        duplicates.push(document._id);
        if (options.stopAtDuplicate === true) return { inserted: index, duplicates };
      }
      return { inserted: documents.length - duplicates.length, duplicates };
    });
  }

  async get(id: string): Promise<T | null> {
    const [row] = await this.#db.all(`SELECT doc FROM ${this.#table} WHERE id = ?`, [id]);
    return row === undefined ? null : this.#document(row);
  }

  async getMany(ids: readonly string[]): Promise<readonly (T | null)[]> {
    const sql = `SELECT id, doc FROM ${this.#table} WHERE id IN (SELECT value FROM json_each(?))`;
    const rows = ids.length === 0 ? [] : await this.#db.all(sql, [JSON.stringify(ids)]);
    const found = new Map(rows.map(([id, doc]) => [id as string, doc as string]));
    return ids.map((id) => {
      const doc = found.get(id);
      return doc === undefined ? null : (JSON.parse(doc) as T);
    });
  }

  async find(filter: Filter, { sort, limit, bytes, after = null }: FindOptions = {}): Promise<Page<T>> {
    const order = fullSortOf(sort);
    return this.#page(conditionSql(conditionOf(filter)), order, { limit: limitOf(limit), bytes, after });
  }

  iterate(filter: Filter, { sort, batch }: { readonly sort?: Sort; readonly batch?: number } = {}): AsyncIterable<T> {
    const limit = limitOf(batch ?? 500);
    return iteratePages((after) => this.find(filter, { limit, after, ...(sort && { sort }) }));
  }

  async compareAndSet(document: Versioned<T>, expected: number): Promise<boolean> {
    if (document.version <= expected) throw new HubError('BAD_INPUT', 'a document must be set to a higher version');
    const row = rowOf(document);
    if (expected === 0) {
      const insert = `INSERT INTO ${this.#table} VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING`;
      return (await this.#db.run(insert, row)) === 1;
    }
    const sql = `UPDATE ${this.#table} SET version = ?, doc = ? WHERE id = ? AND version = ?`;
    return (await this.#db.run(sql, [row[1], row[2], row[0], expected])) === 1;
  }

  async upsert(document: T): Promise<void> {
    await this.upsertMany([document]);
  }

  async upsertMany(documents: readonly T[]): Promise<void> {
    await this.#replace(documents, '');
  }

  async upsertNewer(documents: readonly Versioned<T>[]): Promise<void> {
    checkVersions(documents);
    await this.#replace(documents, ` WHERE coalesce(${this.#table}.version, -1) < excluded.version`);
  }

  async patchMany(ids: readonly string[], fields: { readonly [field: string]: Json }): Promise<void> {
    checkPatch(fields, this.#indexes);
    const paths = Object.keys(fields).map((field) => `, '$."${field}"', json(?)`);
    const values = Object.values(fields).map((value) => JSON.stringify(value));
    const where = 'id IN (SELECT value FROM json_each(?))';
    const sql = `UPDATE ${this.#table} SET doc = json_set(doc${paths.join('')}) WHERE ${where}`;
    if (ids.length > 0) await this.#db.run(sql, [...values, JSON.stringify(ids)]);
  }

  async remove(filter: Filter): Promise<number> {
    const where = conditionSql(conditionOf(filter));
    return this.#db.run(`DELETE FROM ${this.#table} WHERE ${where.text}`, where.values);
  }

  async count(filter: Filter): Promise<number> {
    const where = conditionSql(conditionOf(filter));
    const [row] = await this.#db.all(`SELECT count(*) FROM ${this.#table} WHERE ${where.text}`, where.values);
    return row?.[0] as number;
  }

  async group(spec: GroupSpec): Promise<readonly Group[]> {
    const { text, values } = groupSql(this.#table, spec);
    const rows = await this.#db.all(text, values);
    return rows.map(([count, ...rest]) => {
      const keys = rest.slice(0, spec.by.length).map((key): unknown => JSON.parse(key as string));
      return groupOf(spec, { count: count as number, keys, sums: rest.slice(spec.by.length) as number[] });
    });
  }

  /** Reads the ranges after the cursor one by one until the page is full: each is one stretch of an index. */
  async #page(
    where: Sql,
    sort: readonly SortField[],
    { limit, bytes = Infinity, after }: { limit: number; bytes: number | undefined; after: string | null },
  ): Promise<Page<T>> {
    const list = { collection: this.name, sort, seal: this.#seal };
    const ranges = after === null ? [where] : rangesAfter(after, list).map((range) => whereAll(where, rangeSql(range)));
    const rows: unknown[][] = [];
    let left = bytes;
    let isCut = false;
    for (const { text, values } of ranges) {
      const from = `FROM ${this.#table} WHERE ${text} ORDER BY ${orderSql(sort)} LIMIT ?`;
      let most = limit + 1 - rows.length;
      if (left !== Infinity) {
        const sizes = await this.#db.all(`SELECT octet_length(doc) ${from}`, [...values, most]);
        const fitting = fitOf(sizes.map(([size]) => size as number), { left, isFirst: rows.length === 0 }); // prettier-ignore
        isCut = fitting.count < sizes.length;
        most = fitting.count;
        left -= fitting.size;
      }
      if (most > 0) rows.push(...(await this.#db.all(`SELECT doc ${from}`, [...values, most])));
      if (isCut || rows.length > limit) break;
    }
    const items = rows.slice(0, limit).map((row) => this.#document(row));
    return pageOf(items, isCut || rows.length > limit, list);
  }

  /** A single statement is a transaction by itself. */
  async #replace(documents: readonly T[], unless: string): Promise<void> {
    const [first, ...others] = documents;
    const update = `DO UPDATE SET version = excluded.version, doc = excluded.doc${unless}`;
    const sql = `INSERT INTO ${this.#table} VALUES (?, ?, ?) ON CONFLICT (id) ${update}`;
    if (first === undefined) return;
    if (others.length === 0) return void (await this.#db.run(sql, rowOf(first)));
    await this.#db.transaction((run) => {
      for (const document of documents) run(sql, rowOf(document));
    });
  }

  #document([doc]: readonly unknown[]): T {
    return JSON.parse(doc as string) as T;
  }
}

function rowOf(document: StoredDocument): [id: string, version: number | null, doc: string] {
  checkDocument(document);
  const text = JSON.stringify(document);
  checkSize(document, text);
  return [document._id, document.version ?? null, text];
}

/** How many documents of these sizes, from the first, fit into what is left, and how large they are together. */
function fitOf(
  sizes: readonly number[],
  { left, isFirst }: { readonly left: number; readonly isFirst: boolean },
): { readonly count: number; readonly size: number } {
  let size = 0;
  for (const [count, next] of sizes.entries()) {
    if (size + next > left && !(isFirst && count === 0)) return { count, size };
    size += next;
  }
  return { count: sizes.length, size };
}
