import type {
  AdministrativeGender,
  ChargeItemStatus,
  ClaimUse,
  CoveragePriority,
  EncounterClass,
  EncounterStatus,
  FinancialStatus,
  SubscriberRelationship,
} from '../domain';

/** A code set as the graph names it, by the code of the source. */
export type CodeSet<T> = Readonly<Record<string, T | undefined>>;

/** FHIR R4 administrative-gender, required. */
export const ADMINISTRATIVE_GENDERS: CodeSet<AdministrativeGender> = {
  male: 'MALE',
  female: 'FEMALE',
  other: 'OTHER',
  unknown: 'UNKNOWN',
};

/** HL7 v3 ActEncounterCode, extensible: another code is OTHER. */
export const ENCOUNTER_CLASSES: CodeSet<EncounterClass> = {
  AMB: 'AMBULATORY',
  EMER: 'EMERGENCY',
  FLD: 'FIELD',
  HH: 'HOME_HEALTH',
  IMP: 'INPATIENT',
  ACUTE: 'INPATIENT',
  NONAC: 'INPATIENT',
  OBSENC: 'OBSERVATION',
  PRENC: 'PRE_ADMISSION',
  SS: 'SHORT_STAY',
  VR: 'VIRTUAL',
};

/** FHIR R4 encounter-status, required. */
export const ENCOUNTER_STATUSES: CodeSet<EncounterStatus> = {
  planned: 'PLANNED',
  arrived: 'ARRIVED',
  triaged: 'TRIAGED',
  'in-progress': 'IN_PROGRESS',
  onleave: 'ON_LEAVE',
  finished: 'FINISHED',
  cancelled: 'CANCELLED',
  'entered-in-error': 'ENTERED_IN_ERROR',
  unknown: 'UNKNOWN',
};

/** FHIR R4 fm-status, required. */
export const FINANCIAL_STATUSES: CodeSet<FinancialStatus> = {
  active: 'ACTIVE',
  cancelled: 'CANCELLED',
  draft: 'DRAFT',
  'entered-in-error': 'ENTERED_IN_ERROR',
};

/** FHIR R4 chargeitem-status, required. */
export const CHARGE_ITEM_STATUSES: CodeSet<ChargeItemStatus> = {
  planned: 'PLANNED',
  billable: 'BILLABLE',
  'not-billable': 'NOT_BILLABLE',
  aborted: 'ABORTED',
  billed: 'BILLED',
  'entered-in-error': 'ENTERED_IN_ERROR',
  unknown: 'UNKNOWN',
};

/** FHIR R4 Coverage.order. */
export const COVERAGE_PRIORITIES: CodeSet<CoveragePriority> = { 1: 'PRIMARY', 2: 'SECONDARY', 3: 'TERTIARY' };

/** FHIR R4 subscriber-relationship, extensible: another code is OTHER. */
export const SUBSCRIBER_RELATIONSHIPS: CodeSet<SubscriberRelationship> = {
  self: 'SELF',
  spouse: 'SPOUSE',
  child: 'CHILD',
  parent: 'PARENT',
};

/** FHIR R4 claim-use, required. */
export const CLAIM_USES: CodeSet<ClaimUse> = {
  claim: 'CLAIM',
  preauthorization: 'PREAUTHORIZATION',
  predetermination: 'PREDETERMINATION',
};

/** What sources write in place of a payer when the patient pays alone; lower case. */
export const SELF_PAY_NAMES: ReadonlySet<string> = new Set(['no_insurance', 'no insurance', 'self-pay', 'self pay']);
