import type { AccessCollector } from '../platform/access/audit/access-collector';
import { NO_ACCESSES, type Accesses } from '../platform/access/audit/audit-record';
import type { AuditWriter } from '../platform/access/audit/audit-writer';
import { auditContentOf, type AskedOperation } from '../platform/access/audit/audited-call';
import type { Viewer } from '../platform/access/viewer';
import { HubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';

/** Name under which the gateway records what it denied by itself. */
const GATEWAY = 'gateway';

/** Who asked, and what each subgraph of this process noted meanwhile. */
export interface AuditedRequest {
  readonly viewer: Viewer;
  readonly correlationId: string;
  readonly subgraphContexts: ReadonlyMap<string, object>;
}

/** What was run, under which rules. */
export interface AuditedOperation extends AskedOperation {
  /** SHA-256 of the supergraph. */
  readonly policyVersion: string;
  /** Coordinates that the gateway denied before asking any subgraph. */
  readonly denied: readonly string[];
}

/** Has on record, before an answer leaves, what it tells of people. */
export interface AuditTrail {
  /**
   * Resolves when one record is stored for each subgraph that was asked for PII or PHI, and one for what the gateway
   * denied; at once when there is neither. Throws INTERNAL when they cannot be stored: the answer must not leave then.
   */
  settle(request: AuditedRequest, operation: AuditedOperation): Promise<void>;
}

/** Keeps the trail by a writer, whose subgraphs elsewhere keep their own. */
export function createAuditTrail({
  writer,
  clock,
}: {
  readonly writer: AuditWriter;
  readonly clock: Clock;
}): AuditTrail {
  return {
    async settle(request, operation) {
      const found = accessesOf(request, operation);
      if (found.length === 0) return;
      const { kind, nameHash, documentHash, policyVersion } = operation;
      const call = { operation: { kind, nameHash, documentHash }, policyVersion, ...request };
      const at = clock();
      try {
        await writer.append(found.map(([subgraph, accesses]) => auditContentOf(call, { subgraph, accesses, at })));
      } catch (cause) {
        throw new HubError('INTERNAL', 'the answer could not be put on record', { cause });
      }
    },
  };
}

function accessesOf(
  { viewer, subgraphContexts }: AuditedRequest,
  { denied }: AuditedOperation,
): readonly (readonly [subgraph: string, accesses: Accesses])[] {
  const found: [string, Accesses][] = [];
  if (denied.length > 0) {
    found.push([GATEWAY, { ...NO_ACCESSES, accesses: [{ decision: 'DENY', fields: denied, entities: [] }] }]);
  }
  for (const [name, context] of subgraphContexts) {
    const accesses = (context as { readonly audit?: AccessCollector }).audit?.take();
    if (accesses) found.push([name, accesses]);
  }
  // Whoever breaks the glass leaves a trace whatever they ask for.
  if (found.length === 0 && viewer.purpose === 'BTG') found.push([GATEWAY, NO_ACCESSES]);
  return found;
}
