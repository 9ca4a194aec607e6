import { Kind, visit, type DirectiveNode, type DocumentNode, type FieldNode } from 'graphql';
import { withoutEmptySelections } from './conditions';

/** A selection that its viewer may not see, at the first of its places in an answer. */
export interface Refusal {
  /** `Type.field`, as the selection asks for it. */
  readonly coordinate: string;
  readonly path: readonly (string | number)[];
}

/** Not a name of GraphQL, so that no document that was parsed has it, whatever directives its schema knows. */
const REFUSED = 'refused!';

/** The field as one that nobody is asked for, and that is null in the answer. */
export function refusedField({ alias, name }: FieldNode, coordinate: string): FieldNode {
  const directive: DirectiveNode = {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: REFUSED },
    arguments: [
      {
        kind: Kind.ARGUMENT,
        name: { kind: Kind.NAME, value: 'field' },
        value: { kind: Kind.STRING, value: coordinate },
      },
    ],
  };
  return { kind: Kind.FIELD, ...(alias ? { alias } : {}), name, directives: [directive] };
}

/** Coordinate of a refused field; undefined for any other. */
export function refusedBy({ directives = [] }: FieldNode): string | undefined {
  const value = directives.find(({ name }) => name.value === REFUSED)?.arguments?.[0]?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** What is asked of a document: not what is refused, and of objects of which that leaves nothing, whether they are there. */
export const asPlanned = (document: DocumentNode): DocumentNode =>
  withoutEmptySelections(visit(document, { Field: (node) => (refusedBy(node) === undefined ? undefined : null) }));
