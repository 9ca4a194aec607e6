import type { GraphQLSchema } from 'graphql';
import type { Data } from './fetcher';
import { own } from './own-property';
import type { Rewrite } from './query-plan';
import { appliesTo } from './type-condition';

const FRAGMENT = '... on ';

/**
 * Applies a plan's rewrites to a representation, or to what a fetch answered: a value set to another, a key renamed, at
 * every object that the path leads to. Changes the value in place.
 */
export function applyRewrites(rewrites: readonly Rewrite[], value: unknown, schema: GraphQLSchema): void {
  for (const rewrite of rewrites) {
    const last = rewrite.path.at(-1);
    if (last !== undefined)
      eachAt(rewrite.path.slice(0, -1), value, schema, (object) => rewriteOne(rewrite, last, object));
  }
}

function rewriteOne(rewrite: Rewrite, field: string, object: Data): void {
  if (rewrite.kind === 'ValueSetter') {
    object[field] = rewrite.setValueTo;
    return;
  }
  const value = own(object, field);
  if (value === undefined) return;
  object[rewrite.renameKeyTo] = value;
  delete object[field];
}

function eachAt(path: readonly string[], value: unknown, schema: GraphQLSchema, act: (object: Data) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) eachAt(path, item, schema, act);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Data;
  const [first, ...rest] = path;
  if (first === undefined) act(object);
  else if (!first.startsWith(FRAGMENT)) eachAt(rest, own(object, first), schema, act);
  else if (isOf(object, first.slice(FRAGMENT.length), schema)) eachAt(rest, object, schema, act);
}

/** An object that does not tell its type is taken for one of the type at hand. */
function isOf({ __typename }: Data, type: string, schema: GraphQLSchema): boolean {
  return typeof __typename !== 'string' || appliesTo(schema, type, __typename);
}

/** An error's path in what a fetch answered as the path after its rewrites. */
export function rewrittenPath(
  rewrites: readonly Rewrite[],
  path: readonly (string | number)[],
): readonly (string | number)[] {
  let renamed = path;
  for (const rewrite of rewrites) {
    if (rewrite.kind !== 'KeyRenamer') continue;
    const names = rewrite.path.filter((part) => !part.startsWith(FRAGMENT));
    renamed = renamedAlong(renamed, names, rewrite.renameKeyTo);
  }
  return renamed;
}

function renamedAlong(
  path: readonly (string | number)[],
  names: readonly string[],
  to: string,
): readonly (string | number)[] {
  let next = 0;
  for (const [index, part] of path.entries()) {
    if (typeof part === 'number') continue;
    if (part !== names[next]) return path;
    next += 1;
    if (next === names.length) return [...path.slice(0, index), to, ...path.slice(index + 1)];
  }
  return path;
}
