import type { Instant } from '../../domain/instant';
import type { Filter, Page, Store } from '../../store/port';
import type { AuditRecord } from './audit-record';
import { openAuditCollections } from './audit-store';
import { fieldsOf, type AccessedField } from './disclosure';
import { openPatientAccesses, type PatientAccess } from './patient-accesses';

/** One operation that asked one subgraph for PII or PHI of one patient. */
export interface PatientAudit {
  readonly id: string;
  readonly patientId: string;
  readonly record: AuditRecord;
  /** What was asked of this patient, the others of the record left out. */
  readonly fields: readonly AccessedField[];
}

/** Which records of one patient are asked for: from the one instant on, before the other. */
export interface PatientAuditQuery {
  readonly patientId: string;
  readonly from?: Instant | null | undefined;
  readonly to?: Instant | null | undefined;
  /** Only what must be accounted for, 45 CFR 164.528. */
  readonly disclosuresOnly?: boolean;
}

/** Answers who saw a patient's data, and why. */
export interface AuditReader {
  /** The newest first, as of now. Throws BAD_INPUT for a cursor that is not of this list. */
  find(
    query: PatientAuditQuery,
    page: { readonly limit: number; readonly after: string | null },
  ): Promise<Page<PatientAudit>>;
  count(query: PatientAuditQuery): Promise<number>;
  /** All of it, the oldest first. */
  iterate(query: PatientAuditQuery): AsyncIterable<PatientAudit>;
}

/** Reads the audit trail of a store. */
export async function openAuditReader(store: Store): Promise<AuditReader> {
  const collections = await openAuditCollections(store);
  const accesses = await openPatientAccesses(store, collections);
  const expanded = async (found: readonly PatientAccess[]): Promise<readonly PatientAudit[]> => {
    const records = await collections.records.getMany(found.map(({ recordId }) => recordId));
    return found.flatMap(({ _id, patientId }, index) => {
      const record = records[index];
      return record ? [{ id: _id, patientId, record, fields: fieldsOf(record, patientId) }] : [];
    });
  };
  return {
    async find(query, { limit, after }) {
      await accesses.catchUp();
      const page = await accesses.collection.find(filterOf(query), { sort: [['at', 'desc']], limit, after });
      const items = await expanded(page.items);
      // A record that is gone, which `audit verify` tells of, takes its cursor with it.
      const kept = page.items.flatMap(({ _id }, index) => (items.some(({ id }) => id === _id) ? [index] : []));
      const cursorAt = (at: number): string | null => {
        const index = kept.at(at);
        return index === undefined ? null : page.cursorAt(index);
      };
      return { items, cursorAt, hasMore: page.hasMore };
    },
    async count(query) {
      await accesses.catchUp();
      return accesses.collection.count(filterOf(query));
    },
    async *iterate(query) {
      await accesses.catchUp();
      for await (const access of accesses.collection.iterate(filterOf(query), { sort: [['at', 'asc']] })) {
        yield* await expanded([access]);
      }
    },
  };
}

function filterOf({ patientId, from, to, disclosuresOnly = false }: PatientAuditQuery): Filter {
  const at = { ...(from == null ? {} : { gte: from }), ...(to == null ? {} : { lt: to }) };
  return {
    patientId,
    ...(from == null && to == null ? {} : { at }),
    ...(disclosuresOnly ? { isDisclosure: true } : {}),
  };
}
