import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf, type Fragments } from './execution/fragments';

const known = new WeakMap<DocumentNode, number>();

/**
 * What planning an operation comes to: its selections, fragments multiplied out, each times the types that it may have
 * to be planned for. A plan takes a quarter of a millisecond for each. Worked out once per document.
 */
export function planningWeight(document: DocumentNode, schema: GraphQLSchema): number {
  const weight = known.get(document) ?? new Weighing(document, schema).total();
  known.set(document, weight);
  return weight;
}

class Weighing {
  private readonly fragments: Fragments;

  constructor(
    private readonly document: DocumentNode,
    private readonly schema: GraphQLSchema,
  ) {
    this.fragments = fragmentsOf(document);
  }

  total(): number {
    return this.document.definitions
      .flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []))
      .reduce((sum, node) => sum + this.within(node.selectionSet, this.schema.getRootType(node.operation), 1), 0);
  }

  /** Weight of a selection set, each of whose selections stands for `times` types. */
  private within(set: SelectionSetNode, parent: GraphQLCompositeType | null | undefined, times: number): number {
    const each = isAbstractType(parent) ? times * Math.max(1, this.schema.getPossibleTypes(parent).length) : times;
    return set.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) {
        const type = parent && 'getFields' in parent ? parent.getFields()[selection.name.value]?.type : undefined;
        const named = getNamedType(type);
        const below = isCompositeType(named) ? named : null;
        return sum + each + (selection.selectionSet ? this.within(selection.selectionSet, below, each) : 0);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (!fragment) return sum;
      const condition = fragment.typeCondition && typeFromAST(this.schema, fragment.typeCondition);
      return sum + each + this.within(fragment.selectionSet, isCompositeType(condition) ? condition : parent, times);
    }, 0);
  }
}
