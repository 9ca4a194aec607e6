import type { Instant } from '../../domain/instant';
import type { Decision } from '../rights';
import type { AuditRecord } from './audit-record';
import { placesIn } from './places';

/** One field that was asked for, and the entities of one patient that it was asked of. */
export interface AccessedField {
  readonly coordinate: string;
  readonly decision: Decision;
  /** `Type/id` */
  readonly entities: readonly string[];
}

/** What a record tells of one patient, field by field. */
export function fieldsOf(
  { entities, types, entityTypes, patients, owners, accesses }: AuditRecord,
  patientId: string,
): readonly AccessedField[] {
  const owner = patients.indexOf(patientId);
  if (owner < 0) return [];
  const ownerAt = [...placesIn(owners)];
  const typeAt = [...placesIn(entityTypes)];
  const nameAt = (at: number): string => `${types[typeAt[at] ?? -1]}/${entities[at]}`;
  return accesses.flatMap(({ decision, fields, entities: places }) => {
    const theirs = [...placesIn(places)].filter((at) => ownerAt[at] === owner).map(nameAt);
    return theirs.length === 0 ? [] : fields.map((coordinate) => ({ coordinate, decision, entities: theirs }));
  });
}

/** Purposes that need no accounting: treatment, payment and health care operations (45 CFR 164.506). */
const NOT_ACCOUNTED: ReadonlySet<string> = new Set(['TREAT', 'HPAYMT', 'HOPERAT']);

/**
 * Whether a record is a disclosure that the patient may ask to have accounted for: something was shown, for another
 * purpose than treatment, payment or operations (i), and neither to the patient themselves (ii) nor to who answers for
 * their bill, a person involved in the payment (v). Of the other exceptions, such as an authorization (iv) or the law
 * (vi, vii), the trail does not know, so what falls under them is listed rather than left out.
 * Source: 45 CFR 164.528(a)(1)(i) to (ix).
 */
export function isDisclosure(record: AuditRecord, patientId: string): boolean {
  if (NOT_ACCOUNTED.has(record.purpose)) return false;
  if (record.viewer.patientIds.includes(patientId)) return false;
  return fieldsOf(record, patientId).some(({ decision }) => decision !== 'DENY');
}

/** How far back an accounting goes that is asked for at `now`: six years. Source: 45 CFR 164.528(a)(1). */
export function accountingStart(now: Instant): Instant {
  const start = new Date(now);
  start.setUTCFullYear(start.getUTCFullYear() - 6);
  return start.toISOString() as Instant;
}
