import { derived, type LineageRow } from '../../../platform/mapping/lineage';
import { fhirLineage } from './fhir';

/** Lineage of every field of the ehr room: the rows of its mappings, and what is worked out from other fields. */
export const lineage: readonly LineageRow[] = [
  ...fhirLineage,
  derived('Patient.facilities', ['Encounter.facility', 'Encounter.patient'], 'distinct'),
  derived('Patient.encounters', ['Encounter.patient'], 'inverse'),
  derived('Patient.coverages', ['Coverage.patient', 'Coverage.priority'], 'inverse, by priority'),
  derived('Guarantor.patients', ['Patient.guarantors'], 'inverse'),
  derived('Guarantor.name', ['Patient.name'], 'of a patient who answers for a bill'),
  derived('Encounter.chargeItems', ['ChargeItem.encounter'], 'inverse'),
  derived(
    'Encounter.totalChargeAmount',
    ['ChargeItem.chargeAmount', 'ChargeItem.status'],
    'sum of billable and billed',
  ),
  derived('Encounter.facility', ['Patient.facilities'], 'where the encounter names none'),
];
