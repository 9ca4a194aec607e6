import { Kind, visit, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf, type Fragments } from './execution/fragments';

/**
 * How many pairs of a document's fields share one place in the answer. Validation compares each of them (GraphQL
 * specification 5.3.2), so a thousand fields of one name cost it a million comparisons. Walks the document with its
 * fragments multiplied out: measure it first.
 */
export function sharedPlaces(document: DocumentNode): number {
  const fragments = fragmentsOf(document);
  return rootsOf(document)
    .map((set) => pairsIn([set], fragments))
    .reduce((sum, pairs) => sum + pairs, 0);
}

/** The selection sets from which all others are reached: operations, and fragments that nothing spreads. */
function rootsOf(document: DocumentNode): readonly SelectionSetNode[] {
  const spread = new Set<string>();
  visit(document, { FragmentSpread: ({ name }) => void spread.add(name.value) });
  return document.definitions.flatMap((node) => {
    if (node.kind === Kind.OPERATION_DEFINITION) return [node.selectionSet];
    return node.kind === Kind.FRAGMENT_DEFINITION && !spread.has(node.name.value) ? [node.selectionSet] : [];
  });
}

/** Pairs within the selection sets of one place, and within all places below it. */
function pairsIn(sets: readonly SelectionSetNode[], fragments: Fragments): number {
  const places = new Map<string, FieldNode[]>();
  for (const set of sets) collect(set, fragments, places);
  let pairs = 0;
  for (const nodes of places.values()) {
    pairs += (nodes.length * (nodes.length - 1)) / 2;
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (below.length > 0) pairs += pairsIn(below, fragments);
  }
  return pairs;
}

function collect({ selections }: SelectionSetNode, fragments: Fragments, places: Map<string, FieldNode[]>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const nodes = places.get(name) ?? [];
      nodes.push(selection);
      places.set(name, nodes);
      continue;
    }
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    if (set) collect(set, fragments, places);
  }
}
