import { Kind, type DocumentNode } from 'graphql';
import { directiveUses, type Directed } from '../platform/access/access-document';
import type { AuditedCall } from '../platform/access/audit/audited-call';
import type { SubscriptionSource } from '../platform/access/subgraph';
import { localSubgraph, signedRemote, type Reach } from './fetchers';
import { namedSubgraphs, type NamedSubgraph } from './named-subgraphs';
import { remoteSource } from './remote-events';

/** The subgraph that owns a field on Subscription. */
export interface EventOwner {
  readonly name: string;
  /** Its events, for the viewer of one operation in its trace; null when it has none, or cannot tell of them. */
  sourceFor(call: AuditedCall, traceparent: string | null): SubscriptionSource | null;
}

/** Who owns each subscription field of a supergraph (join specification, v0.3), by the field's name. */
export function eventOwners(supergraph: DocumentNode, reach: Reach): ReadonlyMap<string, EventOwner> {
  const graphs = namedSubgraphs(supergraph);
  const owners = new Map<string, EventOwner>();
  for (const node of supergraph.definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || node.name.value !== 'Subscription') continue;
    const ofType = graphIn(node, 'join__type');
    for (const field of node.fields ?? []) {
      const name = field.name.value;
      const owner = graphs.get(graphIn(field, 'join__field') ?? ofType ?? '');
      if (owner) owners.set(name, ownerOf(owner, name, reach));
    }
  }
  return owners;
}

function ownerOf(named: NamedSubgraph, field: string, reach: Reach): EventOwner {
  const local = localSubgraph(named, reach);
  return {
    name: named.name,
    sourceFor(call, traceparent) {
      if (local) return local.subscriptions[field] ?? null;
      return reach.unguarded ? null : remoteSource(signedRemote(named, reach), { field, call, traceparent });
    },
  };
}

const graphIn = (node: Directed, name: string): string | undefined => {
  const [{ graph } = {}] = directiveUses(node, name);
  return typeof graph === 'string' ? graph : undefined;
};
