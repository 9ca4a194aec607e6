import { HubError, isHubError } from '../../platform/domain/errors';
import type { CalendarDate } from '../../platform/domain/calendar-date';
import { money } from '../../platform/domain/money';
import type { Trace } from '../../platform/domain/origin';
import type { ClaimRequest } from '../../subgraphs/billing/domain';
import type { Billing } from '../../subgraphs/billing/index';
import type { Address, ChargeItem, Code, Coverage, Facility, Guarantor, Patient } from '../../subgraphs/ehr/domain';
import type { EhrDocuments } from '../../subgraphs/ehr/documents';
import type { ClaimPerson, OtherPayer, PostalAddress, ServiceLine, SubmitClaim } from '../../subgraphs/payer/commands';
import type { PayerDocument } from '../../subgraphs/payer/documents';
import type { Payer } from '../../subgraphs/payer/domain';
import type { PayerRoom } from '../../subgraphs/payer/index';

export interface ClaimCompositionDependencies {
  readonly ehr: EhrDocuments;
  readonly payer: Pick<PayerRoom, 'commands' | 'documents'>;
  readonly billing: Pick<Billing, 'documents' | 'raiseException'>;
  readonly now: () => Parameters<Billing['raiseException']>[2]['at'];
}

const PRIORITIES = ['PRIMARY', 'SECONDARY', 'TERTIARY'] as const;

/**
 * Puts a claim together from what the EHR knows and hands it to the payer room. What no payer could read (a patient
 * without a name, a facility without an NPI) becomes a case that says what to complete. Safe to repeat.
 */
export function createClaimSubmission(deps: ClaimCompositionDependencies) {
  return async (request: ClaimRequest, trace: Trace): Promise<void> => {
    try {
      const claim = await compose(deps, request);
      await deps.payer.commands.submitClaim(claim, { origin: null, trace });
    } catch (error) {
      if (isHubError(error, 'CONFLICT')) return; // sent before, and what the EHR knows has changed since
      if (!isHubError(error, 'BAD_INPUT') && !isHubError(error, 'NOT_FOUND')) throw error;
      const reason = `Claim ${request.claimId} cannot be sent: ${error.message}. Complete it in the EHR, then bill the encounter again.`; // prettier-ignore
      const index = await deps.billing.documents.claims.get(request.claimId);
      const place = { accountId: index?.accountId ?? null, facilityId: index?.facilityId ?? null };
      const exception = { kind: 'CLAIM_REJECTED', reason, system: null, messageId: null, ...place } as const;
      await deps.billing.raiseException(request.claimId, exception, { at: deps.now(), trace });
    }
  };
}

const need = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new HubError('NOT_FOUND', `${what} is missing`);
  return value;
};

async function compose(
  { ehr, payer, billing }: ClaimCompositionDependencies,
  request: ClaimRequest,
): Promise<SubmitClaim> {
  const { claimId, encounterId, coverageIds, coverageIndex, chargeItemIds, serviceDate } = request;
  const coverage = need(await ehr.getCoverage(coverageIds[coverageIndex] ?? ''), 'the coverage');
  const encounter = need(await ehr.getEncounter(encounterId), 'the encounter');
  const patient = need(await ehr.getPatient(encounter.patientId), 'the patient');
  const facility = need(await ehr.getFacility(encounter.facilityId ?? ''), 'the facility');
  const charges = (await ehr.getChargeItemsOfEncounter(encounterId)).filter(({ id }) => chargeItemIds.includes(id));
  const index = need(await billing.documents.claims.get(claimId), 'the account of the claim');
  const lines = charges.flatMap((charge) => lineOf(charge, serviceDate));
  return {
    claimId,
    accountId: index.accountId,
    patientId: patient.id,
    facilityId: facility.id,
    encounterId,
    coverageId: coverage.id,
    payerId: coverage.payerId,
    billedAmount: money(lines.reduce((sum, { amount }) => sum + amount.minorUnits, 0)),
    serviceDate,
    payer: addressable(payerOf(await payer.documents.payers.get(coverage.payerId))),
    priority: PRIORITIES[coverageIndex] ?? 'TERTIARY',
    billingProvider: billingProviderOf(facility),
    renderingProvider: await renderingProviderOf(ehr, encounter.practitionerId),
    ...(await partiesOf(ehr, patient, coverage)),
    placeOfService: encounter.encounterClass === 'INPATIENT' ? '21' : '11',
    diagnosisCodes: diagnosisCodesOf([...encounter.reasons, ...charges.flatMap(({ reasons }) => reasons)]),
    lines,
    otherPayer: request.previousClaimId === null ? null : await otherPayerOf({ ehr, payer }, request),
  };
}

function addressable(payer: Payer | null): SubmitClaim['payer'] {
  const known = need(payer, 'the payer of the coverage');
  return { ...known, name: need(known.name, 'the name of the payer'), payerIdentifier: need(known.payerIdentifier, 'the identifier of the payer') }; // prettier-ignore
}

const ICD_10_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

/** One to twelve, the first one the principal. X12 005010X222A1 loop 2300, HI, which is required. */
function diagnosisCodesOf(reasons: readonly Code[]): readonly string[] {
  const codes = new Set(reasons.flatMap(({ system, code }) => (system === ICD_10_CM ? [code] : [])));
  if (codes.size === 0) throw new HubError('NOT_FOUND', 'a diagnosis in ICD-10-CM is missing');
  return [...codes].slice(0, 12);
}

const billingProviderOf = ({ name, npi, taxId, address }: Facility): SubmitClaim['billingProvider'] => ({
  name,
  npi: need(npi, 'the NPI of the facility'),
  taxId,
  address: postalAddressOf(address),
});

async function renderingProviderOf(ehr: EhrDocuments, id: string | null): Promise<SubmitClaim['renderingProvider']> {
  const practitioner = id === null ? null : await ehr.getPractitioner(id);
  const { family, given } = practitioner?.name ?? {};
  return practitioner?.npi && family ? { family, given: given?.[0] ?? null, npi: practitioner.npi } : null;
}

/** The subscriber and, where the policy is somebody else's, the patient beside them. X12 loops 2010BA and 2010CA. */
async function partiesOf(ehr: EhrDocuments, patient: Patient, coverage: Coverage) {
  const policy = { memberId: need(coverage.memberId, 'the member id of the coverage'), groupNumber: null };
  const person = personOf(patient);
  const [guarantor] = await ehr.getGuarantorsOf(patient.id);
  const isSelf = coverage.relationship === null || coverage.relationship === 'SELF' || !guarantor?.name;
  if (isSelf) return { subscriber: { ...person, ...policy }, relationship: 'SELF' as const, patient: null };
  const relationship = coverage.relationship === 'CHILD' || coverage.relationship === 'SPOUSE' ? coverage.relationship : ('OTHER' as const); // prettier-ignore
  return { subscriber: { ...holderOf(guarantor), ...policy }, relationship, patient: person };
}

const GENDERS = { MALE: 'M', FEMALE: 'F', OTHER: 'U', UNKNOWN: 'U' } as const;

const personOf = ({ name, birthDate, administrativeGender, address }: Patient): ClaimPerson => ({
  family: need(name?.family, "the patient's family name"),
  given: name?.given[0] ?? null,
  birthDate,
  gender: GENDERS[administrativeGender ?? 'UNKNOWN'],
  address: postalAddressOf(address),
});

const holderOf = ({ name, address }: Guarantor): ClaimPerson => ({
  family: need(name?.family, "the subscriber's family name"),
  given: name?.given[0] ?? null,
  birthDate: null,
  gender: 'U',
  address: postalAddressOf(address),
});

function postalAddressOf(address: Address | null): PostalAddress | null {
  const line = address?.line[0];
  const { city, state, postalCode } = address ?? {};
  return line && city && state && postalCode ? { line, city, state, postalCode } : null;
}

const lineOf = ({ id, code, quantity, chargeAmount, serviceDate }: ChargeItem, day: CalendarDate): readonly ServiceLine[] =>
  chargeAmount === null
    ? []
    : [{ code: code.code, modifiers: [], amount: chargeAmount, units: quantity, serviceDate: serviceDate ?? day, lineControlNumber: id }]; // prettier-ignore

/** What the payer before has decided, for the next one to go on from. X12 loops 2320 and 2330. */
async function otherPayerOf(
  { ehr, payer }: Pick<ClaimCompositionDependencies, 'ehr' | 'payer'>,
  { previousClaimId, coverageIds, coverageIndex }: ClaimRequest,
): Promise<OtherPayer> {
  const coverage = need(await ehr.getCoverage(coverageIds[coverageIndex - 1] ?? ''), 'the earlier coverage');
  const { items } = await payer.documents.remittanceClaims.find({ claimId: previousClaimId, isTest: false }, { sort: [['paymentDate', 'desc']] }); // prettier-ignore
  const decision = need(items.find(({ status }) => status !== 'REVERSED' && status !== 'PREDETERMINED'), "the earlier payer's decision"); // prettier-ignore
  return {
    payer: addressable(payerOf(await payer.documents.payers.get(coverage.payerId))),
    priority: PRIORITIES[coverageIndex - 1] ?? 'PRIMARY',
    memberId: need(coverage.memberId, 'the member id of the earlier coverage'),
    paidAmount: decision.paidAmount,
    adjustments: [...decision.adjustments, ...decision.services.flatMap(({ adjustments }) => adjustments)],
    remainingPatientAmount: decision.patientResponsibilityAmount,
    paymentDate: decision.paymentDate,
    payerClaimControlNumber: decision.payerClaimControlNumber,
  };
}

const payerOf = (document: PayerDocument | null): Payer | null =>
  document && { id: document._id, name: document.name, payerIdentifier: document.payerIdentifier };
