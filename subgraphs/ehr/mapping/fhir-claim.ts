import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { RecordedClaim, RecordedClaimItem } from '../domain';
import { CLAIM_USES, FINANCIAL_STATUSES } from './code-sets';
import { containedCoverageId, isSelfPay, payerIdOf } from './fhir-coverage';
import {
  coded,
  codeOf,
  fieldsOf,
  firstDay,
  listOf,
  moneyHalfEven,
  referenceId,
  referenceIdTo,
  requiredMoneyHalfEven,
  requiredReferenceId,
  requiredText,
  text,
} from './fhir-values';

/** FHIR R4 Claim → Claim as the EHR made it. Source: http://hl7.org/fhir/R4/claim.html */
export const claimFromFhir = defineMapping<unknown, Omit<RecordedClaim, 'origin'>>({
  entity: 'Claim',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Claim.id', requiredText),
    patientId: from('Claim.patient.reference', requiredReferenceId),
    encounterId: from('Claim.item[*].encounter[0].reference', firstEncounter),
    facilityId: from('Claim.provider.reference', referenceIdTo('Organization'), 'referenceId'),
    payerId: from(['Claim.insurer', 'Claim.insurance'], claimPayerId),
    payerName: from(['Claim.insurer', 'Claim.insurance'], claimPayerName),
    coverageId: from(['Claim.patient.reference', 'Claim.insurer', 'Claim.insurance'], claimCoverageId),
    billedAmount: from(['Claim.total.value', 'Claim.total.currency'], requiredMoneyHalfEven),
    items: from(['Claim.item', 'Claim.billablePeriod.start'], claimItems),
    use: from('Claim.use', coded(CLAIM_USES), 'claimUse'),
    status: from('Claim.status', coded(FINANCIAL_STATUSES), 'financialStatus'),
    serviceDate: from(['Claim.billablePeriod.start', 'Claim.created'], firstDay),
  },
  graphFields: {
    patientId: 'patient',
    encounterId: 'encounter',
    facilityId: 'facility',
    payerId: 'payer',
    payerName: null,
    coverageId: 'coverage',
    items: null,
    use: null,
    status: null,
  },
});

function firstEncounter(values: readonly unknown[]): string | null {
  return referenceIdTo('Encounter')(...values);
}

/** Reference and name of the plan that the claim goes to: of the insurance marked `focal`, else of the first. */
function focalPlan(insurance: unknown): { readonly reference: unknown; readonly display: unknown } {
  const plans = listOf(insurance).map(fieldsOf);
  const focal = plans.find((plan) => plan['focal'] === true) ?? plans[0] ?? {};
  const { reference, display } = fieldsOf(focal['coverage']);
  return { reference, display };
}

/** The payer's own reference and name where the claim has an insurer, else the name that stands with the plan. */
function payerOf(insurer: unknown, insurance: unknown): { readonly reference: unknown; readonly display: unknown } {
  const { reference, display } = fieldsOf(insurer);
  if (reference !== undefined || display !== undefined) return { reference, display };
  return { reference: undefined, display: focalPlan(insurance).display };
}

function claimPayerId(insurer: unknown, insurance: unknown): string | null {
  const { reference, display } = payerOf(insurer, insurance);
  if (isSelfPay(display) || (reference === undefined && display === undefined)) return null;
  return payerIdOf(reference, display);
}

function claimPayerName(insurer: unknown, insurance: unknown): string | null {
  const { display } = payerOf(insurer, insurance);
  return isSelfPay(display) ? null : text(display);
}

/** The plan's own id, or the one made for a plan of which the source gives only the payer's name. */
function claimCoverageId(patient: unknown, insurer: unknown, insurance: unknown): string | null {
  const { reference, display } = focalPlan(insurance);
  const own = referenceId(reference);
  if (own !== null || isSelfPay(display)) return own;
  const payer = payerOf(insurer, insurance);
  if (payer.reference === undefined && payer.display === undefined) return null;
  return containedCoverageId(patient, payer.reference, payer.display, null);
}

function claimItems(items: unknown, claimStart: unknown): readonly RecordedClaimItem[] {
  return listOf(items)
    .map(fieldsOf)
    .map((item, index) => {
      const net = fieldsOf(item['net']);
      const served = fieldsOf(item['servicedPeriod']);
      return {
        sequence: typeof item['sequence'] === 'number' ? item['sequence'] : index + 1,
        code: codeOf(item['productOrService']),
        amount: moneyHalfEven(net['value'], net['currency']),
        serviceDate: firstDay(item['servicedDate'], served['start'], claimStart),
      };
    });
}
