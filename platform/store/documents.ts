import { HubError } from '../domain/errors';
import { fieldPath } from './field-path';
import type { IndexSpec, StoredDocument } from './port';

const DEFAULT_LIMIT = 1_000; // documents

/** Throws BAD_INPUT unless the document has an id, and a whole version where it has one. */
export function checkDocument(document: StoredDocument): void {
  const { _id: id, version } = document as { _id: unknown; version?: unknown };
  if (typeof id !== 'string' || id === '' || id.includes('\u0000')) {
    throw new HubError('BAD_INPUT', 'a document must have an id of at least one character');
  }
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw new HubError('BAD_INPUT', 'the version of a document must be a whole number');
  }
}

/** Throws BAD_INPUT unless every document has a version from 0 on. */
export function checkVersions(documents: readonly { readonly version: number }[]): void {
  if (documents.every(({ version }) => Number.isSafeInteger(version) && version >= 0)) return;
  throw new HubError('BAD_INPUT', 'only a document with a version can be newer');
}

/** Throws BAD_INPUT unless the fields to set are top-level ones that neither the id, version nor a unique index hold. */
export function checkPatch(fields: Readonly<Record<string, unknown>>, indexes: readonly IndexSpec[]): void {
  const names = Object.keys(fields);
  const paths = indexes.filter(({ unique }) => unique === true).flatMap((index) => index.fields);
  const fixed = new Set(['_id', 'version', ...paths.map((path) => path.split('.')[0])]);
  const isWrong = (name: string): boolean =>
    fixed.has(name) || fieldPath(name).includes('.') || fields[name] === undefined;
  if (names.length === 0 || names.some(isWrong)) {
    throw new HubError('BAD_INPUT', 'only top-level fields can be set, and none of a unique index');
  }
}

/** The most documents to return. Throws BAD_INPUT unless it is a whole number from 1. */
export function limitOf(limit: number = DEFAULT_LIMIT): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new HubError('BAD_INPUT', 'a limit must be at least 1');
  return limit;
}

const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/** Throws BAD_INPUT unless the name of a collection is lower-case words joined by `_`. */
export function collectionName(name: string): string {
  if (!NAME.test(name) || name.length > 100 || name.startsWith('sqlite_')) {
    throw new HubError('BAD_INPUT', 'a collection is named by lower-case words joined by _');
  }
  return name;
}
