import { HubError } from '../../../platform/domain/errors';
import { idOf } from '../../../platform/domain/ids';
import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { Coverage } from '../domain';
import { COVERAGE_PRIORITIES, FINANCIAL_STATUSES, SELF_PAY_NAMES, SUBSCRIBER_RELATIONSHIPS } from './code-sets';
import {
  coded,
  codedOr,
  dayPeriod,
  fieldsOf,
  firstText,
  listOf,
  referenceId,
  requiredReferenceId,
  requiredText,
  text,
} from './fhir-values';

const rows = {
  patientId: from('Coverage.beneficiary.reference', requiredReferenceId),
  payerId: from(['Coverage.payor[0].reference', 'Coverage.payor[0].display'], payerIdOf),
  payerName: from('Coverage.payor[0].display', text),
  memberId: from(['Coverage.subscriberId', 'Coverage.identifier[type.coding.code=MB].value'], firstText),
  priority: from('Coverage.order', codedOr(COVERAGE_PRIORITIES, 'OTHER'), 'coveragePriority'),
  relationship: from('Coverage.relationship.coding.code', codedOr(SUBSCRIBER_RELATIONSHIPS, 'OTHER'), 'relationship'),
  status: from('Coverage.status', coded(FINANCIAL_STATUSES), 'financialStatus'),
  period: from('Coverage.period', dayPeriod),
  planName: from(['Coverage.class[type.coding.code=plan].name', 'Coverage.type.text'], firstText),
} as const;

const graphFields = { patientId: 'patient', payerId: 'payer', payerName: null } as const;

/** FHIR R4 Coverage → Coverage. Source: http://hl7.org/fhir/R4/coverage.html */
export const coverageFromFhir = defineMapping<unknown, Omit<Coverage, 'facilityIds' | 'origin'>>({
  entity: 'Coverage',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: { id: from('Coverage.id', requiredText), ...rows },
  graphFields,
});

/**
 * FHIR R4 Coverage that is only contained in another resource, where its id means nothing outside: the id is made of
 * patient, payer and member number, so that the same plan met twice is one coverage.
 */
export const containedCoverageFromFhir = defineMapping<unknown, Omit<Coverage, 'facilityIds' | 'origin'>>({
  entity: 'Coverage',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from(
      [
        'Coverage.beneficiary.reference',
        'Coverage.payor[0].reference',
        'Coverage.payor[0].display',
        'Coverage.subscriberId',
      ],
      containedCoverageId,
    ),
    ...rows,
  },
  graphFields,
});

/** The payer's id at the source, or one made of its name where the source has only that. */
export function payerIdOf(reference: unknown, display: unknown): string {
  const id = referenceId(reference);
  if (id !== null) return id;
  const name = text(display);
  if (name === null) throw new HubError('BAD_INPUT', 'a payer needs a reference or a name');
  return idOf('payer', name.trim().toLowerCase());
}

/** True for a name that sources write when there is no payer. */
export const isSelfPay = (name: unknown): boolean =>
  typeof name === 'string' && SELF_PAY_NAMES.has(name.trim().toLowerCase());

/** Id of a coverage that the source gives no id of its own. */
export function containedCoverageId(beneficiary: unknown, payor: unknown, display: unknown, member: unknown): string {
  return idOf('coverage', requiredReferenceId(beneficiary), payerIdOf(payor, display), text(member) ?? '');
}

/** The Coverages contained in an ExplanationOfBenefit or Claim that name a payer. */
export function containedCoverages(resource: unknown): readonly unknown[] {
  return listOf(fieldsOf(resource)['contained'])
    .map(fieldsOf)
    .filter((contained) => contained['resourceType'] === 'Coverage')
    .filter((coverage) => !isSelfPay(fieldsOf(listOf(coverage['payor'])[0])['display']));
}
