import { Kind, parse, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode, type Location, type TypeDefinitionNode } from 'graphql'; // prettier-ignore
import { directiveUses, namedTypeOf, type FieldsNode } from '../platform/access/access-document';
import { accessFaults } from '../platform/access/rules/access-faults';
import { isHubError } from '../platform/domain/errors';
import { apiDeclarationOf } from './api-declaration';
import { contractFaultsOf } from './contract-rules';
import { namingFaults } from './naming-rules';
import { declaredTypes, isStub } from './schema-document';

/** One breach of the house's schema rules. */
export interface LintFault {
  /** Line in the schema file, from 1. */
  readonly line: number;
  /** Where in the schema: `Claim.billedAmount`, `Query.claims(first:)`, `ClaimStatus.PAID`. */
  readonly coordinate: string;
  readonly message: string;
}

/**
 * Every breach in a subgraph's own schema file, by line: what is not described, not classified or guarded against the
 * access rules; names that do not say their type; connections without a required `first`; no `@api`; tags that no
 * contract can be made of. `shared` is the text that stands in front of every schema, which is not linted itself. Throws
 * GraphQLError for a text that is not a schema.
 */
export function lintSchema(sdl: string, shared: string): readonly LintFault[] {
  const document = parse(sdl);
  const stubs = new Set([...declaredTypes(document)].filter(([, nodes]) => isStub(nodes)).map(([name]) => name));
  const faults = [
    ...apiFaults(document),
    ...document.definitions.flatMap((node) =>
      'name' in node ? definitionFaults(node as TypeDefinitionNode, stubs) : [],
    ),
    ...accessFaults([{ name: 'this', document: parse(`${shared}\n${sdl}`) }]).map(({ message }) =>
      placedFault(document, message),
    ),
    ...contractFaultsOf({ name: '', document }).map(({ message }) => placedFault(document, message)),
  ];
  return faults.sort((a, b) => a.line - b.line);
}

function apiFaults(document: DocumentNode): readonly LintFault[] {
  try {
    apiDeclarationOf(document);
    return [];
  } catch (error) {
    if (!isHubError(error)) throw error;
    return [{ line: 1, coordinate: 'schema', message: error.message }];
  }
}

function definitionFaults(node: TypeDefinitionNode, stubs: ReadonlySet<string>): readonly LintFault[] {
  const name = node.name.value;
  const faults: LintFault[] = [];
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name) && node.kind.endsWith('TypeDefinition')) {
    faults.push(fault(node.name.loc, name, 'a type is named in PascalCase'));
  }
  if (node.kind.endsWith('Definition') && !node.description && !isRoot(name) && !stubs.has(name)) {
    faults.push(fault(node.name.loc, name, 'has no description'));
  }
  if (isFieldsNode(node)) faults.push(...(node.fields ?? []).flatMap((field) => fieldFaults(name, field)));
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    faults.push(...(node.fields ?? []).flatMap((field) => inputFaults(`${name}.${field.name.value}`, field)));
  }
  if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
    for (const value of node.values ?? []) {
      const coordinate = `${name}.${value.name.value}`;
      if (!value.description) faults.push(fault(value.name.loc, coordinate, 'has no description'));
      if (!/^[A-Z][A-Z0-9_]*$/.test(value.name.value)) faults.push(fault(value.name.loc, coordinate, 'an enum value is named in CAPITALS')); // prettier-ignore
    }
  }
  return faults;
}

const isRoot = (name: string): boolean => name === 'Query' || name === 'Mutation' || name === 'Subscription';

const isFieldsNode = (node: { readonly kind: string }): node is FieldsNode =>
  /^(?:Object|Interface)Type(?:Definition|Extension)$/.test(node.kind);

function fieldFaults(type: string, node: FieldDefinitionNode): readonly LintFault[] {
  const coordinate = `${type}.${node.name.value}`;
  const messages = [
    ...(node.description || isSelfEvident(type, node) ? [] : ['has no description']),
    ...namingFaults(node),
    ...connectionFaults(type, node),
    ...deprecationFaults(node),
  ];
  const args = (node.arguments ?? []).flatMap((argument) =>
    inputFaults(`${coordinate}(${argument.name.value}:)`, argument),
  );
  return [...messages.map((message) => fault(node.name.loc, coordinate, message)), ...args];
}

/** An entity's `id`, and the fields that the Relay specification gives every connection and edge. */
function isSelfEvident(type: string, { name, type: fieldType }: FieldDefinitionNode): boolean {
  if (name.value === 'id' && namedTypeOf(fieldType) === 'ID') return true;
  return /(?:Connection|Edge)$/.test(type) && ['edges', 'nodes', 'pageInfo', 'totalCount', 'cursor', 'node'].includes(name.value); // prettier-ignore
}

function connectionFaults(type: string, { type: fieldType, arguments: args }: FieldDefinitionNode): readonly string[] {
  if (!namedTypeOf(fieldType).endsWith('Connection') || type === 'Subscription') return [];
  const first = args?.find(({ name }) => name.value === 'first');
  return first?.type.kind === Kind.NON_NULL_TYPE && !first.defaultValue ? [] : ['a connection takes first: Int!'];
}

function deprecationFaults(node: FieldDefinitionNode): readonly string[] {
  return directiveUses(node, 'deprecated')
    .filter(({ reason }) => !/\d{4}-\d{2}-\d{2}/.test(String(reason)))
    .map(() => '@deprecated names the replacement and the date it goes');
}

const inputFaults = (coordinate: string, node: InputValueDefinitionNode): readonly LintFault[] =>
  [...(node.description ? [] : ['has no description']), ...namingFaults(node)].map((message) =>
    fault(node.name.loc, coordinate, message),
  );

const fault = (loc: Location | undefined, coordinate: string, message: string): LintFault => ({
  line: loc?.startToken.line ?? 1,
  coordinate,
  message,
});

/** A fault of another rule with the line of the field that its sentence opens with. */
function placedFault(document: DocumentNode, message: string): LintFault {
  const [coordinate = 'schema'] = /^\w+\.\w+/.exec(message) ?? [];
  const [typeName, fieldName] = coordinate.split('.');
  const field = (declaredTypes(document).get(typeName ?? '') ?? [])
    .flatMap((node) => node.fields ?? [])
    .find(({ name }) => name.value === fieldName);
  return fault(field?.name.loc, coordinate, message.slice(coordinate.length).replace(/^[ :]+/, '') || message);
}
