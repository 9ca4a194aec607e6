import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import type { Data } from './fetcher';
import { fragmentsOf, type Fragments } from './fragments';
import { isInherited, own } from './own-property';

/** What a fetch selects: for each response name null for a leaf, or the shape of the objects below it. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- a type alias cannot name itself
export interface Shape extends ReadonlyMap<string, Shape | null> {}

type Growing = Map<string, Growing | null>;

/** Shape of the objects that an operation answers: its root, or the entities of a fetch by reference. */
export function shapeOf(document: DocumentNode, { ofEntities }: { readonly ofEntities: boolean }): Shape {
  const fragments = fragmentsOf(document);
  const shape: Growing = new Map();
  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) grow(shape, node.selectionSet, fragments);
  }
  return ofEntities ? (shape.get('_entities') ?? new Map()) : shape;
}

function grow(shape: Growing, { selections }: SelectionSetNode, fragments: Fragments): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (fragment) grow(shape, fragment.selectionSet, fragments);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      grow(shape, selection.selectionSet, fragments);
    } else {
      const name = (selection.alias ?? selection.name).value;
      const below = selection.selectionSet ? (shape.get(name) ?? new Map<string, Growing | null>()) : null;
      if (below && selection.selectionSet) grow(below, selection.selectionSet, fragments);
      shape.set(name, below);
    }
  }
}

/** The same shape with keys as a plan's rewrites leave them. */
export function renamedShape(shape: Shape, renames: ReadonlyMap<string, string>): Shape {
  if (renames.size === 0) return shape;
  const renamed: Growing = new Map();
  for (const [name, below] of shape) {
    const to = renames.get(name) ?? name;
    const nested = below && (renamedShape(below, renames) as Growing);
    renamed.set(to, nested && new Map([...(renamed.get(to) ?? []), ...nested]));
  }
  return renamed;
}

/**
 * Copies what a fetch answered into an object of the answer: leaves replaced, objects merged, lists item by item. What
 * the target lacks it gets as it is, not as a copy: then both share it.
 */
export type Merge = (target: Data, source: Data) => void;

/**
 * Compiles a merge. Generated per shape, so that each place of the code meets objects of one form only. `interfaces` are
 * the names of interfaces: a subgraph that knows one as an object type tells nothing of what type an object has.
 */
export function compileMerge(shape: Shape, interfaces: ReadonlySet<string>): Merge {
  const nested: ((target: unknown, source: unknown) => void)[] = [];
  const lines = [...shape].map(([name, below]) => {
    const at = JSON.stringify(name);
    const read = isInherited(name) ? `Object.hasOwn(source,${at})?source[${at}]:undefined` : `source[${at}]`;
    const isTold = name === '__typename' ? '&&(target.__typename===undefined||!interfaces.has(v))' : '';
    if (!below) return `v=${read};if(v!==undefined${isTold})target[${at}]=v;`;
    const index = nested.push(mergeNested(compileMerge(below, interfaces))) - 1;
    const old = isInherited(name) ? `Object.hasOwn(target,${at})?target[${at}]:undefined` : `target[${at}]`;
    return `v=${read};if(v!==undefined){o=${old};if(o==null)target[${at}]=v;else if(v!==null)nested[${index}](o,v);}`;
  });
  // Response names are GraphQL names, and stand in the code as JSON texts.
  const make = new Function('nested', 'interfaces', `'use strict';return (target,source)=>{let v,o;${lines.join('')}}`); // eslint-disable-line @typescript-eslint/no-implied-eval
  return make(nested, interfaces) as Merge; // eslint-disable-line @typescript-eslint/no-unsafe-call -- the function made above
}

const mergeNested =
  (merge: Merge) =>
  (target: unknown, source: unknown): void => {
    if (!Array.isArray(target) || !Array.isArray(source)) {
      if (!Array.isArray(target) && !Array.isArray(source)) merge(target as Data, source as Data);
      return;
    }
    for (const [index, item] of (source as unknown[]).entries()) {
      const old: unknown = target[index];
      if (old === null || old === undefined) target[index] = item;
      else if (item !== null) mergeNested(merge)(old, item);
    }
  };

/** A copy of what a fetch of this shape answered, without what others have merged into it since. */
export function copyAlong(shape: Shape, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => copyAlong(shape, item));
  if (typeof value !== 'object' || value === null) return value;
  const copy: Data = {};
  for (const [name, below] of shape) {
    const held = own(value as Data, name);
    if (held !== undefined) copy[name] = below ? copyAlong(below, held) : held;
  }
  return copy;
}
