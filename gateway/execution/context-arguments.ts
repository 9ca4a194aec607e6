import type { GraphQLSchema } from 'graphql';
import type { Data } from './fetcher';
import { own } from './own-property';
import { placesAt, type Path, type PlanPath } from './answer-paths';
import type { KeyRenamer } from './query-plan';
import { appliesTo } from './type-condition';

/** Objects for which the arguments that come from their context (`@fromContext`) have the same values. */
export interface InContext {
  readonly objects: readonly Data[];
  readonly variables: Readonly<Data>;
}

const UP = '..';
const FRAGMENT = '... on ';

/**
 * Divides the objects at a path by the values that their surroundings give to arguments. A rewrite's path starts at the
 * object, and goes up by `..` to what it stands in.
 */
export function byContext(
  objects: readonly Data[],
  rewrites: readonly KeyRenamer[],
  { root, path, schema }: { readonly root: Data; readonly path: PlanPath; readonly schema: GraphQLSchema },
): readonly InContext[] {
  const places = placesAt(root, path);
  const found = new Map<string, { objects: Data[]; variables: Data }>();
  for (const object of objects) {
    const [place = []] = places.get(object) ?? [];
    const variables: Data = {};
    for (const { path: from, renameKeyTo } of rewrites) {
      const value = valueFrom(root, place, from, schema);
      if (value !== undefined) variables[renameKeyTo] = value;
    }
    const key = JSON.stringify(variables);
    const known = found.get(key);
    if (known) known.objects.push(object);
    else found.set(key, { objects: [object], variables });
  }
  return [...found.values()];
}

function valueFrom(root: Data, place: Path, from: readonly string[], schema: GraphQLSchema): unknown {
  const ups = from.findIndex((part) => part !== UP);
  let at = place;
  for (let up = 0; up < ups; up += 1)
    at = at.slice(
      0,
      at.findLastIndex((part) => typeof part === 'string'),
    );
  // Within a list, the object itself is what its index leads to.
  let value: unknown = at.reduce<unknown>((object, part) => (object as Data)[part], root);
  for (const part of from.slice(ups)) {
    if (typeof value !== 'object' || value === null) return value;
    const object = value as Data;
    if (!part.startsWith(FRAGMENT)) value = own(object, part);
    else if (!appliesTo(schema, part.slice(FRAGMENT.length), String(object['__typename']))) return undefined;
  }
  return value;
}
