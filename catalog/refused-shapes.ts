import { Kind, parse, type FieldNode, type SelectionSetNode } from 'graphql';
import { declaredFieldsOf, namedTypeOf, type DeclaredField } from '../platform/access/access-document';
import type { RuleFault } from './rule-fault';
import { declaredTypes, directiveUses, type NamedDocument } from './schema-document';

/**
 * Federation shapes that compose but that the gateway would answer wrongly: a `@requires` that reads a field with
 * arguments, which the planner mixes up with the client's own, and interface objects.
 */
export function refusedShapes(parts: readonly NamedDocument[]): readonly RuleFault[] {
  const fields = parts.map(({ document }) => declaredFieldsOf(document));
  const lookUp = (coordinate: string): readonly DeclaredField[] =>
    fields.flatMap((ofPart) => ofPart.get(coordinate) ?? []);
  return parts.flatMap((part) => [...interfaceObjects(part), ...requiresFaults(part, lookUp)]);
}

type LookUp = (coordinate: string) => readonly DeclaredField[];

const interfaceObjects = ({ name, document }: NamedDocument): readonly RuleFault[] =>
  [...declaredTypes(document)]
    .filter(([, declarations]) => declarations.some((node) => directiveUses(node, 'interfaceObject').length > 0))
    .map(([type]) => ({
      rule: 'INTERFACE_OBJECT',
      message: `${type} in ${name} is an interface object, which the gateway does not answer reliably`,
      coordinates: [type],
      subgraphs: [name],
    }));

const requiresFaults = ({ name, document }: NamedDocument, lookUp: LookUp): readonly RuleFault[] =>
  [...declaredFieldsOf(document)].flatMap(([coordinate, field]) =>
    directiveUses(field.node, 'requires')
      .flatMap((use) => coordinatesRead(field.type, selectionOf(String(use.fields)), lookUp))
      .filter((required) => lookUp(required).some(({ node }) => (node.arguments ?? []).length > 0))
      .map((required) => ({
        rule: 'REQUIRES_ARGUMENTS',
        message: `${coordinate} in ${name} requires ${required}, which takes arguments`,
        coordinates: [coordinate, required],
        subgraphs: [name],
      })),
  );

/** Coordinates of the fields in a selection of `type`, nested ones included. */
function coordinatesRead(type: string, selection: SelectionSetNode | undefined, lookUp: LookUp): readonly string[] {
  const selected = (selection?.selections ?? []).filter((node): node is FieldNode => node.kind === Kind.FIELD);
  return selected.flatMap(({ name, selectionSet }) => {
    const coordinate = `${type}.${name.value}`;
    const [declared] = lookUp(coordinate);
    if (declared === undefined || selectionSet === undefined) return [coordinate];
    return [coordinate, ...coordinatesRead(namedTypeOf(declared.node.type), selectionSet, lookUp)];
  });
}

/** The selection of a federation field set; none when it cannot be read, which composition reports itself. */
function selectionOf(fieldSet: string): SelectionSetNode | undefined {
  try {
    const [operation] = parse(`{ ${fieldSet} }`, { noLocation: true }).definitions;
    return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  } catch {
    return undefined;
  }
}
