import { Kind, visit, type DocumentNode, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/**
 * The document with `__typename` once for each set of selections, under its own name. An object has one type whatever
 * names it is asked under, and the answer writes it under each: a subgraph need not tell it again for every one of them.
 */
export function typesAskedOnce(document: DocumentNode): DocumentNode {
  // Then the name is taken.
  if (hasField(document, ({ alias, name }) => alias?.value === '__typename' && name.value !== '__typename'))
    return document;
  return visit(document, {
    SelectionSet(set): SelectionSetNode | undefined {
      if (!set.selections.some(isAliased)) return undefined;
      return { ...set, selections: [...set.selections.filter((one) => !isTypename(one)), TYPENAME] };
    },
  });
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isTypename = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.name.value === '__typename';

const isAliased = (node: SelectionNode): boolean => isTypename(node) && 'alias' in node && node.alias !== undefined;

function hasField(document: DocumentNode, is: (node: FieldNode) => boolean): boolean {
  let found = false;
  visit(document, { Field: (node) => void (found ||= is(node)) });
  return found;
}
