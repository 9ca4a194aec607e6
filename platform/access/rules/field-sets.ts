import { Kind, parse, type SelectionSetNode } from 'graphql';
import { namedTypeOf } from '../access-document';
import type { Declarations } from './declarations';

/**
 * Coordinates of the fields that a federation field set (`"id account { id }"`) of `type` names, nested ones included.
 * None for a text that is no field set: composition reports that itself.
 */
export function coordinatesIn(fieldSet: unknown, type: string, declared: Declarations): readonly string[] {
  const selection = selectionOf(String(fieldSet));
  return selection ? coordinatesOf(selection, type, declared) : [];
}

function coordinatesOf({ selections }: SelectionSetNode, type: string, declared: Declarations): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return coordinatesOf(selection.selectionSet, selection.typeCondition?.name.value ?? type, declared);
    }
    const coordinate = `${type}.${selection.name.value}`;
    const [field] = declared.of(coordinate);
    if (!selection.selectionSet || !field) return [coordinate];
    return [coordinate, ...coordinatesOf(selection.selectionSet, namedTypeOf(field.node.type), declared)];
  });
}

/** What a federation field set selects; undefined for a text that is none. */
export function selectionOf(fieldSet: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}
