import { directiveUses } from '../platform/access/access-document';
import { readDeclarations, type Declarations } from '../platform/access/rules/declarations';
import { coordinatesIn } from '../platform/access/rules/field-sets';
import type { RuleFault } from './rule-fault';
import { declaredTypes, type NamedDocument } from './schema-document';

/**
 * Federation shapes that compose but that the gateway would answer wrongly: a `@requires` that reads a field with
 * arguments, which the planner mixes up with the client's own, and interface objects.
 */
export function refusedShapes(parts: readonly NamedDocument[]): readonly RuleFault[] {
  return [...parts.flatMap(interfaceObjects), ...requiresFaults(readDeclarations(parts))];
}

const interfaceObjects = ({ name, document }: NamedDocument): readonly RuleFault[] =>
  [...declaredTypes(document)]
    .filter(([, declarations]) => declarations.some((node) => directiveUses(node, 'interfaceObject').length > 0))
    .map(([type]) => ({
      rule: 'INTERFACE_OBJECT',
      message: `${type} in ${name} is an interface object, which the gateway does not answer reliably`,
      coordinates: [type],
      subgraphs: [name],
    }));

const requiresFaults = (declared: Declarations): readonly RuleFault[] =>
  declared.all.flatMap(({ coordinate, subgraph, type, node }) =>
    directiveUses(node, 'requires')
      .flatMap(({ fields }) => coordinatesIn(fields, type, declared))
      .filter((required) => declared.of(required).some((field) => (field.node.arguments ?? []).length > 0))
      .map((required) => ({
        rule: 'REQUIRES_ARGUMENTS',
        message: `${coordinate} in ${subgraph} requires ${required}, which takes arguments`,
        coordinates: [coordinate, required],
        subgraphs: [subgraph],
      })),
  );
