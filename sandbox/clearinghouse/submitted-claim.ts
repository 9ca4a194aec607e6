import type { CalendarDate } from '../../platform/domain/calendar-date';

/** Whether a payer comes first, second or third. X12 SBR01. */
export type Sequence = 'P' | 'S' | 'T';

/** What an earlier payer decided about a claim or line, as the next payer is told. Cents. */
export interface PriorDecision {
  readonly paid: number;
  /** What the earlier payer left to the patient: Σ CAS of group PR. */
  readonly patientResponsibility: number;
}

/** One service line. X12 837P loop 2400. */
export interface SubmittedLine {
  /** SV101 as its components: qualifier, code, modifiers. */
  readonly procedure: readonly string[];
  /** Cents, SV102. */
  readonly charge: number;
  /** SV104, decimal text. */
  readonly units: string;
  readonly serviceDate: CalendarDate;
  /** REF*6R. */
  readonly controlNumber: string | null;
  /** Loop 2430; null when the claim says nothing of it. */
  readonly prior: PriorDecision | null;
}

/** Another plan that covers the patient. X12 837P loop 2320. */
export interface OtherPlan {
  readonly sequence: Sequence;
  readonly payerIdentifier: string;
  readonly payerName: string;
  readonly memberId: string;
  /** From AMT*D and CAS of the claim level; null when it has not decided. */
  readonly decision: PriorDecision | null;
}

export interface PersonName {
  readonly family: string;
  readonly given: string;
}

/** One claim as it was sent to one payer. X12 837P loop 2300 with the loops above it. */
export interface SubmittedClaim {
  /** CLM01. */
  readonly controlNumber: string;
  /** Cents, CLM02. */
  readonly billed: number;
  /** CLM05-1. */
  readonly placeOfService: string;
  /** CLM05-3: 1 original, 7 replacement, 8 void. */
  readonly frequency: string;
  readonly sequence: Sequence;
  /** SBR09. */
  readonly filingIndicator: string;
  readonly payerIdentifier: string;
  readonly payerName: string;
  readonly memberId: string;
  readonly subscriber: PersonName;
  /** The patient when that is not the subscriber. */
  readonly patient: PersonName | null;
  readonly billingProvider: { readonly name: string; readonly npi: string; readonly taxId: string };
  /** REF*F8: the payer's number of the claim that this one replaces or voids. */
  readonly originalReference: string | null;
  readonly otherPlans: readonly OtherPlan[];
  readonly lines: readonly SubmittedLine[];
}

/** Something in a transaction set that the guide forbids. X12 999, IK3 and IK4. */
export interface SyntaxFault {
  /** IK301 to IK303: segment, its place in the set (ST is 1), loop. */
  readonly segmentId: string;
  readonly position: number;
  readonly loop: string;
  /** IK304: 3 a required segment is missing, 8 it has errors in its elements. */
  readonly code: '3' | '8';
  /** IK401-1, IK402 and IK403: position, data element number, 1 missing, 5 too long, 6 invalid characters, 8 no date. */
  readonly element?: { readonly position: number; readonly number: string; readonly code: '1' | '5' | '6' | '8' };
}
