import { idOf } from '../domain/ids';
import { fieldPath } from './field-path';
import { conditionOf } from './filter';
import type { KeysetRange, SortField } from './keyset-cursor';
import type { GroupSpec, IndexSpec, Scalar } from './port';
import { conditionSql, fieldSql, joined, jsonTextSql, type Sql } from './sqlite-filter';

/** Both expressions must hold. */
export const whereAll = (...parts: readonly Sql[]): Sql => joined(parts, ' AND ');

/** ORDER BY list; NULL comes first when ascending. */
export const orderSql = (sort: readonly SortField[]): string =>
  sort.map(([path, direction]) => `${fieldSql(path)} ${direction === 'asc' ? 'ASC' : 'DESC'}`).join(', ');

/** Compares plainly, across types, as ORDER BY does. */
export function rangeSql({ equal, beyond }: KeysetRange): Sql {
  const same = equal.map(([path, value]): Sql => {
    const field = fieldSql(path);
    return value === null ? { text: `${field} IS NULL`, values: [] } : { text: `${field} = ?`, values: [plain(value)] };
  });
  return whereAll(...same, beyondSql(beyond));
}

function beyondSql(beyond: KeysetRange['beyond']): Sql {
  const field = fieldSql(beyond.path);
  if (!('value' in beyond))
    return { text: `${field} IS ${beyond.operator === 'isNull' ? '' : 'NOT '}NULL`, values: [] };
  return { text: `${field} ${beyond.operator === 'gt' ? '>' : '<'} ?`, values: [plain(beyond.value)] };
}

const plain = (value: Exclude<Scalar, null>): string | number => (typeof value === 'boolean' ? Number(value) : value);

/** Selects count, then each key as JSON text, then each sum. */
export function groupSql(table: string, { by, sum = [], filter = {} }: GroupSpec): Sql {
  const keys = by.map((path) => jsonTextSql(fieldPath(path)));
  const sums = sum.map((path) => {
    const field = fieldSql(fieldPath(path));
    return `coalesce(sum(CASE WHEN typeof(${field}) IN ('integer', 'real') THEN ${field} END), 0)`;
  });
  const where = conditionSql(conditionOf(filter));
  const grouping = by.length === 0 ? 'HAVING count(*) > 0' : `GROUP BY ${keys.join(', ')}`;
  const columns = ['count(*)', ...keys, ...sums].join(', ');
  return { text: `SELECT ${columns} FROM ${table} WHERE ${where.text} ${grouping}`, values: where.values };
}

/** A table or index: its name in the database and the statement that makes it. */
export interface SchemaObject {
  readonly name: string;
  readonly sql: string;
}

/** The table of a collection, then its indexes. */
export function tableSql(name: string, indexes: readonly IndexSpec[]): readonly SchemaObject[] {
  const columns = 'id TEXT PRIMARY KEY NOT NULL, version INTEGER, doc TEXT NOT NULL';
  const table = { name, sql: `CREATE TABLE IF NOT EXISTS "${name}" (${columns}) STRICT` };
  return [table, ...indexes.map((index) => indexSql(name, index))];
}

/**
 * Fields of an index that is not unique are followed by the id, so that it also serves the sort order. A unique index
 * lets any number of rows with a NULL through.
 */
function indexSql(table: string, { fields, unique = false }: IndexSpec): SchemaObject {
  const paths = unique || fields.includes('_id') ? fields : [...fields, '_id'];
  const name = `${table}_by_${idOf(String(unique), ...fields)}`;
  const columns = paths.map((path) => fieldSql(fieldPath(path))).join(', ');
  return { name, sql: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS "${name}" ON "${table}" (${columns})` };
}
