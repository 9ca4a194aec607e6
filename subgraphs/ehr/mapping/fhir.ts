import { HubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import type { Origin } from '../../../platform/domain/origin';
import type { LineageRow } from '../../../platform/mapping/lineage';
import type { EhrFact } from '../facts';
import { claimFromFhir } from './fhir-claim';
import { containedCoverages, containedCoverageFromFhir, coverageFromFhir } from './fhir-coverage';
import { facilityFromFhir, payerFromFhir, practitionerFromFhir } from './fhir-directory';
import { guarantorAssignmentFromFhir, guarantorFromFhir, patientFromFhir } from './fhir-person';
import { fieldsOf, listOf, text } from './fhir-values';
import { chargeItemFromFhir, encounterFromFhir } from './fhir-visit';

/** What a resource says, as a fact and where it is to be recorded. */
export interface Recording {
  /** `ResourceType/id` */
  readonly stream: string;
  /** `id@versionId`; a digest of what it says where the source gives neither. */
  readonly factKey: string;
  readonly fact: EhrFact;
}

/** Makes the origin of one resource; the rest of it is the message's. */
export type OriginOf = (sourceId: string, sourceVersion: string | null) => Origin;

/** FHIR R4 resource types that are read, each after those that it refers to. */
export const FHIR_TYPES = [
  'Organization',
  'Practitioner',
  'Patient',
  'RelatedPerson',
  'Account',
  'Coverage',
  'Encounter',
  'ChargeItem',
  'ExplanationOfBenefit',
  'Claim',
] as const;
export type FhirType = (typeof FHIR_TYPES)[number];

type Reader = (resource: unknown, origin: Origin) => EhrFact;

const READERS: Readonly<Record<Exclude<FhirType, 'Organization' | 'ExplanationOfBenefit'>, Reader>> = {
  Practitioner: (resource, origin) => ({
    type: 'PractitionerRecorded',
    data: { ...practitionerFromFhir.map(resource), origin },
  }),
  Patient: (resource, origin) => {
    const patient = patientFromFhir.map(resource);
    const facilityIds = patient.managingFacilityId === null ? [] : [patient.managingFacilityId];
    return { type: 'PatientRecorded', data: { ...patient, facilityIds, origin } };
  },
  RelatedPerson: (resource, origin) => ({
    type: 'GuarantorRecorded',
    data: { ...guarantorFromFhir.map(resource), origin },
  }),
  Account: (resource, origin) => ({
    type: 'GuarantorAssigned',
    data: { ...guarantorAssignmentFromFhir.map(resource), origin },
  }),
  Coverage: (resource, origin) => ({
    type: 'CoverageRecorded',
    data: { ...coverageFromFhir.map(resource), facilityIds: [], origin },
  }),
  Encounter: (resource, origin) => ({
    type: 'EncounterRecorded',
    data: { ...encounterFromFhir.map(resource), origin },
  }),
  ChargeItem: (resource, origin) => ({
    type: 'ChargeItemRecorded',
    data: { ...chargeItemFromFhir.map(resource), origin },
  }),
  Claim: (resource, origin) => ({ type: 'ClaimRecorded', data: { ...claimFromFhir.map(resource), origin } }),
};

/** The rows of every mapping as lineage. */
export const fhirLineage: readonly LineageRow[] = [
  facilityFromFhir,
  payerFromFhir,
  practitionerFromFhir,
  patientFromFhir,
  guarantorFromFhir,
  guarantorAssignmentFromFhir,
  coverageFromFhir,
  encounterFromFhir,
  chargeItemFromFhir,
  claimFromFhir,
].flatMap(({ lineage }) => lineage);

/**
 * Reads one FHIR R4 resource as the facts that it states; none for one that says nothing here (an organization that
 * is neither facility nor payer). Throws SOURCE_MALFORMED, naming type and field.
 */
export function recordingsOf(resource: unknown, originOf: OriginOf): readonly Recording[] {
  const type = typeOf(resource);
  const { id, versionId } = identityOf(resource, type);
  const origin = originOf(`${type}/${id}`, versionId);
  const recording = (fact: EhrFact): Recording => ({
    stream: `${type}/${id}`,
    factKey: `${id}@${versionId ?? digestOf(JSON.stringify(resource)).slice(0, 16)}`,
    fact,
  });
  const contained = containedCoverages(resource).map((coverage) => containedCoverage(coverage, origin));
  if (type === 'ExplanationOfBenefit') return contained;
  if (type === 'Organization') return organizationFacts(resource, origin).map(recording);
  return [...contained, recording(READERS[type](resource, origin))];
}

/** Id and version of a resource. Throws SOURCE_MALFORMED when it has no id: it could never be told from another. */
export function identityOf(
  resource: unknown,
  type: string,
): { readonly id: string; readonly versionId: string | null } {
  const { id, meta } = fieldsOf(resource);
  if (typeof id !== 'string' || id === '') {
    throw new HubError('SOURCE_MALFORMED', `a FHIR R4 ${type} without ${type}.id cannot be told from another`);
  }
  const { versionId } = fieldsOf(meta);
  return { id, versionId: typeof versionId === 'string' ? text(versionId) : null };
}

/** Throws SOURCE_MALFORMED for something that is no resource, or of a type that is not read. */
function typeOf(resource: unknown): FhirType {
  const { resourceType } = fieldsOf(resource);
  if (typeof resourceType !== 'string') throw new HubError('SOURCE_MALFORMED', 'a FHIR resource has no resourceType');
  const known = FHIR_TYPES.find((type) => type === resourceType);
  if (!known)
    throw new HubError('SOURCE_MALFORMED', `FHIR R4 ${resourceType} is not a resource type that is read here`);
  return known;
}

/** Within a stream of its own, keyed by what it says: every bill repeats it, and a repeat adds nothing. */
function containedCoverage(resource: unknown, origin: Origin): Recording {
  const coverage = containedCoverageFromFhir.map(resource);
  return {
    stream: `Coverage/${coverage.id}`,
    factKey: `contained@${digestOf(JSON.stringify(coverage)).slice(0, 16)}`,
    fact: { type: 'CoverageRecorded', data: { ...coverage, facilityIds: [], origin } },
  };
}

const PAYER_TYPES: ReadonlySet<unknown> = new Set(['ins', 'pay']);
const FACILITY_TYPES: ReadonlySet<unknown> = new Set(['prov', 'dept']);

/** Source: FHIR R4 organization-type; one that gives no type is taken for a provider. */
function organizationFacts(resource: unknown, origin: Origin): readonly EhrFact[] {
  const concepts = listOf(fieldsOf(resource)['type']).map(fieldsOf);
  const codes = concepts.flatMap(({ coding }) => listOf(coding).map((one) => fieldsOf(one)['code']));
  if (codes.some((code) => PAYER_TYPES.has(code))) {
    return [{ type: 'PayerRecorded', data: { ...payerFromFhir.map(resource), origin } }];
  }
  if (codes.length === 0 || codes.some((code) => FACILITY_TYPES.has(code))) {
    return [{ type: 'FacilityRecorded', data: { ...facilityFromFhir.map(resource), origin } }];
  }
  return [];
}
