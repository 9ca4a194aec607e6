import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { fieldsNodesOf, type FieldsNode } from './access-document';

/** A node of a schema document that directives stand on. */
interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const isTag = ({ name }: ConstDirectiveNode): boolean => name.value === 'tag';

/** Names of the `@tag`s that stand on a node itself. */
export const tagsOn = ({ directives = [] }: Annotated): readonly string[] =>
  directives
    .filter(isTag)
    .flatMap(({ arguments: args = [] }) =>
      args.flatMap(({ name, value }) => (name.value === 'name' && value.kind === Kind.STRING ? [value.value] : [])),
    );

/** The tags of each type, wherever the document says them: definition or extension. */
export function typeTagsOf(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const node of fieldsNodesOf(document)) {
    const { value } = node.name;
    found.set(value, [...new Set([...(found.get(value) ?? []), ...tagsOn(node)])]);
  }
  return found;
}

/** The tags that hold for each field, by coordinate (`Patient.birthDate`): its own, else its type's. */
export function fieldTagsOf(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const ofType = typeTagsOf(document);
  const found = new Map<string, readonly string[]>();
  for (const { name, fields = [] } of fieldsNodesOf(document)) {
    for (const field of fields) {
      const own = tagsOn(field);
      found.set(`${name.value}.${field.name.value}`, own.length > 0 ? own : (ofType.get(name.value) ?? []));
    }
  }
  return found;
}

/**
 * The same document with each type's `@tag`s moved down onto those of its fields that have none of their own, as its
 * `@access` is: so a type's tags never hold for a field that another subgraph contributes.
 */
export function spreadTypeTags(document: DocumentNode): DocumentNode {
  const ofType = typeTagsOf(document);
  const spread = <Node extends FieldsNode>(node: Node): Node => {
    const inherited = (ofType.get(node.name.value) ?? []).map(tagNamed);
    if (inherited.length === 0) return node;
    const fields = node.fields?.map((field) =>
      tagsOn(field).length > 0 ? field : { ...field, directives: [...(field.directives ?? []), ...inherited] },
    );
    return { ...node, directives: node.directives?.filter((directive) => !isTag(directive)), fields };
  };
  return visit(document, {
    ObjectTypeDefinition: spread,
    ObjectTypeExtension: spread,
    InterfaceTypeDefinition: spread,
    InterfaceTypeExtension: spread,
  });
}

const tagNamed = (name: string): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'tag' },
  arguments: [
    {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'name' },
      value: { kind: Kind.STRING, value: name },
    },
  ],
});
