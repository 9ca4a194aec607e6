import { caseFormsOf, type Condition, type FieldTest } from './filter';
import type { Scalar } from './port';

/** SQL text and the values of its `?` marks, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export type SqlValue = string | number | null;

const NEVER: Sql = { text: '0', values: [] };
const ALWAYS: Sql = { text: '1', values: [] };

/** JSON path of a checked field path, as an SQL literal. */
const jsonPath = (path: string): string =>
  `'$.${path
    .split('.')
    .map((part) => `"${part}"`)
    .join('.')}'`;

/**
 * The SQL expression of a field: the same text in queries and in indexes, so that queries find their index. JSON
 * booleans come out as 0 and 1, lists and objects as their JSON text, null and absent as NULL.
 */
export function fieldSql(path: string): string {
  if (path === '_id') return 'id';
  return path === 'version' ? 'version' : `json_extract(doc, ${jsonPath(path)})`;
}

/** The JSON type of a field: 'true', 'text', 'array' …, NULL when absent. */
function typeSql(path: string): string {
  if (path === '_id') return "'text'";
  return path === 'version' ? "'integer'" : `json_type(doc, ${jsonPath(path)})`;
}

/** The field as JSON text, which tells every value apart: `null` when absent. */
export function jsonTextSql(path: string): string {
  if (path === '_id') return 'json_quote(id)';
  return path === 'version' ? 'json_quote(version)' : `coalesce(doc -> ${jsonPath(path)}, 'null')`;
}

/** Compiles a condition; the result is an SQL expression to stand after WHERE. */
export function conditionSql(condition: Condition): Sql {
  if (condition.kind === 'test') return testSql(condition.test);
  const parts = condition.parts.map(conditionSql);
  if (parts.length === 0) return condition.kind === 'every' ? ALWAYS : NEVER;
  return joined(parts, condition.kind === 'every' ? ' AND ' : ' OR ');
}

/** Joins expressions by AND or OR, each in parentheses. */
export function joined(parts: readonly Sql[], by: ' AND ' | ' OR '): Sql {
  return { text: parts.map((part) => `(${part.text})`).join(by), values: parts.flatMap((part) => part.values) };
}

function testSql(test: FieldTest): Sql {
  switch (test.operator) {
    case 'eq':
      return equals(test.path, test.value);
    case 'ne':
      return isNot(equals(test.path, test.value));
    case 'in':
      return isOneOf(test.path, test.values);
    case 'notIn':
      return isNot(isOneOf(test.path, test.values));
    case 'has':
      return has(test.path, test.value);
    case 'startsWith':
      return startsWith(test.path, test.text);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compares(test.path, test.operator, test.value);
  }
}

/** SQL's NULL counts as "does not hold", so the negation also matches documents without the field. */
const isNot = (sql: Sql): Sql => ({ text: `(${sql.text}) IS NOT TRUE`, values: sql.values });

/** Columns have one type each; SQLite would convert an operand of another type instead of refusing it. */
function canHold(path: string, value: Scalar): boolean {
  if (path === '_id') return typeof value === 'string';
  return path !== 'version' || typeof value === 'number' || value === null;
}

function equals(path: string, value: Scalar): Sql {
  const field = fieldSql(path);
  if (!canHold(path, value)) return NEVER;
  if (value === null) return { text: `${field} IS NULL`, values: [] };
  if (typeof value === 'boolean')
    return { text: `${field} = ${Number(value)} AND ${isType(path, [String(value)])}`, values: [] };
  return { text: `${field} = ? AND ${looksRight(path, value)}`, values: [value] };
}

function isOneOf(path: string, all: readonly Scalar[]): Sql {
  const values = all.filter((value) => canHold(path, value));
  const [first] = values;
  if (first === undefined) return NEVER;
  if (values.length === 1) return equals(path, first);
  const texts = values.filter((value) => typeof value === 'string');
  const numbers = values.filter((value) => typeof value === 'number');
  const lists = [texts, numbers].flatMap((some): Sql[] => {
    const [one] = some;
    if (one === undefined) return [];
    const text = `${fieldSql(path)} IN (SELECT value FROM json_each(?)) AND ${looksRight(path, one)}`;
    return [{ text, values: [JSON.stringify(some)] }];
  });
  const others = values.filter((value) => value === null || typeof value === 'boolean');
  return joined([...lists, ...[...new Set(others)].map((value) => equals(path, value))], ' OR ');
}

const SQL_OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function compares(path: string, operator: keyof typeof SQL_OPERATORS, value: Scalar): Sql {
  const field = fieldSql(path);
  if (!canHold(path, value)) return NEVER;
  if (value === null) return operator === 'gt' || operator === 'lt' ? NEVER : { text: `${field} IS NULL`, values: [] };
  const sign = SQL_OPERATORS[operator];
  if (typeof value === 'boolean') {
    return { text: `${field} ${sign} ${Number(value)} AND ${isType(path, ['true', 'false'])}`, values: [] };
  }
  // Numbers sort before text: the other type is kept out by a bound that the same index range serves.
  const bound = typeof value === 'number' ? `${field} < ''` : `${field} >= ''`;
  return { text: `${field} ${sign} ? AND ${bound} AND ${looksRight(path, value)}`, values: [value] };
}

function has(path: string, value: Scalar): Sql {
  if (path === '_id' || path === 'version') return NEVER;
  const types = typeof value === 'number' ? ['integer', 'real'] : [typeof value === 'string' ? 'text' : String(value)];
  const sameValue = typeof value === 'number' || typeof value === 'string' ? ' AND item.value = ?' : '';
  const items = `SELECT 1 FROM json_each(doc, ${jsonPath(path)}) AS item WHERE item.type IN (${quoted(types)})${sameValue}`;
  return {
    text: `${isType(path, ['array'])} AND EXISTS (${items})`,
    values: sameValue === '' ? [] : [value as string | number],
  };
}

function startsWith(path: string, text: string): Sql {
  if (path === 'version') return NEVER;
  const pattern = caseFormsOf(text).map(globOf).join('');
  return { text: `${fieldSql(path)} GLOB ? AND ${isType(path, ['text'])}`, values: [`${pattern}*`] };
}

/** One character in its forms as a GLOB pattern; the pattern's own signs stand in a class, where they mean nothing. */
function globOf(forms: readonly string[]): string {
  const [first = ''] = forms;
  return forms.length > 1 || '*?['.includes(first) ? `[${forms.join('')}]` : first;
}

/**
 * Keeps out a boolean that reads as the number 0 or 1, and a list or object that reads as its JSON text. The JSON is
 * looked at only where the value could be one.
 */
function looksRight(path: string, value: string | number): string {
  if (path === '_id' || path === 'version') return '1';
  const field = fieldSql(path);
  return typeof value === 'number'
    ? `(${field} NOT IN (0, 1) OR ${isType(path, ['integer', 'real'])})`
    : `(substr(${field}, 1, 1) NOT IN ('[', '{') OR ${isType(path, ['text'])})`;
}

const isType = (path: string, types: readonly string[]): string => `${typeSql(path)} IN (${quoted(types)})`;

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
