import {
  Kind,
  parse,
  valueFromASTUntyped,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';
import { accessOn, type Access } from './access-directive';

/** A place in a schema document that declares fields of one type. */
export type FieldsNode =
  ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

/** One field as a schema document declares it, with the access that holds for it. */
export interface DeclaredField {
  readonly type: string;
  readonly name: string;
  readonly node: FieldDefinitionNode;
  /** Its own access, else its type's; undefined for an unclassified field. */
  readonly access: Access | undefined;
}

const FIELDS_KINDS: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
]);

/** The definitions and extensions of object types and interfaces, in order. */
export const fieldsNodesOf = (document: DocumentNode): readonly FieldsNode[] =>
  document.definitions.filter((node): node is FieldsNode => FIELDS_KINDS.has(node.kind));

/** The access that stands on each type, wherever the document says it: definition or extension. */
export function typeAccessOf(document: DocumentNode): ReadonlyMap<string, Access> {
  const found = new Map<string, Access>();
  for (const node of fieldsNodesOf(document)) {
    const access = accessOn(node);
    if (access) found.set(node.name.value, access);
  }
  return found;
}

/** Every field of the document by coordinate (`Patient.birthDate`). */
export function declaredFieldsOf(document: DocumentNode): ReadonlyMap<string, DeclaredField> {
  const ofType = typeAccessOf(document);
  const found = new Map<string, DeclaredField>();
  for (const { name: typeName, fields } of fieldsNodesOf(document)) {
    const type = typeName.value;
    for (const node of fields ?? []) {
      const name = node.name.value;
      found.set(`${type}.${name}`, { type, name, node, access: accessOn(node) ?? ofType.get(type) });
    }
  }
  return found;
}

/**
 * The same document with each type's `@access` moved down onto those of its fields that have none of their own.
 * So a field contributed by another subgraph is never classified by a type it does not stand in.
 */
export function spreadTypeAccess(document: DocumentNode): DocumentNode {
  const directives = new Map(
    fieldsNodesOf(document).flatMap((node) => {
      const own = node.directives?.find(({ name }) => name.value === 'access');
      return own ? [[node.name.value, own] as const] : [];
    }),
  );
  const spread = <Node extends FieldsNode>(node: Node): Node => {
    const inherited = directives.get(node.name.value);
    if (!inherited) return node;
    const fields = node.fields?.map((field) =>
      accessOn(field) ? field : { ...field, directives: [...(field.directives ?? []), inherited] },
    );
    return { ...node, directives: node.directives?.filter(({ name }) => name.value !== 'access'), fields };
  };
  return visit(document, {
    ObjectTypeDefinition: spread,
    ObjectTypeExtension: spread,
    InterfaceTypeDefinition: spread,
    InterfaceTypeExtension: spread,
  });
}

/** Whatever may carry directives. */
export type Directed = { readonly directives?: readonly ConstDirectiveNode[] | undefined };

/** Arguments of each use of a directive on a node, as plain values; empty when it is not used. */
export const directiveUses = (node: Directed, name: string): readonly Readonly<Record<string, unknown>>[] =>
  (node.directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf);

/** The arguments of a directive, as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );

/** Name of the type inside lists and non-null marks. */
export const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);

/** Schema text as a document, without locations so that it can be kept. Throws GraphQL's syntax error. */
export const documentOf = (sdl: string): DocumentNode => parse(sdl, { noLocation: true });
