import type { Instant } from '../../domain/instant';
import { ownPatientIdsOf } from '../compartment';
import type { Viewer } from '../viewer';
import type { Accesses, AuditContent, OperationKind } from './audit-record';

/** The client's operation, as audit records tell of it. */
export interface AskedOperation {
  readonly kind: OperationKind;
  /** SHA-256 of the client's own name for it; null for one without a name. */
  readonly nameHash: string | null;
  /** SHA-256 of the document that was run. */
  readonly documentHash: string;
}

/** Who asked, on whose chain of work, by which operation and under which rules. */
export interface AuditedCall {
  readonly viewer: Viewer;
  readonly correlationId: string;
  readonly operation: AskedOperation;
  /** SHA-256 of the supergraph. */
  readonly policyVersion: string;
}

/** The record of what a call saw in one subgraph. */
export function auditContentOf(
  { viewer, correlationId, operation, policyVersion }: AuditedCall,
  { subgraph, accesses, at }: { readonly subgraph: string; readonly accesses: Accesses; readonly at: Instant },
): AuditContent {
  const { subject, clientId, tokenId, compartment, purpose, glass } = viewer;
  return {
    at,
    correlationId,
    viewer: { subject, clientId, tokenId, patientIds: ownPatientIdsOf(compartment) },
    purpose,
    reason: glass?.reason ?? null,
    operation,
    policyVersion,
    subgraph,
    ...accesses,
  };
}
