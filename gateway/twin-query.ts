import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../platform/domain/errors';
import { twinOf } from './graph';

/** The one field of a subscription, as the client asked for it. */
export interface SubscriptionRoot {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
}

const twins = new WeakMap<DocumentNode, Map<string, DocumentNode>>();

/**
 * A subscription document as the query that its events run: same selections, variables, fragments and response names;
 * only the root is another. Made once per document. Throws BAD_INPUT unless the operation is there.
 */
export function twinQuery(document: DocumentNode, operationName: string | null | undefined): DocumentNode {
  const ofDocument = twins.get(document) ?? new Map<string, DocumentNode>();
  twins.set(document, ofDocument);
  const name = operationName ?? '';
  const made = ofDocument.get(name) ?? makeTwin(document, operationName);
  ofDocument.set(name, made);
  return made;
}

function makeTwin(document: DocumentNode, operationName: string | null | undefined): DocumentNode {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_INPUT', 'name the one operation of the document to run');
  const definitions = document.definitions.flatMap((node): readonly DefinitionNode[] => {
    if (node === operation) {
      return [{ ...operation, operation: OperationTypeNode.QUERY, selectionSet: ontoQuery(operation.selectionSet) }];
    }
    if (node.kind !== Kind.FRAGMENT_DEFINITION) return [];
    return [isOnSubscription(node) ? { ...node, ...onQuery(node) } : node];
  });
  return { kind: Kind.DOCUMENT, definitions };
}

const QUERY: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Query' } };

const isOnSubscription = ({ typeCondition }: FragmentDefinitionNode): boolean =>
  typeCondition.name.value === 'Subscription';

const onQuery = ({ selectionSet }: { readonly selectionSet: SelectionSetNode }) => ({
  typeCondition: QUERY,
  selectionSet: ontoQuery(selectionSet),
});

const ontoQuery = (set: SelectionSetNode): SelectionSetNode => ({ ...set, selections: set.selections.map(renamed) });

function renamed(selection: SelectionNode): SelectionNode {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
  if (selection.kind === Kind.INLINE_FRAGMENT) return { ...selection, ...onQuery(selection) };
  const { name, alias } = selection;
  return { ...selection, alias: alias ?? name, name: { kind: Kind.NAME, value: twinOf(name.value) } };
}

/**
 * The field that a valid subscription asks for and its arguments. Throws GraphQLErrors for variables that do not fit, and
 * BAD_INPUT for a condition at the root: another field than the first could be the one that runs.
 */
export function subscriptionRoot(
  schema: GraphQLSchema,
  document: DocumentNode,
  {
    operationName,
    variables,
  }: { readonly operationName: string | null; readonly variables: Readonly<Record<string, unknown>> },
): SubscriptionRoot {
  const operation = getOperationAST(document, operationName);
  if (operation && hasConditions(operation.selectionSet, document)) {
    throw new HubError('BAD_INPUT', 'the field of a subscription takes no @skip and no @include');
  }
  const node = operation && firstField(operation.selectionSet, document);
  const field = node && schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!operation || !field) throw new HubError('BAD_INPUT', 'a subscription must ask for one field');
  const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (errors) throw errors[0] ?? new GraphQLError('a variable does not fit its type');
  return { field: node.name.value, args: getArgumentValues(field, node, coerced) };
}

/** Whether any selection at the root, fragments followed, is conditional. */
const hasConditions = ({ selections }: SelectionSetNode, document: DocumentNode): boolean =>
  selections.some((selection) => {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return true;
    if (selection.kind === Kind.FIELD) return false;
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
    return fragment !== undefined && hasConditions(fragment.selectionSet, document);
  });

function firstField({ selections }: SelectionSetNode, document: DocumentNode): FieldNode | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
    const found = fragment && firstField(fragment.selectionSet, document);
    if (found) return found;
  }
  return undefined;
}

const fragmentOf = (document: DocumentNode, name: string): FragmentDefinitionNode | undefined =>
  document.definitions.find(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name,
  );
