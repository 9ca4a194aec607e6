import { canonicalJson } from '../../domain/canonical-json';
import { digestOf } from '../../domain/ids';
import type { Instant } from '../../domain/instant';
import type { Decision } from '../rights';
import type { PurposeOfUse } from '../viewer';
import type { Places } from './places';

/** Fields that met one decision on the same entities. */
export interface FieldAccess {
  readonly decision: Decision;
  /** Coordinates: `Patient.name`. */
  readonly fields: readonly string[];
  /** Places in the record's `entities`; none where the fields belong to no entity, or it is not known. */
  readonly entities: Places;
}

/** What one operation saw of PII and PHI in one subgraph; each entity, type and patient is named once. */
export interface Accesses {
  /** Ids. */
  readonly entities: readonly string[];
  readonly types: readonly string[];
  /** For each entity the place of its type in `types`. */
  readonly entityTypes: Places;
  readonly patients: readonly string[];
  /** For each entity the place of its patient in `patients`; -1 where its document names none. */
  readonly owners: Places;
  readonly accesses: readonly FieldAccess[];
}

/** Nothing was seen of anybody. */
export const NO_ACCESSES: Accesses = {
  ...{ entities: [], types: [], entityTypes: [], patients: [], owners: [], accesses: [] },
};

export type OperationKind = 'QUERY' | 'MUTATION' | 'SUBSCRIPTION';

/** What an audit record says, before it has its place in a chain. Ids and hashes only, but for a break-glass reason. */
export interface AuditContent extends Accesses {
  readonly at: Instant;
  readonly correlationId: string;
  /** Name of the subgraph, or `gateway` for what the gateway denied before asking any. */
  readonly subgraph: string;
  readonly viewer: {
    readonly subject: string;
    readonly clientId: string;
    readonly tokenId: string | null;
    /** For viewers who see their own records, and bills that they answer for: whose those are. */
    readonly patientIds: readonly string[];
  };
  readonly purpose: PurposeOfUse;
  /** Why the glass was broken, in the viewer's words; null for every other purpose. */
  readonly reason: string | null;
  readonly operation: {
    readonly kind: OperationKind;
    /** SHA-256 of the operation's name; null for one without a name. Names are the client's own text. */
    readonly nameHash: string | null;
    /** SHA-256 of the document that was run, which holds no variables. */
    readonly documentHash: string;
  };
  /** SHA-256 of the supergraph whose rules decided. */
  readonly policyVersion: string;
}

/** The place of a record in its writer's chain. */
export interface ChainLink {
  /** Whose chain: the gateway that wrote it. */
  readonly writer: string;
  /** 1 for a writer's first record, then one more each. */
  readonly sequence: number;
  readonly hash: string;
}

/** One immutable record. */
export interface AuditRecord extends AuditContent, ChainLink {
  /** `writer@sequence` */
  readonly _id: string;
  /** Hash of the writer's record before it; null for its first. */
  readonly previous: string | null;
  /** SHA-256, lower-case hex, over the canonical JSON (RFC 8785) of all the rest of the record. */
  readonly hash: string;
}

/** The record that follows `last` in its writer's chain. */
export function recordAfter(
  last: ChainLink | { readonly writer: string; readonly sequence: 0 },
  content: AuditContent,
): AuditRecord {
  const { writer } = last;
  const sequence = last.sequence + 1;
  const previous = 'hash' in last ? last.hash : null;
  const record = { _id: `${writer}@${sequence}`, writer, sequence, previous, ...content };
  return { hash: digestOf(canonicalJson(record)), ...record };
}

/** The hash that a record should have, by what it says. */
export function hashOf({ hash: _, ...record }: AuditRecord): string {
  return digestOf(canonicalJson(record));
}
