import { setImmediate as nextTurn } from 'node:timers/promises';
import { canonicalJson } from '../../domain/canonical-json';
import { idOf } from '../../domain/ids';
import type { Instant } from '../../domain/instant';
import type { Collection, Store } from '../../store/port';
import type { StoredDocument } from '../../store/port';
import type { AuditRecord } from './audit-record';
import type { AuditCollections } from './audit-store';
import { isDisclosure } from './disclosure';

/** That one record tells of one patient: what the records are found by. */
export interface PatientAccess extends StoredDocument {
  readonly patientId: string;
  readonly at: Instant;
  readonly recordId: string;
  /** Whether a patient may ask to have it accounted for, 45 CFR 164.528. */
  readonly isDisclosure: boolean;
}

interface Position extends StoredDocument {
  /** The writer. */
  readonly _id: string;
  /** Sequence of the last record that was expanded. */
  readonly version: number;
}

/** The patients of audit records, expanded when somebody asks, not when they are written. */
export interface PatientAccesses {
  readonly collection: Collection<PatientAccess>;
  /** Expands what was recorded since the last time. Any number of processes may do so at once. */
  catchUp(): Promise<void>;
  /** Of records that were expanded, those that are not listed for each of their patients as they say. */
  mislisted(records: readonly AuditRecord[]): Promise<readonly AuditRecord[]>;
}

const AT_ONCE = 500; // records

/** Opens `audit_patient_accesses`, which holds nothing that cannot be made again of the records. */
export async function openPatientAccesses(store: Store, { records }: AuditCollections): Promise<PatientAccesses> {
  const collection = await store.collection<PatientAccess>({
    name: 'audit_patient_accesses',
    indexes: [{ fields: ['patientId', 'at'] }],
  });
  const positions = await store.collection<Position>({ name: 'audit_positions' });
  const expandNext = async (writer: string, after: number): Promise<number | null> => {
    const filter = { writer, sequence: { gt: after } };
    const { items, hasMore } = await records.find(filter, { sort: [['sequence', 'asc']], limit: AT_ONCE });
    const last = items.at(-1);
    if (!last) return null;
    await collection.insertMany(items.flatMap(accessesOf));
    await positions.upsertNewer([{ _id: writer, version: last.sequence }]);
    return hasMore ? last.sequence : null;
  };
  return {
    collection,
    async catchUp() {
      for (const { key } of await records.group({ by: ['writer'] })) {
        const writer = String(key['writer']);
        let after: number | null = (await positions.get(writer))?.version ?? 0;
        while (after !== null) {
          after = await expandNext(writer, after);
          await nextTurn();
        }
      }
    },
    async mislisted(given) {
      const writers = [...new Set(given.map(({ writer }) => writer))];
      const found = await positions.getMany(writers);
      const expanded = new Map(writers.map((writer, at) => [writer, found[at]?.version ?? 0]));
      const due = given
        .filter(({ writer, sequence }) => sequence <= (expanded.get(writer) ?? 0))
        .flatMap((record) => accessesOf(record).map((access) => ({ record, access })));
      const listed = await collection.getMany(due.map(({ access }) => access._id));
      const wrong = due.filter(({ access }, at) => canonicalJson(listed[at] ?? null) !== canonicalJson(access));
      return [...new Set(wrong.map(({ record }) => record))];
    },
  };
}

const accessesOf = (record: AuditRecord): readonly PatientAccess[] =>
  record.patients.map((patientId) => ({
    _id: idOf(record._id, patientId),
    patientId,
    at: record.at,
    recordId: record._id,
    isDisclosure: isDisclosure(record, patientId),
  }));
