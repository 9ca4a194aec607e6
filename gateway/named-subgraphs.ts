import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/** A subgraph as a supergraph names it. */
export interface NamedSubgraph {
  readonly name: string;
  /** Empty where the supergraph gives no address. */
  readonly url: string;
}

/** The subgraphs of a supergraph (join specification, v0.3), by the names that its own directives give them. */
export function namedSubgraphs({ definitions }: DocumentNode): ReadonlyMap<string, NamedSubgraph> {
  const found = new Map<string, NamedSubgraph>();
  for (const node of definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== 'join__Graph') continue;
    for (const { name, directives } of node.values ?? []) {
      const { name: subgraph, url } = argumentsOf(directives?.find((one) => one.name.value === 'join__graph'));
      found.set(name.value, { name: String(subgraph), url: typeof url === 'string' ? url : '' });
    }
  }
  return found;
}

/** The arguments of a directive, as plain values. */
export const argumentsOf = (directive: ConstDirectiveNode | undefined): Readonly<Record<string, unknown>> =>
  Object.fromEntries((directive?.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
