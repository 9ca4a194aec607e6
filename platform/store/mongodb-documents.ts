import type { Document } from 'mongodb';
import { idOf } from '../domain/ids';
import { valueAt } from './field-path';
import type { IndexSpec, StoredDocument } from './port';

/**
 * Two fields of ours beside the document's own. Their names hold a `%`, which in a document's own keys is always
 * escaped, so they meet no other.
 */
const UNIQUE = '%unique';
const ESCAPED = '%escaped';

/** Name of a unique index inside `%unique`. */
const labelOf = ({ fields }: IndexSpec): string => idOf('unique', ...fields);

/** The path that holds the values of a unique index as one text. */
export const uniquePath = (index: IndexSpec): string => `${UNIQUE}.${labelOf(index)}`;

/**
 * A document as it is stored. The values of each unique index stand in one text of their own; a document that lacks
 * one of them has its id there instead, which meets no other. So a plain unique index does what the port asks on any
 * server of the MongoDB protocol, also on those without partial indexes. Keys with dots or dollar signs are escaped.
 */
export function storedFrom(document: StoredDocument, unique: readonly IndexSpec[]): Document & { _id: string } {
  const escaped = escape(document) as Document;
  const texts = unique.map((index) => [labelOf(index), uniqueText(document, index)] as const);
  return {
    ...escaped,
    _id: document._id,
    ...(unique.length === 0 ? {} : { [UNIQUE]: Object.fromEntries(texts) }),
    ...(escaped === document ? {} : { [ESCAPED]: true }),
  };
}

function uniqueText(document: StoredDocument, { fields }: IndexSpec): string {
  const values = fields.map((path) => valueAt(document, path) ?? null);
  return JSON.stringify(values.includes(null) ? { id: document._id } : values);
}

/** The document as it was given. */
export function documentFrom<T extends StoredDocument>(stored: Document): T {
  const { [UNIQUE]: _unique, [ESCAPED]: isEscaped, ...document } = stored;
  return (isEscaped === true ? unescape(document) : document) as T;
}

/** Fields to set on a stored document. */
export function patchFrom(fields: Document): Document {
  const escaped = escape(fields) as Document;
  return escaped === fields ? fields : { ...escaped, [ESCAPED]: true };
}

/** The same value when no key in it needs escaping, else a copy. */
function escape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(escape);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const before = Object.entries(value);
  const after = before.map(([key, item]) => [escapeKey(key), escape(item)] as const);
  const isSame = after.every(([key, item], index) => key === before[index]?.[0] && item === before[index]?.[1]);
  return isSame ? value : Object.fromEntries(after);
}

function unescape(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unescape);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [decodeURIComponent(key), unescape(item)]));
}

const escapeKey = (key: string): string =>
  /[.%]|^\$/.test(key) ? key.replaceAll('%', '%25').replaceAll('.', '%2E').replace(/^\$/, '%24') : key;
