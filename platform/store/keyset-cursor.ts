import { HubError } from '../domain/errors';
import type { CursorSeal } from './cursor-seal';
import { fieldPath, isScalar, valueAt } from './field-path';
import type { Scalar, Sort, StoredDocument } from './port';

export type SortField = readonly [path: string, direction: 'asc' | 'desc'];

/**
 * Part of what comes after a cursor: documents whose first fields equal the cursor's, and whose next field lies
 * beyond it. The parts of one cursor are disjoint, and one after another they are in sort order.
 */
export interface KeysetRange {
  readonly equal: readonly (readonly [path: string, value: Scalar])[];
  readonly beyond:
    | { readonly path: string; readonly operator: 'gt' | 'lt'; readonly value: Exclude<Scalar, null> }
    | { readonly path: string; readonly operator: 'isNull' | 'isNotNull' };
}

/** The sort with the id as its last field, so that no two documents are equal under it. Throws BAD_INPUT. */
export function fullSortOf(sort: Sort = []): readonly SortField[] {
  for (const [path, direction] of sort) {
    fieldPath(path);
    if (direction !== 'asc' && direction !== 'desc') throw new HubError('BAD_INPUT', 'a sort is asc or desc');
  }
  const idAt = sort.findIndex(([path]) => path === '_id');
  return idAt >= 0 ? sort.slice(0, idAt + 1) : [...sort, ['_id', sort.at(-1)?.[1] ?? 'asc']];
}

/** A collection under a sort: what a cursor is a place in. */
export interface KeysetList {
  readonly collection: string;
  readonly sort: readonly SortField[];
  readonly seal: CursorSeal;
}

/** The place of a document in a list, as opaque text. */
export function cursorOf(document: StoredDocument, { collection, sort, seal }: KeysetList): string {
  const values = sort.map(([path]) => {
    const value = valueAt(document, path) ?? null;
    if (!isScalar(value)) throw new HubError('BAD_INPUT', `documents cannot be sorted by ${path}: it is not one value`);
    return value;
  });
  return seal.seal(nameOf(collection, sort), JSON.stringify(values));
}

/** What comes after a cursor, as ranges in order. Throws BAD_INPUT for a cursor that is not of this list. */
export function rangesAfter(cursor: string, { collection, sort, seal }: KeysetList): readonly KeysetRange[] {
  const values = JSON.parse(seal.open(nameOf(collection, sort), cursor)) as readonly Scalar[];
  return [...sort.keys()].reverse().flatMap((at) => {
    const equal = sort.slice(0, at).map(([path], index) => [path, values[index] ?? null] as const);
    const [path, direction] = sort[at] as SortField;
    return beyond(path, direction, values[at] ?? null).map((range) => ({ equal, beyond: range }));
  });
}

function beyond(path: string, direction: 'asc' | 'desc', value: Scalar): KeysetRange['beyond'][] {
  if (direction === 'asc')
    return value === null ? [{ path, operator: 'isNotNull' }] : [{ path, operator: 'gt', value }];
  if (value === null) return [];
  const below = { path, operator: 'lt', value } as const;
  return path === '_id' ? [below] : [below, { path, operator: 'isNull' }];
}

const names = new WeakMap<readonly SortField[], string>(); // one text for all items of a page

function nameOf(collection: string, sort: readonly SortField[]): string {
  const known = names.get(sort) ?? JSON.stringify([collection, ...sort]);
  names.set(sort, known);
  return known;
}
