import type { Data } from './fetcher';
import { own } from './own-property';

/** A plan's path to objects of the answer: response names, and `@` for each item of a list. */
export type PlanPath = readonly (string | number)[];

/** A place in the answer. */
export type Path = readonly (string | number)[];

/** The objects at a path, each once however many places share it; what is null on the way has none. */
export function objectsAt(root: Data, path: PlanPath): readonly Data[] {
  let found: unknown[] = [root];
  for (const part of path) {
    const next = part === '@' ? itemsOf(found) : namedIn(found, String(part));
    found = next.length > 1 ? [...new Set(next)] : next;
  }
  return found.some(Array.isArray) ? (found.flat(Infinity).filter(isPresent) as Data[]) : (found as Data[]);
}

function namedIn(objects: readonly unknown[], name: string): unknown[] {
  const found: unknown[] = [];
  for (const object of objects) {
    const value = own(object as Data, name);
    if (isPresent(value)) found.push(value);
  }
  return found;
}

function itemsOf(lists: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (const list of lists) {
    if (!Array.isArray(list)) continue;
    for (const item of list as unknown[]) if (isPresent(item)) found.push(item);
  }
  return found;
}

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;

/** Where in the answer each object at a path stands: the paths of errors are looked up here, and nowhere else. */
export function placesAt(root: Data, path: PlanPath): ReadonlyMap<unknown, readonly Path[]> {
  const places = new Map<unknown, Path[]>();
  walk(root, path, [], (object, at) => {
    const known = places.get(object);
    if (known) known.push(at);
    else places.set(object, [at]);
  });
  return places;
}

function walk(value: unknown, path: PlanPath, at: Path, found: (object: unknown, at: Path) => void): void {
  if (value === null || value === undefined) return;
  const [part, ...rest] = path;
  if (Array.isArray(value)) {
    const below = part === '@' ? rest : path;
    for (const [index, item] of value.entries()) walk(item, below, [...at, index], found);
  } else if (part === undefined) {
    found(value, at);
  } else if (part !== '@') {
    walk(own(value as Data, String(part)), rest, [...at, part], found);
  }
}
