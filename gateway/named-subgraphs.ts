import { Kind, type DocumentNode } from 'graphql';
import { directiveUses } from '../platform/access/access-document';

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
    for (const value of node.values ?? []) {
      const [{ name, url } = {}] = directiveUses(value, 'join__graph');
      found.set(value.name.value, { name: String(name), url: typeof url === 'string' ? url : '' });
    }
  }
  return found;
}
