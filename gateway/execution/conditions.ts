import {
  Kind,
  separateOperations,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Data } from './fetcher';
import { own } from './own-property';
import { withUsedVariables } from './used-variables';

/** Gives a document without `@skip` and `@include`, as they turn out for a request's variables. */
export type Decide = (variables: Readonly<Data>) => DocumentNode;

const MOST_KEPT = 16; // combinations of a document's conditions

/**
 * Prepares the conditions of a document of one operation. They are decided before planning: a plan that holds them
 * drops whole entities where only a field's requirement was left out. A selection set may end up empty.
 */
export function decideConditions(document: DocumentNode): Decide {
  const names = conditionVariables(document);
  if (names.length === 0 && !hasConditions(document)) return () => document;
  const defaults = defaultsOf(document);
  const decided = new Map<string, DocumentNode>();
  return (variables) => {
    const values = new Map(names.map((name) => [name, (own(variables, name) ?? defaults.get(name)) === true]));
    const key = [...values.values()].map(Number).join('');
    const known = decided.get(key) ?? withoutConditions(document, values);
    if (!decided.has(key) && decided.size >= MOST_KEPT) decided.clear();
    decided.set(key, known);
    return known;
  };
}

/** The same document with `__typename` in each empty selection set, which a plan cannot be made for. */
export const withoutEmptySelections = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: (set): SelectionSetNode | undefined =>
      set.selections.length > 0
        ? undefined
        : { ...set, selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }] },
  });

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

function conditionsIn(document: DocumentNode): readonly DirectiveNode[] {
  const found: DirectiveNode[] = [];
  visit(document, { Directive: (node) => (isCondition(node) ? void found.push(node) : undefined) });
  return found;
}

const hasConditions = (document: DocumentNode): boolean => conditionsIn(document).length > 0;

const conditionVariables = (document: DocumentNode): readonly string[] => [
  ...new Set(
    conditionsIn(document).flatMap(({ arguments: args }) => {
      const value = args?.[0]?.value;
      return value?.kind === Kind.VARIABLE ? [value.name.value] : [];
    }),
  ),
];

const defaultsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, boolean> =>
  new Map(
    definitions
      .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
      .flatMap(({ variableDefinitions = [] }) => variableDefinitions)
      .map(({ variable, defaultValue }) => [
        variable.name.value,
        defaultValue?.kind === Kind.BOOLEAN && defaultValue.value,
      ]),
  );

function withoutConditions(document: DocumentNode, values: ReadonlyMap<string, boolean>): DocumentNode {
  const holds = ({ arguments: args }: DirectiveNode): boolean => {
    const value = args?.[0]?.value;
    return value?.kind === Kind.VARIABLE
      ? values.get(value.name.value) === true
      : value?.kind === Kind.BOOLEAN && value.value;
  };
  const decided = (node: ASTNode & { readonly directives?: readonly DirectiveNode[] | undefined }) => {
    const conditions = node.directives?.filter(isCondition) ?? [];
    if (conditions.length === 0) return undefined;
    if (conditions.some((one) => holds(one) !== (one.name.value === 'include'))) return null;
    return { ...node, directives: node.directives?.filter((one) => !isCondition(one)) };
  };
  const rest = visit(document, { Field: decided, InlineFragment: decided, FragmentSpread: decided });
  // Fragments and variables that nothing uses any more would make the document invalid.
  const [alone] = Object.values(separateOperations(rest));
  return withUsedVariables(alone ?? rest);
}
