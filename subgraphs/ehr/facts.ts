import type { Fact } from '../../platform/events/port';
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
} from './domain';

/** What the ehr log tells, each fact with the whole canonical document as it now is. Stream: `ResourceType/id`. */
export type EhrFact =
  | Fact<'PatientRecorded', Patient>
  | Fact<'GuarantorRecorded', Guarantor>
  | Fact<'GuarantorAssigned', GuarantorAssignment>
  | Fact<'EncounterRecorded', Encounter>
  | Fact<'CoverageRecorded', Coverage>
  | Fact<'ChargeItemRecorded', ChargeItem>
  | Fact<'PractitionerRecorded', Practitioner>
  | Fact<'FacilityRecorded', Facility>
  | Fact<'PayerRecorded', KnownPayer>
  | Fact<'ClaimRecorded', RecordedClaim>;

/** The name of the ehr log and of its feed. */
export const EHR_LOG = 'ehr';
