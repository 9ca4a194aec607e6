import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { Facility, KnownPayer, Practitioner } from '../domain';
import { address, firstText, humanName, npi, referenceId, requiredText, text } from './fhir-values';

const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const EIN_SYSTEM = 'urn:oid:2.16.840.1.113883.4.4'; // employer identification numbers

/** FHIR R4 Organization of type `prov` → Facility. Source: http://hl7.org/fhir/R4/organization.html */
export const facilityFromFhir = defineMapping<unknown, Omit<Facility, 'origin'>>({
  entity: 'Facility',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Organization.id', requiredText),
    name: from('Organization.name', requiredText),
    npi: from(`Organization.identifier[system=${NPI_SYSTEM}].value`, npi),
    legalEntityId: from('Organization.partOf.reference', referenceId),
    taxId: from(
      [`Organization.identifier[system=${EIN_SYSTEM}].value`, 'Organization.identifier[type.coding.code=TAX].value'],
      firstText,
    ),
    address: from('Organization.address', address),
    telephone: from('Organization.telecom[system=phone].value', text),
  },
  graphFields: { legalEntityId: 'legalEntity', taxId: null, address: null, telephone: null },
});

/** FHIR R4 Organization of type `ins` or `pay` → what the EHR knows of a payer. */
export const payerFromFhir = defineMapping<unknown, Omit<KnownPayer, 'origin'>>({
  entity: 'Payer',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Organization.id', requiredText),
    name: from('Organization.name', requiredText),
    payerIdentifier: from(
      ['Organization.identifier[system=http://payer.example/id].value', 'Organization.identifier[type.coding.code=NIIP].value'],
      firstText,
    ),
  },
}); // prettier-ignore

/** FHIR R4 Practitioner → Practitioner. Source: http://hl7.org/fhir/R4/practitioner.html */
export const practitionerFromFhir = defineMapping<unknown, Omit<Practitioner, 'origin'>>({
  entity: 'Practitioner',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Practitioner.id', requiredText),
    npi: from(`Practitioner.identifier[system=${NPI_SYSTEM}].value`, npi),
    name: from('Practitioner.name', humanName),
  },
});
