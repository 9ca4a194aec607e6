import { Kind, type FieldNode, type GraphQLObjectType, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { Fragments } from './fragments';
import { appliesTo } from './type-condition';

/** What fields are collected in. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
}

/** Fields that selection sets select on an object, by response name in order, its conditions decided before. GraphQL specification 6.3.2. */
export function collectFields(
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(type, set, selecting, fields);
  return fields;
}

function collect(
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  selecting: Selecting,
  into: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const nodes = into.get(name);
      if (nodes) nodes.push(selection);
      else into.set(name, [selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : selecting.fragments.get(selection.name.value);
    if (fragment && appliesTo(selecting.schema, fragment.typeCondition?.name.value, type.name)) {
      collect(type, fragment.selectionSet, selecting, into);
    }
  }
}
