import { HubError } from '../../../platform/domain/errors';
import type { Money } from '../../../platform/domain/money';
import { jsonPath } from '../../../platform/mapping/json-path';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { ChargeItem, Encounter } from '../domain';
import { CHARGE_ITEM_STATUSES, ENCOUNTER_CLASSES, ENCOUNTER_STATUSES } from './code-sets';
import {
  coded,
  codedOr,
  codes,
  day,
  dayPeriod,
  decimalTextOrOne,
  firstDay,
  moneyHalfEven,
  referenceIdTo,
  requiredCode,
  requiredReferenceId,
  requiredText,
} from './fhir-values';

const practitioner = referenceIdTo('Practitioner');
const organization = referenceIdTo('Organization');

/** FHIR R4 Encounter → Encounter. Source: http://hl7.org/fhir/R4/encounter.html */
export const encounterFromFhir = defineMapping<unknown, Omit<Encounter, 'origin'>>({
  entity: 'Encounter',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('Encounter.id', requiredText),
    patientId: from('Encounter.subject.reference', requiredReferenceId),
    facilityId: from('Encounter.serviceProvider.reference', organization, 'referenceId'),
    practitionerId: from('Encounter.participant[*].individual.reference', firstPractitioner),
    encounterClass: from('Encounter.class.code', codedOr(ENCOUNTER_CLASSES, 'OTHER'), 'encounterClass'),
    status: from('Encounter.status', coded(ENCOUNTER_STATUSES), 'encounterStatus'),
    period: from('Encounter.period', dayPeriod),
    serviceDate: from('Encounter.period.start', day),
    reasons: from('Encounter.reasonCode', codes),
  },
  graphFields: { patientId: 'patient', facilityId: 'facility', practitionerId: 'practitioner' },
});

/** FHIR R4 ChargeItem → ChargeItem. Source: http://hl7.org/fhir/R4/chargeitem.html */
export const chargeItemFromFhir = defineMapping<unknown, Omit<ChargeItem, 'origin'>>({
  entity: 'ChargeItem',
  standard: 'FHIR R4',
  path: jsonPath,
  rows: {
    id: from('ChargeItem.id', requiredText),
    patientId: from('ChargeItem.subject.reference', requiredReferenceId),
    encounterId: from('ChargeItem.context.reference', referenceIdTo('Encounter'), 'referenceId'),
    facilityId: from('ChargeItem.performingOrganization.reference', organization, 'referenceId'),
    practitionerId: from('ChargeItem.performer[*].actor.reference', firstPractitioner),
    code: from('ChargeItem.code', requiredCode),
    quantity: from('ChargeItem.quantity.value', decimalTextOrOne),
    chargeAmount: from(
      ['ChargeItem.priceOverride.value', 'ChargeItem.priceOverride.currency', 'ChargeItem.status'],
      priceHalfEven,
    ),
    serviceDate: from(
      ['ChargeItem.occurrenceDateTime', 'ChargeItem.occurrencePeriod.start', 'ChargeItem.enteredDate'],
      firstDay,
    ),
    status: from('ChargeItem.status', coded(CHARGE_ITEM_STATUSES), 'chargeItemStatus'),
    reasons: from('ChargeItem.reason', codes),
  },
  graphFields: { patientId: null, encounterId: 'encounter', facilityId: null, practitionerId: null },
});

function firstPractitioner(values: readonly unknown[]): string | null {
  return practitioner(...values);
}

/** The hub keeps no price list: what is billable must say its price. */
function priceHalfEven(value: unknown, currency: unknown, status: unknown): Money | null {
  const amount = moneyHalfEven(value, currency);
  if (amount === null && status === 'billable') {
    throw new HubError('BAD_INPUT', 'what is billable needs an amount');
  }
  return amount;
}
