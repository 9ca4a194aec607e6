import type { Person, PersonCoverage, PersonGuarantor } from '../people';
import type { Address, Facility, LegalEntity, Payer, Practitioner, World } from '../world';
import type { Identified, ResourceOf } from './fhir-types';

/** Identifier systems as the EHR writes them. */
export const SYSTEMS = {
  medicalRecordNumber: 'http://hospital.example/mrn',
  legalEntity: 'http://hospital.example/legal-entity',
  payer: 'http://payer.example/id',
  npi: 'http://hl7.org/fhir/sid/us-npi',
  taxId: 'urn:oid:2.16.840.1.113883.4.4',
  procedure: 'http://www.ama-assn.org/go/cpt',
  diagnosis: 'http://hl7.org/fhir/sid/icd-10-cm',
} as const;

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';

/** Organizations, practitioners, patients, their guarantors and coverages: what stands before the first visit. */
export function masterData(world: World): readonly Identified[] {
  return [
    ...world.legalEntities.map(legalEntityResource),
    ...world.facilities.map(facilityResource),
    ...world.payers.map(payerResource),
    ...world.practitioners.map(practitionerResource),
    ...world.patients.flatMap((person) => personResources(person, world)),
  ];
}

const reference = (type: string, id: string): { reference: string } => ({ reference: `${type}/${id}` });

const concept = (system: string, code: string): { coding: { system: string; code: string }[] } => ({
  coding: [{ system, code }],
});

function addressOf({ line, city, state, postalCode }: Address): object {
  return { use: 'home', line: [line], city, state, postalCode, country: 'US' };
}

const phone = (value: string): object => ({ system: 'phone', value });

function legalEntityResource(entity: LegalEntity): Identified {
  return {
    resourceType: 'Organization',
    id: entity.id,
    active: true,
    identifier: [
      { system: SYSTEMS.legalEntity, value: entity.id },
      { system: SYSTEMS.taxId, value: entity.taxId },
    ],
    type: [concept(`${TERMINOLOGY}/organization-type`, 'bus')],
    name: entity.name,
  };
}

function facilityResource(facility: Facility): Identified {
  return {
    resourceType: 'Organization',
    id: facility.id,
    active: true,
    identifier: [
      { system: SYSTEMS.npi, value: facility.npi },
      { system: SYSTEMS.taxId, value: facility.taxId },
    ],
    type: [concept(`${TERMINOLOGY}/organization-type`, 'prov')],
    name: facility.name,
    telecom: [phone(facility.telephone)],
    address: [{ ...addressOf(facility.address), use: 'work' }],
    partOf: reference('Organization', facility.legalEntityId),
  };
}

function payerResource(payer: Payer): Identified {
  return {
    resourceType: 'Organization',
    id: payer.id,
    active: true,
    identifier: [{ system: SYSTEMS.payer, value: payer.payerIdentifier }],
    type: [concept(`${TERMINOLOGY}/organization-type`, 'ins')],
    name: payer.name,
    telecom: [phone(payer.telephone)],
    address: [{ ...addressOf(payer.address), use: 'work' }],
  };
}

function practitionerResource(practitioner: Practitioner): Identified {
  return {
    resourceType: 'Practitioner',
    id: practitioner.id,
    active: true,
    identifier: [{ system: SYSTEMS.npi, value: practitioner.npi }],
    name: [{ use: 'official', family: practitioner.family, given: [practitioner.given] }],
  };
}

function personResources(person: Person, world: World): readonly Identified[] {
  const guarantor = person.guarantor.kind === 'RELATED' ? [guarantorResource(person, person.guarantor)] : [];
  const coverages = person.coverages.map((coverage) => coverageResource(person, coverage, world));
  return [patientResource(person), ...guarantor, ...coverages, accountResource(person, person.homeFacilityId)];
}

function patientResource(person: Person): Identified {
  return {
    resourceType: 'Patient',
    id: person.id,
    active: true,
    identifier: [
      {
        type: concept(`${TERMINOLOGY}/v2-0203`, 'MR'),
        system: SYSTEMS.medicalRecordNumber,
        value: person.medicalRecordNumber,
      },
    ],
    name: [{ use: 'official', family: person.family, given: [person.given] }],
    telecom: [{ ...phone(person.telephone), use: 'home' }],
    gender: person.gender,
    birthDate: person.birthDate,
    address: [addressOf(person.address)],
    ...contactOf(person.guarantor),
    managingOrganization: reference('Organization', person.homeFacilityId),
  };
}

function contactOf(guarantor: PersonGuarantor): Pick<ResourceOf<'Patient'>, 'contact'> {
  if (guarantor.kind !== 'RELATED') return {};
  const { relationship, family, given, telephone } = guarantor;
  return {
    contact: [
      {
        relationship: [concept(`${TERMINOLOGY}/v3-RoleCode`, relationship)],
        name: { family, given: [given] },
        telecom: [phone(telephone)],
      },
    ],
  };
}

function guarantorResource(person: Person, guarantor: Extract<PersonGuarantor, { kind: 'RELATED' }>): Identified {
  return {
    resourceType: 'RelatedPerson',
    id: guarantor.id,
    active: true,
    patient: reference('Patient', person.id),
    relationship: [concept(`${TERMINOLOGY}/v3-RoleCode`, guarantor.relationship)],
    name: [{ use: 'official', family: guarantor.family, given: [guarantor.given] }],
    telecom: [phone(guarantor.telephone)],
    address: [addressOf(guarantor.address)],
  };
}

function coverageResource(person: Person, coverage: PersonCoverage, { payers }: World): Identified {
  const planName = payers.find((payer) => payer.id === coverage.payerId)?.planName ?? '';
  const { subscriber, relationship } = coverage;
  const subscriberOf =
    relationship === 'self'
      ? reference('Patient', person.id)
      : { ...guarantorReference(person), display: `${subscriber.given} ${subscriber.family}` };
  return {
    resourceType: 'Coverage',
    id: coverage.id,
    status: 'active',
    subscriber: subscriberOf,
    subscriberId: coverage.memberId,
    beneficiary: reference('Patient', person.id),
    relationship: concept(`${TERMINOLOGY}/subscriber-relationship`, relationship),
    period: { start: coverage.startsOn },
    payor: [reference('Organization', coverage.payerId)],
    class: [{ type: concept(`${TERMINOLOGY}/coverage-class`, 'plan'), value: coverage.payerId, name: planName }],
    order: coverage.order,
  };
}

function guarantorReference({ id, guarantor }: Person): { reference: string } {
  if (guarantor.kind === 'RELATED') return reference('RelatedPerson', guarantor.id);
  return reference('Patient', guarantor.kind === 'PATIENT' ? guarantor.patientId : id);
}

/** The id of the FHIR Account of a patient at a facility. */
export const accountIdOf = (patientId: string, facilityId: string): string =>
  `account-${patientId.replace('patient-', '')}-${facilityId.replace('facility-', '')}`;

/** Where the charges of a patient at one facility are collected, and who answers for them. */
export function accountResource(person: Person, facilityId: string): Identified {
  return {
    resourceType: 'Account',
    id: accountIdOf(person.id, facilityId),
    status: 'active',
    type: concept(`${TERMINOLOGY}/v3-ActCode`, 'PBILLACCT'),
    subject: [reference('Patient', person.id)],
    servicePeriod: { start: '2025-01-01' },
    coverage: person.coverages.map((coverage) => ({
      coverage: reference('Coverage', coverage.id),
      priority: coverage.order,
    })),
    owner: reference('Organization', facilityId),
    guarantor: [{ party: guarantorReference(person), onHold: false }],
  };
}
