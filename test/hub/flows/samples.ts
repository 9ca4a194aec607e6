import { adjustmentKindOf } from '../../../platform/domain/adjustment-kind';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { instant } from '../../../platform/domain/instant';
import { money } from '../../../platform/domain/money';
import type { Origin } from '../../../platform/domain/origin';
import { accountIdOf } from '../../../subgraphs/billing/account-id';
import type {
  ChargeItem,
  Coverage,
  Encounter,
  Facility,
  Guarantor,
  GuarantorAssignment,
  KnownPayer,
  Patient,
  Practitioner,
  RecordedClaim,
} from '../../../subgraphs/ehr/domain';
import type { EhrFact } from '../../../subgraphs/ehr/facts';
import type { AdjustmentGroupCode, RemittanceAdvice, RemittanceClaim } from '../../../subgraphs/payer/domain';
import { claimPaymentsOf } from '../../../subgraphs/payer/facts';
import type { Told } from './house';

/** The day of care of every sample. */
export const day = calendarDate('2026-01-12');
export const usd = (minorUnits: number) => money(minorUnits);
export const accountId = accountIdOf('p1', 'f1');

export const origin: Origin = {
  system: 'ehr',
  sourceId: 's1',
  sourceVersion: null,
  receivedAt: instant('2026-01-20T07:59:00Z'),
  messageId: 'm1',
  correlationId: 'c1',
};
const version = (n: number | string): Origin => ({ ...origin, sourceVersion: String(n) });

const told = <Type extends EhrFact['type']>(type: Type, kind: string, data: Extract<EhrFact, { type: Type }>['data']) =>
  ({ type, data, stream: `${kind}/${data.id}` }) as Told<EhrFact>;

const address = { line: ['1 Elm St'], city: 'Lakeview', state: 'OH', postalCode: '43901', country: 'US' };
const name = (family: string, given: string) => ({ family, given: [given], prefix: [], text: `${given} ${family}` });

/** Facts of the EHR about patient p1, who is seen at facility f1 on `day`. */
export const ehr = {
  patient: (over: Partial<Patient> = {}) =>
    told('PatientRecorded', 'Patient', {
      id: 'p1',
      patientId: over.id ?? 'p1',
      medicalRecordNumber: 'MRN1',
      name: name('Quill', 'Ada'),
      birthDate: calendarDate('1980-02-03'),
      administrativeGender: 'FEMALE',
      address,
      telephone: null,
      managingFacilityId: 'f1',
      facilityIds: ['f1'],
      origin,
      ...over,
    }),
  facility: (over: Partial<Facility> = {}) =>
    told('FacilityRecorded', 'Organization', {
      id: 'f1',
      name: 'Lakeview Clinic',
      npi: '1234567893',
      legalEntityId: 'le-lake',
      taxId: '12-3456789',
      address,
      telephone: null,
      origin,
      ...over,
    }),
  practitioner: (over: Partial<Practitioner> = {}) =>
    told('PractitionerRecorded', 'Practitioner', { id: 'd1', npi: '1093817465', name: name('Rook', 'Ben'), origin, ...over }), // prettier-ignore
  payer: (over: Partial<KnownPayer> = {}) =>
    told('PayerRecorded', 'Organization', { id: 'payer1', name: 'Sunrise Health', payerIdentifier: '00001', origin, ...over }), // prettier-ignore
  coverage: (over: Partial<Coverage> = {}) =>
    told('CoverageRecorded', 'Coverage', {
      id: 'cov1',
      patientId: 'p1',
      facilityIds: ['f1'],
      payerId: 'payer1',
      payerName: 'Sunrise Health',
      memberId: 'MEM1',
      priority: 'PRIMARY',
      relationship: 'SELF',
      status: 'ACTIVE',
      period: null,
      planName: null,
      origin,
      ...over,
    }),
  encounter: (over: Partial<Encounter> = {}) =>
    told('EncounterRecorded', 'Encounter', {
      id: 'e1',
      patientId: 'p1',
      facilityId: 'f1',
      practitionerId: 'd1',
      encounterClass: 'AMBULATORY',
      status: 'FINISHED',
      period: null,
      serviceDate: day,
      reasons: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'J20.9', display: null }],
      origin,
      ...over,
    }),
  /** `amount` in cents; `over.origin` and a new fact key come with `version`. */
  charge: (amount: number | null, over: Partial<ChargeItem> & { readonly version?: number } = {}) => {
    const { version: n = 1, ...rest } = over;
    return told('ChargeItemRecorded', 'ChargeItem', {
      id: 'ch1',
      patientId: 'p1',
      encounterId: 'e1',
      facilityId: 'f1',
      practitionerId: 'd1',
      code: { system: 'http://www.ama-assn.org/go/cpt', code: '99213', display: null },
      quantity: '1',
      chargeAmount: amount === null ? null : usd(amount),
      serviceDate: day,
      status: 'BILLABLE',
      reasons: [],
      origin: version(n),
      ...rest,
    });
  },
  claim: (amount: number, over: Partial<RecordedClaim> & { readonly version?: number } = {}) => {
    const { version: n = 1, ...rest } = over;
    return told('ClaimRecorded', 'Claim', {
      id: 'fhir-claim-1',
      patientId: 'p1',
      encounterId: 'e1',
      facilityId: 'f1',
      payerId: 'payer1',
      payerName: 'Sunrise Health',
      coverageId: null,
      billedAmount: usd(amount),
      items: [],
      use: 'CLAIM',
      status: 'ACTIVE',
      serviceDate: day,
      origin: version(n),
      ...rest,
    });
  },
  guarantor: (over: Partial<Guarantor> = {}) =>
    told('GuarantorRecorded', 'RelatedPerson', { id: 'g1', name: name('Quill', 'Sue'), address, telephone: null, origin, ...over }), // prettier-ignore
  assignment: (guarantorIds: readonly string[], over: Partial<GuarantorAssignment> = {}) =>
    told('GuarantorAssigned', 'Account', { id: 'acc1', patientId: 'p1', facilityId: 'f1', guarantorIds, period: null, origin, ...over }), // prettier-ignore
};

/** What the EHR knows before p1's visit: the places and people, and a plan. */
export const known = () => [ehr.facility(), ehr.practitioner(), ehr.payer(), ehr.patient(), ehr.coverage()];

/** Care on a later day, at which the visit's bill is due. */
export const laterCare = () =>
  ehr.encounter({ id: 'e-later', patientId: 'p9', status: 'IN_PROGRESS', serviceDate: calendarDate('2026-01-19') });

export const adjustment = (groupCode: AdjustmentGroupCode, reasonCode: string, amount: number) => ({
  groupCode,
  reasonCode,
  kind: adjustmentKindOf(groupCode, reasonCode),
  amount: usd(amount),
  quantity: null,
});

/** One claim payment of a remittance; amounts in cents. */
export const claimPayment = (
  claimId: string,
  amounts: { readonly billed: number; readonly paid: number; readonly patient?: number },
  over: Partial<RemittanceClaim> = {},
): RemittanceClaim => ({
  ordinal: 1,
  claimSubmittedId: claimId,
  statusCode: '1',
  status: 'PROCESSED_AS_PRIMARY',
  billedAmount: usd(amounts.billed),
  paidAmount: usd(amounts.paid),
  patientResponsibilityAmount: usd(amounts.patient ?? 0),
  filingIndicatorCode: null,
  payerClaimControlNumber: 'PCN1',
  facilityTypeCode: null,
  frequencyCode: null,
  patientName: null,
  memberId: null,
  serviceDate: day,
  receivedDate: null,
  crossoverPayerName: null,
  adjustments: [],
  remarkCodes: [],
  services: [],
  ...over,
});

/** An 835 that balances, of one payment for each claim. */
export const remittance = (claims: readonly RemittanceClaim[], over: Partial<RemittanceAdvice> = {}): WholeRemittance => ({
  id: 'rem1',
  payerId: 'payer1',
  bodyDigest: 'digest',
  guideVersion: '005010X221A1',
  isTest: false,
  status: 'BALANCED',
  imbalances: [],
  findings: [],
  paymentAmount: usd(claims.reduce((sum, { paidAmount }) => sum + paidAmount.minorUnits, 0)),
  paymentMethod: 'ELECTRONIC_TRANSFER',
  handlingCode: 'I',
  paymentDate: calendarDate('2026-01-18'),
  traceNumber: 'TRN1',
  payerCompanyId: '1999999999',
  productionDate: null,
  payerName: 'Sunrise Health',
  payerIdentifier: '00001',
  payeeName: 'Lakeview Clinic',
  payeeIdentifier: '1234567893',
  providerAdjustments: [],
  claimCount: claims.length,
  claims,
  origin: { ...origin, system: 'clearinghouse' },
  ...over,
}); // prettier-ignore

/** A remittance and all its claim payments. */
export interface WholeRemittance extends RemittanceAdvice {
  readonly claims: readonly RemittanceClaim[];
}

/** The payer room's commit of it, as if none of its claims were known there. */
export function received({ claims, ...advice }: WholeRemittance) {
  const remittance = { type: 'RemittanceReceived' as const, version: 3 as const, data: { remittance: advice } };
  const unknownClaimIds = claims.map(({ claimSubmittedId }) => claimSubmittedId);
  const payments = claimPaymentsOf(advice, claims, { knownClaimIds: [], unknownClaimIds });
  return { ...remittance, stream: `remittance/${advice.id}`, beside: [payments] };
}
