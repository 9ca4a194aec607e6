import { randomBytes } from 'node:crypto';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  typeFromAST,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Nobody can guess it, so no name or value of a client's begins so. */
const RENAMED = `renamed_${randomBytes(6).toString('hex')}_`;

/** A document as the gateway library plans and answers it rightly. */
export interface Plannable {
  readonly document: DocumentNode;
  /** Whether response names were changed: `inClientNames` puts them back. */
  readonly isRenamed: boolean;
}

/**
 * Writes a valid document so that the library answers it rightly:
 * a response name that is the name of another field which the planner selects itself (see `joinedNamesOf`) would be
 * taken for that field, and would lead to another's record or a wrong `@requires` input, so it is renamed;
 * and a fragment on an abstract type within an object type, within which the library forgets the object type and so
 * loses what narrower fragments select, loses its type condition.
 */
export function plannable(document: DocumentNode, schema: GraphQLSchema, joined: ReadonlySet<string>): Plannable {
  let isRenamed = false;
  const named = visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value || !joined.has(alias)) return undefined;
      isRenamed = true;
      return { ...node, alias: { kind: Kind.NAME, value: `${RENAMED}${alias}` } };
    },
  });
  return { document: withoutWidening(named, schema), isRenamed };
}

/** The value with the client's own response names, in the order it came. */
export function inClientNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClientNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [clientName(name), inClientNames(one)]));
}

/** A name of an error's path as the client wrote it. */
export const clientName = <Step extends string | number>(step: Step): Step | string =>
  typeof step === 'string' && step.startsWith(RENAMED) ? step.slice(RENAMED.length) : step;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function withoutWidening(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const rewriter = new Rewriter(schema, fragments);
  const definitions = document.definitions.map((node) => {
    if (node.kind === Kind.OPERATION_DEFINITION) {
      const root = schema.getRootType(node.operation);
      return root ? { ...node, selectionSet: rewriter.narrow(node.selectionSet, root) } : node;
    }
    if (node.kind !== Kind.FRAGMENT_DEFINITION) return node;
    const type = typeFromAST(schema, node.typeCondition);
    return isCompositeType(type) ? { ...node, selectionSet: rewriter.narrow(node.selectionSet, type) } : node;
  });
  return rewriter.hasChanged ? withUsedFragments({ ...document, definitions }) : document;
}

class Rewriter {
  hasChanged = false;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
  ) {}

  narrow(set: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode {
    return { ...set, selections: set.selections.map((selection) => this.selection(selection, parent)) };
  }

  private selection(node: SelectionNode, parent: GraphQLCompositeType): SelectionNode {
    if (node.kind === Kind.FIELD) return this.field(node, parent);
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
    if (!fragment) return node;
    const condition = fragment.typeCondition && typeFromAST(this.schema, fragment.typeCondition);
    const type = isCompositeType(condition) ? condition : parent;
    if (isObjectType(parent) && isAbstractType(type)) {
      this.hasChanged = true;
      const { directives = [] } = node;
      return { kind: Kind.INLINE_FRAGMENT, directives, selectionSet: this.narrow(fragment.selectionSet, parent) };
    }
    return node.kind === Kind.INLINE_FRAGMENT ? { ...node, selectionSet: this.narrow(node.selectionSet, type) } : node;
  }

  private field(node: SelectionNode & { kind: Kind.FIELD }, parent: GraphQLCompositeType): SelectionNode {
    const fields = 'getFields' in parent ? parent.getFields() : {};
    const field = fields[node.name.value];
    const type = field && getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return node;
    return { ...node, selectionSet: this.narrow(node.selectionSet, type) };
  }
}

/** Without fragments that no longer are spread anywhere. */
function withUsedFragments(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, { FragmentSpread: ({ name }) => void used.add(name.value) });
  const definitions = document.definitions.filter(
    (node) => node.kind !== Kind.FRAGMENT_DEFINITION || used.has(node.name.value),
  );
  return definitions.length === document.definitions.length
    ? document
    : withUsedFragments({ ...document, definitions });
}
