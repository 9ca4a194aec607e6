import { openAuditReader, type AuditReader } from '../platform/access/audit/audit-reader';
import { createAuditWriter, type AuditWriter } from '../platform/access/audit/audit-writer';
import { createBreakGlass, type BreakGlass } from '../platform/access/break-glass';
import { followRevocations } from '../platform/access/followed-revocations';
import { openRevocationList, type Revocation, type RevocationRequest } from '../platform/access/revocation-list';
import type { Revocations } from '../platform/access/revocations';
import type { Clock } from '../platform/domain/instant';
import type { Bus } from '../platform/events/port';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import type { RaiseException } from '../subgraphs/billing/exceptions';
import { createGlassReview } from './flows/glass-review';

/** What a process that answers viewers keeps over them: who saw what, who broke the glass, whose rights have ended. */
export interface Oversight {
  readonly audit: AuditWriter;
  readonly reader: AuditReader;
  readonly breakGlass: BreakGlass;
  readonly revocations: Revocations;
  readonly rights: EndedRights;
  /** Stores what waits. */
  close(): Promise<void>;
}

/** The revocations of the whole deployment, as operators change and read them. */
export interface EndedRights {
  /**
   * Ends rights, or gives them back: in this process before it resolves, in others within a second.
   * Throws BAD_INPUT for a moment that has passed, NOT_FOUND when there is nothing to undo.
   */
  change(request: RevocationRequest): Promise<Revocation>;
  /** Those in force, the newest first. */
  list(): Promise<readonly Revocation[]>;
}

export interface OversightDependencies {
  readonly store: Store;
  /** Tells other processes of ended rights sooner than their next look. */
  readonly bus?: Bus;
  /** Name of this process's chain of audit records, the same after a restart. */
  readonly writer: string;
  readonly raiseException: RaiseException;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Opens all of it over a deployment's store. Throws as the store does. */
export async function openOversight(dependencies: OversightDependencies): Promise<Oversight> {
  const { store, bus, writer, raiseException, clock, log } = dependencies;
  const heard = bus ? { bus } : {};
  const list = await openRevocationList({ store, clock, ...heard });
  const breakGlass = await createBreakGlass({ store, clock, announce: createGlassReview({ raiseException }) });
  const audit = await createAuditWriter({ store, name: writer, log });
  const revocations = await followRevocations({ list, clock, log, ...heard });
  return {
    audit,
    reader: await openAuditReader(store),
    breakGlass,
    revocations,
    rights: {
      async change(request) {
        const entry = await list.change(request);
        await revocations.refresh();
        return entry;
      },
      async list() {
        const now = clock();
        const entries = await list.changedSince(null);
        const inForce = entries.filter(({ isUndone, until }) => !isUndone && (until === null || now < until));
        return [...inForce].sort((a, b) => (a.changedAt > b.changedAt ? -1 : 1));
      },
    },
    async close() {
      await revocations.stop();
      await audit.close();
    },
  };
}
