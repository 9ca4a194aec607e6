import { Kind, type DocumentNode } from 'graphql';
import type { ContractName } from '../platform/access/contracts';
import { tagsOn } from '../platform/access/contract-tags';

/** What a supergraph's `@tag`s say of one contract. */
export interface ContractTags {
  readonly contract: ContractName;
  /** Whether a field (`Claim.status`) carries the contract's tag. */
  shows(field: string): boolean;
  /**
   * Whether an argument (`Query.claims(status:)`), input field or enum value goes where what it stands on goes: it has no
   * tags of its own, or this one.
   */
  admits(coordinate: string): boolean;
}

/** Reads the tags of every field, argument, input field and enum value of a supergraph. A tag on a type says nothing of its fields. */
export function readSupergraphTags(supergraph: DocumentNode): (contract: ContractName) => ContractTags {
  const tags = new Map<string, readonly string[]>();
  const note = (coordinate: string, node: Parameters<typeof tagsOn>[0]): void => {
    const own = tagsOn(node);
    if (own.length > 0) tags.set(coordinate, own);
  };
  for (const node of supergraph.definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION) {
      for (const value of node.values ?? []) note(`${node.name.value}.${value.name.value}`, value);
    }
    if (node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
      for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field);
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const coordinate = `${node.name.value}.${field.name.value}`;
      note(coordinate, field);
      for (const argument of field.arguments ?? []) note(`${coordinate}(${argument.name.value}:)`, argument);
    }
  }
  return (contract) => ({
    contract,
    shows: (field) => tags.get(field)?.includes(contract) ?? false,
    admits: (coordinate) => tags.get(coordinate)?.includes(contract) ?? true,
  });
}
