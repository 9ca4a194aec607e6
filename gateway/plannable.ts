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
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Nobody can guess it, so no name or value of a client's begins so. */
const RENAMED = `renamed_${randomBytes(6).toString('hex')}_`;

/** Under this name `__typename` keeps a place open in which nothing else may be left to ask. */
const PRESENT = `${RENAMED}present`;

/** A document as the gateway library plans and answers it rightly. */
export interface Plannable {
  readonly document: DocumentNode;
  /** Whether response names were changed or added: `inClientNames` puts them right. */
  readonly isRenamed: boolean;
}

/**
 * Writes a valid document so that the library answers it rightly:
 * a response name that is the name of another field which the planner selects itself (see `joinedNamesOf`) would be
 * taken for that field, and would lead to another's record or a wrong `@requires` input, so it is renamed;
 * an object of which `@skip` and `@include` may leave nothing to ask would be answered as null, so it is asked for its
 * presence; and a fragment on an abstract type within an object type, within which the library forgets the object type and so
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
  const fragments = fragmentsOf(named);
  const present = visit(named, {
    Field(node) {
      const { selectionSet } = node;
      if (!selectionSet || !mayBeEmpty(selectionSet, fragments)) return undefined;
      isRenamed = true;
      return { ...node, selectionSet: { ...selectionSet, selections: [...selectionSet.selections, PRESENCE] } };
    },
  });
  const rewriter = new Rewriter(schema, fragments);
  const written = rewriter.write(present);
  return { document: written, isRenamed: isRenamed || rewriter.hasAdded };
}

const PRESENCE: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: PRESENT },
  name: { kind: Kind.NAME, value: '__typename' },
};

/** Whether conditions may leave nothing of a selection. */
const mayBeEmpty = ({ selections }: SelectionSetNode, fragments: Fragments): boolean =>
  selections.every((selection) => {
    if (selection.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) return true;
    if (selection.kind === Kind.FIELD) return false;
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    return fragment !== undefined && mayBeEmpty(fragment.selectionSet, fragments);
  });

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );

/** The value with the client's own response names, in the order it came. */
export function inClientNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inClientNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== PRESENT);
  return Object.fromEntries(entries.map(([name, one]) => [clientName(name), inClientNames(one)]));
}

/** A name of an error's path as the client wrote it. */
export const clientName = <Step extends string | number>(step: Step): Step | string =>
  typeof step === 'string' && step.startsWith(RENAMED) ? step.slice(RENAMED.length) : step;

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** Takes fragments on abstract types within object types apart. */
class Rewriter {
  /** Whether a presence was asked for where nothing else was left. */
  hasAdded = false;
  private hasChanged = false;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: Fragments,
  ) {}

  write(document: DocumentNode): DocumentNode {
    const definitions = document.definitions.map((node) => {
      if (node.kind === Kind.OPERATION_DEFINITION) {
        const root = this.schema.getRootType(node.operation);
        return root ? { ...node, selectionSet: this.narrow(node.selectionSet, root) } : node;
      }
      if (node.kind !== Kind.FRAGMENT_DEFINITION) return node;
      const type = typeFromAST(this.schema, node.typeCondition);
      return isCompositeType(type) ? { ...node, selectionSet: this.narrow(node.selectionSet, type) } : node;
    });
    return this.hasChanged ? withUsedFragments({ ...document, definitions }) : document;
  }

  private narrow(set: SelectionSetNode, parent: GraphQLCompositeType): SelectionSetNode {
    const selections = set.selections.filter((selection) => this.canApply(selection, parent));
    if (selections.length === 0) this.hasAdded = true;
    const left =
      selections.length === 0 ? [PRESENCE] : selections.map((selection) => this.selection(selection, parent));
    return { ...set, selections: left };
  }

  /** A fragment on one object type may stand within an abstract one, and so within another object type. */
  private canApply(node: SelectionNode, parent: GraphQLCompositeType): boolean {
    if (node.kind === Kind.FIELD || !isObjectType(parent)) return true;
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.fragments.get(node.name.value);
    const type = fragment?.typeCondition && typeFromAST(this.schema, fragment.typeCondition);
    const applies = !isCompositeType(type) || type === parent || (isAbstractType(type) && this.schema.isSubType(type, parent)); // prettier-ignore
    if (!applies) this.hasChanged = true;
    return applies;
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
