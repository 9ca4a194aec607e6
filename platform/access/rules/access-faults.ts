import { argumentFaults } from './argument-rules';
import { readDeclarations, type AccessFault, type DeclaredSchema } from './declarations';
import { derivationFaults } from './derivation-rules';
import { fieldFaults, interfaceFaults, keyFaults, sharedFieldFaults } from './field-rules';

/**
 * Every breach of the access rules in some subgraphs' schemas, alone or together; empty when there is none. docs/access.md
 * lists the rules. `whole`: these are all subgraphs of a graph. Throws BAD_INPUT when an `@access` cannot be read.
 */
export function accessFaults(schemas: readonly DeclaredSchema[], { whole = false } = {}): readonly AccessFault[] {
  const declared = readDeclarations(schemas);
  return [
    ...fieldFaults(declared),
    ...keyFaults(declared),
    ...sharedFieldFaults(declared),
    ...interfaceFaults(declared),
    ...derivationFaults(declared),
    ...argumentFaults(declared, whole),
  ];
}
