import type { Collection, Store, StoredDocument } from '../../store/port';
import type { AuditRecord } from './audit-record';

/** The end of one writer's chain, kept apart from its records, so that records missing at the end are noticed too. */
export interface ChainHead extends StoredDocument {
  /** The writer. */
  readonly _id: string;
  /** Sequence of its last record. */
  readonly version: number;
  readonly hash: string;
}

/** Where audit records are kept. Nothing but the writer writes to them, and nothing changes or removes one. */
export interface AuditCollections {
  readonly records: Collection<AuditRecord>;
  readonly heads: Collection<ChainHead>;
}

/** Opens `audit_records` and `audit_heads`. */
export async function openAuditCollections(store: Store): Promise<AuditCollections> {
  return {
    records: await store.collection<AuditRecord>({
      name: 'audit_records',
      indexes: [{ fields: ['writer', 'sequence'], unique: true }],
    }),
    heads: await store.collection<ChainHead>({ name: 'audit_heads' }),
  };
}
