import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  typeFromAST,
  visit,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, type Fragments } from './execution/fragments';
import { renamed } from './execution/response-names';

/**
 * Writes a valid document so that the planner plans it rightly:
 * a response name that is the name of another field which the planner selects itself (see `joinedNamesOf`) would be
 * taken for that field, and would lead to another's record or a wrong `@requires` input, so it is renamed; and a fragment
 * on an abstract type within an object type, within which the planner forgets the object type and so loses what narrower
 * fragments select, loses its type condition. A selection set may end up empty.
 */
export function plannable(document: DocumentNode, schema: GraphQLSchema, joined: ReadonlySet<string>): DocumentNode {
  const named = visit(document, {
    Field(node) {
      const alias = node.alias?.value;
      if (alias === undefined || alias === node.name.value || !joined.has(alias)) return undefined;
      return { ...node, alias: { kind: Kind.NAME, value: renamed(alias) } };
    },
  });
  return new Rewriter(schema, fragmentsOf(named)).write(named);
}

/** Takes fragments on abstract types within object types apart. */
class Rewriter {
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
    return { ...set, selections: selections.map((selection) => this.selection(selection, parent)) };
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
