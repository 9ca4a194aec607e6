import { HubError } from '../../../platform/domain/errors';
import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { Guarantor, GuarantorAssignment, Patient } from '../domain';
import { ADMINISTRATIVE_GENDERS } from './code-sets';
import {
  address,
  codedOr,
  day,
  dayPeriod,
  fieldsOf,
  firstText,
  humanName,
  listOf,
  reference,
  referenceId,
  referenceIdTo,
  requiredText,
  text,
} from './fhir-values';

/** FHIR R4 Patient → Patient, without what the projection adds. Source: http://hl7.org/fhir/R4/patient.html */
export const patientFromFhir = defineMapping<unknown, Omit<Patient, 'facilityIds' | 'origin'>>({
  entity: 'Patient',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Patient.id', requiredText),
    patientId: from('Patient.id', requiredText),
    medicalRecordNumber: from(
      ['Patient.identifier[type.coding.code=MR].value', 'Patient.identifier[system=http://hospital.example/mrn].value'],
      firstText,
    ),
    name: from('Patient.name', humanName),
    birthDate: from('Patient.birthDate', day),
    administrativeGender: from('Patient.gender', codedOr(ADMINISTRATIVE_GENDERS, 'UNKNOWN'), 'administrativeGender'),
    address: from('Patient.address', address),
    telephone: from('Patient.telecom[system=phone].value', text),
    managingFacilityId: from('Patient.managingOrganization.reference', referenceId),
  },
  graphFields: { patientId: null, managingFacilityId: 'facilities' },
});

/** FHIR R4 RelatedPerson → Guarantor. Source: http://hl7.org/fhir/R4/relatedperson.html */
export const guarantorFromFhir = defineMapping<unknown, Omit<Guarantor, 'origin'>>({
  entity: 'Guarantor',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('RelatedPerson.id', requiredText),
    name: from('RelatedPerson.name', humanName),
    address: from('RelatedPerson.address', address),
    telephone: from('RelatedPerson.telecom[system=phone].value', text),
  },
});

/** FHIR R4 Account → who answers for a patient's bill. Source: http://hl7.org/fhir/R4/account.html */
export const guarantorAssignmentFromFhir = defineMapping<unknown, Omit<GuarantorAssignment, 'origin'>>({
  entity: 'Patient',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Account.id', requiredText),
    patientId: from('Account.subject[*].reference', firstPatient),
    facilityId: from('Account.owner.reference', referenceId),
    guarantorIds: from('Account.guarantor', guarantorParties),
    period: from('Account.servicePeriod', dayPeriod),
  },
  graphFields: { id: null, patientId: null, facilityId: null, guarantorIds: 'guarantors', period: null },
});

function firstPatient(values: readonly unknown[]): string {
  const id = referenceIdTo('Patient')(...values);
  if (id === null) throw new HubError('BAD_INPUT', 'a reference to a Patient is required');
  return id;
}

/** Parties that are people, in their order; a guarantor that is on hold does not answer now. */
function guarantorParties(value: unknown): readonly string[] {
  return listOf(value)
    .map(fieldsOf)
    .filter((guarantor) => guarantor['onHold'] !== true)
    .map((guarantor) => reference(fieldsOf(guarantor['party'])['reference']))
    .filter((party) => party !== null)
    .filter((party) => party.type !== 'Organization')
    .map((party) => party.id);
}
