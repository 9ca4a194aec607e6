import {
  assertValidSchema,
  buildASTSchema,
  isAbstractType,
  isEnumType,
  Kind,
  parse,
  printSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { namedTypeOf } from '../platform/access/access-document';
import { HubError } from '../platform/domain/errors';
import type { ContractTags } from './supergraph-tags';

/** The API schema of one contract. */
export interface ContractSchema {
  readonly schema: GraphQLSchema;
  /** Names of enums and abstract types of which the whole graph has a value or a possible type that this has not. */
  readonly narrowed: ReadonlySet<string>;
}

/**
 * What of the client schema carries a contract's tag: its fields, with what they need. A type of which nothing is shown
 * or that nothing leads to is gone, and so is a field of it; an argument, input field or enum value is gone that has
 * tags, but not this one, and a field that cannot be asked without such an argument. Null when no query is left. Throws RULE_BROKEN
 * when the tags leave no valid schema.
 */
export function contractSchema(whole: GraphQLSchema, tags: ContractTags): ContractSchema | null {
  const types = settled(tagged(parse(printSchema(whole), { noLocation: true }), tags));
  if (!types.has('Query')) return null;
  const definitions = reachable(types);
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...definitions] };
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  try {
    assertValidSchema(schema);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new HubError('RULE_BROKEN', `the contract ${tags.contract} is no schema: ${why}`, { cause });
  }
  return { schema, narrowed: narrowedIn(schema, whole) };
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
type Types = ReadonlyMap<string, TypeDefinitionNode>;

const isComposite = (node: TypeDefinitionNode): node is Composite =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;

const isRequired = ({ type, defaultValue }: InputValueDefinitionNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE && !defaultValue;

/** The types of a schema with the fields, arguments, input fields and enum values that the contract has by its tags. */
function tagged({ definitions }: DocumentNode, tags: ContractTags): Types {
  return new Map(definitions.filter(isType).map((node) => [node.name.value, taggedType(node, tags)]));
}

function taggedType(node: TypeDefinitionNode, tags: ContractTags): TypeDefinitionNode {
  const { value: name } = node.name;
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return withFields(node, (field) => taggedField(name, field, tags));
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return taggedInput(node, tags);
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...node, values: (node.values ?? []).filter((one) => tags.admits(`${name}.${one.name.value}`)) };
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
      return node;
  }
}

const isType = (node: DefinitionNode): node is TypeDefinitionNode => node.kind.endsWith('TypeDefinition');

const withFields = <Node extends Composite>(
  node: Node,
  map: (field: FieldDefinitionNode) => FieldDefinitionNode | null,
): Node => ({ ...node, fields: node.fields?.flatMap((field) => map(field) ?? []) });

/** Without its required fields that are outside, nothing can be given of an input type: then it is without any. */
function taggedInput(node: InputObjectTypeDefinitionNode, tags: ContractTags): InputObjectTypeDefinitionNode {
  const fields = (node.fields ?? []).filter(({ name }) => tags.admits(`${node.name.value}.${name.value}`));
  const lacks = node.fields?.some((field) => isRequired(field) && !fields.includes(field));
  return { ...node, fields: lacks ? [] : fields };
}

function taggedField(type: string, field: FieldDefinitionNode, tags: ContractTags): FieldDefinitionNode | null {
  const coordinate = `${type}.${field.name.value}`;
  if (!tags.shows(coordinate)) return null;
  return withArguments(field, ({ name }) => tags.admits(`${coordinate}(${name.value}:)`));
}

/** The field with those of its arguments; null when it cannot be asked without the others. */
function withArguments(
  field: FieldDefinitionNode,
  keeps: (argument: InputValueDefinitionNode) => boolean,
): FieldDefinitionNode | null {
  const args = field.arguments ?? [];
  const kept = args.filter(keeps);
  if (args.some((argument) => isRequired(argument) && !kept.includes(argument))) return null;
  return kept.length === args.length ? field : { ...field, arguments: kept };
}

/** Takes out what shows nothing, and what leads only there, until no more goes. */
function settled(types: Types): Types {
  const shown = new Map([...types].filter(([, node]) => showsSomething(node, types)));
  const next = new Map([...shown].map(([name, node]) => [name, withinTypes(node, shown)] as const));
  const isSettled = shown.size === types.size && [...next].every(([name, node]) => types.get(name) === node);
  return isSettled ? next : settled(next);
}

const BUILT_IN: ReadonlySet<string> = new Set(['String', 'ID', 'Int', 'Float', 'Boolean']);

const has = (types: Types, name: string): boolean => BUILT_IN.has(name) || types.has(name);

function showsSomething(node: TypeDefinitionNode, types: Types): boolean {
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
      return true;
    case Kind.ENUM_TYPE_DEFINITION:
      return (node.values ?? []).length > 0;
    case Kind.UNION_TYPE_DEFINITION:
      return (node.types ?? []).some(({ name }) => types.has(name.value));
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (node.fields ?? []).length > 0 && implementationsOf(node.name.value, types).length > 0;
    case Kind.OBJECT_TYPE_DEFINITION:
      return (node.fields ?? []).length > 0;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (
        (node.fields ?? []).length > 0 &&
        (node.fields ?? []).every((field) => !isRequired(field) || has(types, namedTypeOf(field.type)))
      );
  }
}

const implementationsOf = (name: string, types: Types): readonly ObjectTypeDefinitionNode[] =>
  [...types.values()].filter(
    (node): node is ObjectTypeDefinitionNode =>
      node.kind === Kind.OBJECT_TYPE_DEFINITION && (node.interfaces ?? []).some((one) => one.name.value === name),
  );

/** The type without what points outside `types`; the node itself when nothing does. */
function withinTypes(node: TypeDefinitionNode, types: Types): TypeDefinitionNode {
  const isIn = ({ type }: FieldDefinitionNode | InputValueDefinitionNode): boolean => has(types, namedTypeOf(type));
  if (isComposite(node)) {
    const interfaces = (node.interfaces ?? []).filter(({ name }) => implementsIt(node, types.get(name.value)));
    const inner = withFields(node, (field) => (isIn(field) ? withArguments(field, isIn) : null));
    const isSame =
      interfaces.length === (node.interfaces ?? []).length &&
      inner.fields?.every((one, at) => one === node.fields?.[at]);
    return isSame && inner.fields?.length === node.fields?.length ? node : { ...inner, interfaces };
  }
  if (node.kind === Kind.UNION_TYPE_DEFINITION) {
    const members = (node.types ?? []).filter(({ name }) => types.has(name.value));
    return members.length === (node.types ?? []).length ? node : { ...node, types: members };
  }
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    // A required field that is gone takes its type with it, the next time round.
    const fields = (node.fields ?? []).filter((field) => isRequired(field) || isIn(field));
    return fields.length === (node.fields ?? []).length ? node : { ...node, fields };
  }
  return node;
}

/** Whether a type shows all that an interface shows, with all its arguments: else it is none of its possible types. */
function implementsIt(node: Composite, abstract: TypeDefinitionNode | undefined): boolean {
  if (abstract?.kind !== Kind.INTERFACE_TYPE_DEFINITION) return false;
  return (abstract.fields ?? []).every(({ name, arguments: args = [] }) => {
    const own = node.fields?.find((field) => field.name.value === name.value);
    return own && args.every((one) => own.arguments?.some((argument) => argument.name.value === one.name.value));
  });
}

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** The types that the roots lead to, implementations of interfaces among them. */
function reachable(types: Types): ReadonlySet<TypeDefinitionNode> {
  const found = new Set<TypeDefinitionNode>();
  const visit = (name: string): void => {
    const node = types.get(name);
    if (!node || found.has(node)) return;
    found.add(node);
    for (const next of namesIn(node, types)) visit(next);
  };
  for (const root of ROOTS) visit(root);
  return found;
}

function namesIn(node: TypeDefinitionNode, types: Types): readonly string[] {
  if (node.kind === Kind.UNION_TYPE_DEFINITION) return (node.types ?? []).map(({ name }) => name.value);
  if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return (node.fields ?? []).map(({ type }) => namedTypeOf(type));
  if (!isComposite(node)) return [];
  const own = (node.fields ?? []).flatMap(({ type, arguments: args = [] }) =>
    [type, ...args.map((argument) => argument.type)].map(namedTypeOf),
  );
  const below = node.kind === Kind.INTERFACE_TYPE_DEFINITION ? implementationsOf(node.name.value, types) : [];
  return [...own, ...(node.interfaces ?? []).map(({ name }) => name.value), ...below.map(({ name }) => name.value)];
}

function narrowedIn(schema: GraphQLSchema, whole: GraphQLSchema): ReadonlySet<string> {
  const names = Object.values(schema.getTypeMap()).flatMap((type) => {
    const outer = whole.getType(type.name);
    if (isEnumType(type) && isEnumType(outer))
      return type.getValues().length < outer.getValues().length ? [type.name] : [];
    if (!isAbstractType(type) || !isAbstractType(outer)) return [];
    return schema.getPossibleTypes(type).length < whole.getPossibleTypes(outer).length ? [type.name] : [];
  });
  return new Set(names);
}
