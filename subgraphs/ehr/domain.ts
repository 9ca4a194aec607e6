import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';

/** FHIR R4 AdministrativeGender. */
export type AdministrativeGender = 'MALE' | 'FEMALE' | 'OTHER' | 'UNKNOWN';

/** HL7 v3 ActEncounterCode, in words. */
export type EncounterClass =
  | 'AMBULATORY'
  | 'EMERGENCY'
  | 'FIELD'
  | 'HOME_HEALTH'
  | 'INPATIENT'
  | 'OBSERVATION'
  | 'PRE_ADMISSION'
  | 'SHORT_STAY'
  | 'VIRTUAL'
  | 'OTHER';

/** FHIR R4 EncounterStatus. */
export type EncounterStatus =
  | 'PLANNED'
  | 'ARRIVED'
  | 'TRIAGED'
  | 'IN_PROGRESS'
  | 'ON_LEAVE'
  | 'FINISHED'
  | 'CANCELLED'
  | 'ENTERED_IN_ERROR'
  | 'UNKNOWN';

/** FHIR R4 FinancialResourceStatusCodes: of a Coverage and of a Claim. */
export type FinancialStatus = 'ACTIVE' | 'CANCELLED' | 'DRAFT' | 'ENTERED_IN_ERROR';

/** FHIR R4 ChargeItemStatus. */
export type ChargeItemStatus =
  'PLANNED' | 'BILLABLE' | 'NOT_BILLABLE' | 'ABORTED' | 'BILLED' | 'ENTERED_IN_ERROR' | 'UNKNOWN';

/** Which plan pays first. FHIR R4 Coverage.order; X12 SBR01. */
export type CoveragePriority = 'PRIMARY' | 'SECONDARY' | 'TERTIARY' | 'OTHER';

/** How the patient is related to the subscriber. FHIR R4 subscriber-relationship. */
export type SubscriberRelationship = 'SELF' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'OTHER';

/** FHIR R4 Claim.use. */
export type ClaimUse = 'CLAIM' | 'PREAUTHORIZATION' | 'PREDETERMINATION';

/** FHIR R4 HumanName. `text` is the whole name as one writes it. */
export interface HumanName {
  readonly family: string | null;
  readonly given: readonly string[];
  readonly prefix: readonly string[];
  readonly text: string;
}

/** FHIR R4 Address. */
export interface Address {
  readonly line: readonly string[];
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
}

/** Days, as the source's own calendar has them. */
export interface DayPeriod {
  readonly start: CalendarDate | null;
  readonly end: CalendarDate | null;
}

/** A code with its system. */
export interface Code {
  readonly system: string | null;
  readonly code: string;
  readonly display: string | null;
}

/** A person who receives care. `facilityIds`: where they are registered or have been seen, kept up by the projection. */
export interface Patient {
  readonly id: string;
  /** The same as `id`: what compartments filter by. */
  readonly patientId: string;
  readonly medicalRecordNumber: string | null;
  readonly name: HumanName | null;
  readonly birthDate: CalendarDate | null;
  readonly administrativeGender: AdministrativeGender | null;
  readonly address: Address | null;
  readonly telephone: string | null;
  readonly managingFacilityId: string | null;
  readonly facilityIds: readonly string[];
  readonly origin: Origin;
}

/** A person who answers for the bills of patients: someone outside, or a patient. */
export interface Guarantor {
  readonly id: string;
  /** The patient that they are themselves; absent for others. */
  readonly patientId?: string;
  readonly name: HumanName | null;
  readonly address: Address | null;
  readonly telephone: string | null;
  readonly origin: Origin;
}

/** Who answers for a patient's bill at a facility, the first one first. FHIR R4 Account. */
export interface GuarantorAssignment {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  /** Ids of Guarantors: of a RelatedPerson, or of the Patient who is one. */
  readonly guarantorIds: readonly string[];
  readonly period: DayPeriod | null;
  readonly origin: Origin;
}

/** One visit. */
export interface Encounter {
  readonly id: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly practitionerId: string | null;
  readonly encounterClass: EncounterClass | null;
  readonly status: EncounterStatus;
  readonly period: DayPeriod | null;
  /** The day it began. */
  readonly serviceDate: CalendarDate | null;
  /** Why the patient came, the main reason first; in whatever code systems the source has. */
  readonly reasons: readonly Code[];
  readonly origin: Origin;
}

/** One plan that covers a patient. `facilityIds` are the patient's. */
export interface Coverage {
  readonly id: string;
  readonly patientId: string;
  readonly facilityIds: readonly string[];
  readonly payerId: string;
  readonly payerName: string | null;
  readonly memberId: string | null;
  readonly priority: CoveragePriority | null;
  readonly relationship: SubscriberRelationship | null;
  readonly status: FinancialStatus;
  readonly period: DayPeriod | null;
  readonly planName: string | null;
  readonly origin: Origin;
}

/** One thing done that is charged for. `chargeAmount` is for the whole quantity; null only where nothing is billable. */
export interface ChargeItem {
  readonly id: string;
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly facilityId: string | null;
  readonly practitionerId: string | null;
  readonly code: Code;
  /** Decimal text. */
  readonly quantity: string;
  readonly chargeAmount: Money | null;
  readonly serviceDate: CalendarDate | null;
  readonly status: ChargeItemStatus;
  /** Why it was done, the main reason first; in whatever code systems the source has. */
  readonly reasons: readonly Code[];
  readonly origin: Origin;
}

/** A clinician. */
export interface Practitioner {
  readonly id: string;
  readonly npi: string | null;
  readonly name: HumanName | null;
  readonly origin: Origin;
}

/** A place of care. */
export interface Facility {
  readonly id: string;
  readonly name: string;
  readonly npi: string | null;
  readonly legalEntityId: string | null;
  readonly taxId: string | null;
  readonly address: Address | null;
  readonly telephone: string | null;
  readonly origin: Origin;
}

/** A payer as the EHR knows it; the payer subgraph owns the entity. */
export interface KnownPayer {
  readonly id: string;
  readonly name: string;
  /** The number by which claims address it. X12 NM109 with NM108 = PI. */
  readonly payerIdentifier: string | null;
  readonly origin: Origin;
}

/** One line of a claim that the EHR made. */
export interface RecordedClaimItem {
  readonly sequence: number;
  readonly code: Code | null;
  readonly amount: Money | null;
  readonly serviceDate: CalendarDate | null;
}

/** A claim that the EHR made, as it stands there; the payer subgraph owns the entity. FHIR R4 Claim. */
export interface RecordedClaim {
  readonly id: string;
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly facilityId: string | null;
  /** Null when the patient pays alone. */
  readonly payerId: string | null;
  readonly payerName: string | null;
  readonly coverageId: string | null;
  readonly billedAmount: Money;
  readonly items: readonly RecordedClaimItem[];
  readonly use: ClaimUse;
  readonly status: FinancialStatus;
  readonly serviceDate: CalendarDate | null;
  readonly origin: Origin;
}
