import {
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { HubError } from '../platform/domain/errors';
import { fragmentsOf } from './execution/fragments';

/** How large a document is, fragments counted wherever they are spread. */
export interface DocumentSize {
  /** Fields within fields. */
  readonly depth: number;
  /** Selections of any kind within one another. */
  readonly nesting: number;
  readonly aliases: number;
  /** Fields of Query, Mutation or Subscription. */
  readonly rootFields: number;
  /** Fields, inline fragments and spreads. */
  readonly selections: number;
  readonly directives: number;
  /** Lists and objects within one another in a literal. */
  readonly valueDepth: number;
  readonly variables: number;
  readonly operations: number;
}

const EMPTY: DocumentSize = {
  depth: 0,
  nesting: 0,
  aliases: 0,
  rootFields: 0,
  selections: 0,
  directives: 0,
  valueDepth: 0,
  variables: 0,
  operations: 0,
};

const add = (a: DocumentSize, b: DocumentSize): DocumentSize => ({
  depth: Math.max(a.depth, b.depth),
  nesting: Math.max(a.nesting, b.nesting),
  aliases: a.aliases + b.aliases,
  rootFields: a.rootFields + b.rootFields,
  selections: a.selections + b.selections,
  directives: a.directives + b.directives,
  valueDepth: Math.max(a.valueDepth, b.valueDepth),
  variables: a.variables + b.variables,
  operations: a.operations + b.operations,
});

type OfFragment = (name: string) => DocumentSize;

/**
 * Size of a document: its deepest operation, and all of its operations together; a fragment that no operation reaches
 * counts as one of its own. Each fragment is measured once, so it is linear in the text, whatever that multiplies out
 * to. Throws BAD_INPUT for a fragment that spreads itself.
 */
export function measure(document: DocumentNode): DocumentSize {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, DocumentSize | 'OPEN'>();
  const ofFragment: OfFragment = (name) => {
    const known = measured.get(name);
    if (known === 'OPEN') throw new HubError('BAD_INPUT', 'a fragment may not spread itself');
    if (known) return known;
    measured.set(name, 'OPEN');
    const fragment = fragments.get(name);
    const size = fragment ? ofDefinition(fragment, ofFragment) : EMPTY;
    measured.set(name, size);
    return size;
  };
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  // Only one of the operations runs; what the text costs before that, all of them cost together.
  const reached = operations
    .map((node) => ofOperation(node, ofFragment))
    .reduce((a, b) => ({ ...add(a, b), rootFields: Math.max(a.rootFields, b.rootFields) }), EMPTY);
  const unreached = [...fragments.keys()].filter((name) => !measured.has(name));
  return unreached.map((name) => ({ ...ofFragment(name), rootFields: 0 })).reduce(add, reached);
}

function ofOperation(node: OperationDefinitionNode, ofFragment: OfFragment): DocumentSize {
  const definitions = node.variableDefinitions ?? [];
  const defaults = definitions.map(({ defaultValue, directives }) =>
    add(ofDirectives(directives), { ...EMPTY, valueDepth: defaultValue ? depthOfValue(defaultValue) : 0 }),
  );
  const head = { ...EMPTY, variables: definitions.length, operations: 1 };
  return defaults.reduce(add, add(head, ofDefinition(node, ofFragment)));
}

const ofDefinition = (
  { directives, selectionSet }: OperationDefinitionNode | FragmentDefinitionNode,
  ofFragment: OfFragment,
): DocumentSize => add(ofDirectives(directives), ofSelections(selectionSet, ofFragment));

/** Size of one selection set; its `rootFields` are the fields of its own level. */
function ofSelections({ selections }: SelectionSetNode, ofFragment: OfFragment): DocumentSize {
  let size = EMPTY;
  for (const selection of selections) {
    const own = { ...ofDirectives(selection.directives), selections: 1 };
    if (selection.kind === Kind.FIELD) {
      size = add(size, add(own, ofField(selection, ofFragment)));
    } else {
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSelections(selection.selectionSet, ofFragment);
      size = add(size, add(own, { ...below, nesting: below.nesting + 1 }));
    }
  }
  return size;
}

function ofField({ alias, arguments: args, selectionSet }: FieldNode, ofFragment: OfFragment): DocumentSize {
  const below = selectionSet ? ofSelections(selectionSet, ofFragment) : EMPTY;
  return {
    ...below,
    depth: below.depth + 1,
    nesting: below.nesting + 1,
    aliases: below.aliases + (alias ? 1 : 0),
    rootFields: 1,
    valueDepth: (args ?? []).reduce((most, { value }) => Math.max(most, depthOfValue(value)), below.valueDepth),
  };
}

const ofDirectives = (directives: readonly (DirectiveNode | ConstDirectiveNode)[] = []): DocumentSize =>
  directives.length === 0
    ? EMPTY
    : {
        ...EMPTY,
        directives: directives.length,
        valueDepth: Math.max(
          ...directives.map((node) => Math.max(0, ...(node.arguments ?? []).map(({ value }) => depthOfValue(value)))),
        ),
      };

/** Lists and objects within one another: 0 for a plain value. Does not recurse, so that no literal is too deep for it. */
function depthOfValue(value: ValueNode): number {
  let level: readonly ASTNode[] = [value];
  let depth = 0;
  for (;;) {
    const containers = level.filter((node) => node.kind === Kind.LIST || node.kind === Kind.OBJECT);
    if (containers.length === 0) return depth;
    depth += 1;
    level = containers.flatMap((node): readonly ASTNode[] =>
      node.kind === Kind.LIST ? node.values : node.fields.map((field) => field.value),
    );
  }
}
