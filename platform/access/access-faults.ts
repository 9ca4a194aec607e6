import { Kind, parse, valueFromASTUntyped, type DocumentNode, type SelectionSetNode } from 'graphql';
import { accessText, isGuarded, type Access } from './access-directive';
import {
  declaredFieldsOf,
  documentOf,
  fieldsNodesOf,
  namedTypeOf,
  type DeclaredField,
  type FieldsNode,
} from './access-document';
import { MASKABLE_TYPES } from './masks';

type Fields = ReadonlyMap<string, DeclaredField>;

/**
 * Every breach of the access rules in a subgraph's schema, one sentence each; empty when there is none:
 * each field is classified; a guarded field is nullable, is no part of a key and guards every implementation of its
 * interface alike; a mask fits the type it stands on; a secret names its scopes; `@requires` reads no masked field.
 */
export function accessFaults(sdl: string): readonly string[] {
  const document = documentOf(sdl);
  const fields = declaredFieldsOf(document);
  return [
    ...[...fields].flatMap(([coordinate, field]) => fieldFaults(coordinate, field)),
    ...fieldsNodesOf(document).flatMap((node) => keyFaults(node, fields)),
    ...[...fields].flatMap(([coordinate, field]) => requiresFaults(coordinate, field, fields)),
    ...interfaceFaults(document, fields),
  ];
}

function fieldFaults(coordinate: string, { access, node }: DeclaredField): readonly string[] {
  if (!access) return [`${coordinate} has no @access class, on itself or on its type`];
  const faults: string[] = [];
  if (isGuarded(access) && node.type.kind === Kind.NON_NULL_TYPE) {
    faults.push(`${coordinate} is guarded and so must be nullable`);
  }
  const named = namedTypeOf(node.type);
  if (access.mask && !MASKABLE_TYPES[access.mask].includes(named)) {
    faults.push(`${coordinate}: mask ${access.mask} does not fit ${named}`);
  }
  if (access.mask && !isGuarded(access)) faults.push(`${coordinate} has a mask but no scopes or purposes`);
  if (access.class === 'SECRET' && access.scopes.length === 0) {
    faults.push(`${coordinate} is SECRET and so must name scopes`);
  }
  return faults;
}

function keyFaults(node: FieldsNode, fields: Fields): readonly string[] {
  const keys = (node.directives ?? []).filter(({ name }) => name.value === 'key');
  const faults = keys.flatMap((key) =>
    coordinatesIn(fieldSetOf(key.arguments), node.name.value, fields)
      .filter((coordinate) => guardOf(coordinate, fields))
      .map((coordinate) => `${coordinate} is part of a key and so must not be guarded`),
  );
  return [...new Set(faults)];
}

function requiresFaults(coordinate: string, { type, node }: DeclaredField, fields: Fields): readonly string[] {
  const requires = node.directives?.find(({ name }) => name.value === 'requires');
  if (!requires) return [];
  return coordinatesIn(fieldSetOf(requires.arguments), type, fields)
    .filter((required) => fields.get(required)?.access?.mask)
    .map((required) => `${coordinate} requires ${required}, which can be masked`);
}

function interfaceFaults(document: DocumentNode, fields: Fields): readonly string[] {
  return fieldsNodesOf(document).flatMap((node) =>
    (node.interfaces ?? []).flatMap(({ name }) =>
      [...fields.values()]
        .filter((field) => field.type === name.value)
        .flatMap((field) => looserThan(field, fields.get(`${node.name.value}.${field.name}`))),
    ),
  );
}

/** An interface field answers for every implementation, so it must be guarded as each of them is. */
function looserThan(abstract: DeclaredField, concrete: DeclaredField | undefined): readonly string[] {
  if (!abstract.access || !concrete?.access || !isGuarded(concrete.access)) return [];
  if (guardText(abstract.access) === guardText(concrete.access)) return [];
  return [`${abstract.type}.${abstract.name} must be guarded as ${concrete.type}.${concrete.name} is`];
}

const guardText = (access: Access): string => accessText({ ...access, class: 'INTERNAL', mask: null });

const guardOf = (coordinate: string, fields: Fields): boolean => {
  const access = fields.get(coordinate)?.access;
  return access !== undefined && isGuarded(access);
};

type DirectiveArguments = NonNullable<FieldsNode['directives']>[number]['arguments'];

function fieldSetOf(given: DirectiveArguments): SelectionSetNode {
  const value = given?.find(({ name }) => name.value === 'fields')?.value;
  const text = value ? String(valueFromASTUntyped(value)) : '';
  const [operation] = parse(`{ ${text === '' ? '__typename' : text} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('a field set is a selection');
  return operation.selectionSet;
}

/** Coordinates of every field in a field set of `type`, nested ones included. */
function coordinatesIn({ selections }: SelectionSetNode, type: string, fields: Fields): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return coordinatesIn(selection.selectionSet, selection.typeCondition?.name.value ?? type, fields);
    }
    const coordinate = `${type}.${selection.name.value}`;
    const declared = fields.get(coordinate);
    if (!selection.selectionSet || !declared) return [coordinate];
    return [coordinate, ...coordinatesIn(selection.selectionSet, namedTypeOf(declared.node.type), fields)];
  });
}
