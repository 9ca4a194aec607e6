import { Kind, parse, print, visit, type ASTNode, type DocumentNode } from 'graphql';
import { directiveUses, fieldsNodesOf, type FieldsNode } from '../platform/access/access-document';
import { digestOf } from '../platform/domain/ids';

/** One subgraph's schema as it is compared and composed. */
export interface NamedDocument {
  readonly name: string;
  readonly document: DocumentNode;
}

/** The output types of a document by name; a type may be declared once and extended many times. */
export function declaredTypes(document: DocumentNode): ReadonlyMap<string, readonly FieldsNode[]> {
  const types = new Map<string, FieldsNode[]>();
  for (const node of fieldsNodesOf(document)) {
    types.set(node.name.value, [...(types.get(node.name.value) ?? []), node]);
  }
  return types;
}

/** True for a type that only points at an entity which another subgraph owns: all its keys are unresolvable. */
export function isStub(declarations: readonly FieldsNode[]): boolean {
  const keys = declarations.flatMap((declaration) => directiveUses(declaration, 'key'));
  return keys.length > 0 && keys.every((key) => key.resolvable === false);
}

/**
 * The schema text in one form: definitions, fields, arguments, values and directives in alphabetical order, comments
 * and layout gone, descriptions kept. Two texts that mean the same have the same form. Throws GraphQLError.
 */
export function canonicalSdl(sdl: string): string {
  const sorted = visit(parse(sdl, { noLocation: true }), { leave: sortChildren });
  return `${print(sorted)}\n`;
}

/** SHA-256 of the canonical form, as lower-case hex: the identity of one version of an API. */
export const hashOfSdl = (sdl: string): string => digestOf(canonicalSdl(sdl));

const SORTED_CHILDREN = ['definitions', 'fields', 'arguments', 'values', 'types', 'interfaces', 'directives'] as const;

function sortChildren(node: ASTNode): ASTNode {
  // A directive's list values keep their order: only what is declared or named is sorted.
  if (node.kind === Kind.OBJECT || node.kind === Kind.LIST) return node;
  const copy: Record<string, unknown> = { ...node };
  for (const key of SORTED_CHILDREN) {
    const children = copy[key];
    if (Array.isArray(children)) copy[key] = sortNodes(children as ASTNode[]);
  }
  return copy as unknown as ASTNode;
}

const sortNodes = (nodes: readonly ASTNode[]): readonly ASTNode[] =>
  nodes
    .map((node) => ({ node, text: sortKey(node) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ node }) => node);

/** Kind and name, then the rest, so that a description does not decide the order. */
function sortKey(node: ASTNode): string {
  const name = 'name' in node && node.name !== undefined && 'value' in node.name ? node.name.value : '';
  return `${node.kind} ${name} ${print(node)}`;
}
