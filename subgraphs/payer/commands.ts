import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Money } from '../../platform/domain/money';
import type { Adjustment, ClaimSubject, Payer } from './domain';

export interface PostalAddress {
  readonly line: string;
  readonly city: string;
  /** Two-letter state code. */
  readonly state: string;
  readonly postalCode: string;
}

/** Administrative sex as X12 DMG03 writes it: unknown is U. */
export type Gender = 'M' | 'F' | 'U';

/** A person as a claim names them. */
export interface ClaimPerson {
  readonly family: string;
  readonly given: string | null;
  readonly birthDate: CalendarDate | null;
  readonly gender: Gender;
  readonly address: PostalAddress | null;
}

/** Whose turn it is to pay. X12 SBR01. */
export type PayerPriority = 'PRIMARY' | 'SECONDARY' | 'TERTIARY';

/** The patient's relation to the subscriber. X12 SBR02 for self, else PAT01. */
export type SubscriberRelationship = 'SELF' | 'SPOUSE' | 'CHILD' | 'OTHER';

/** One line of a claim to submit. X12 loop 2400. */
export interface ServiceLine {
  /** HCPCS or CPT code. */
  readonly code: string;
  readonly modifiers: readonly string[];
  /** For all units together. */
  readonly amount: Money;
  /** Decimal text; at least 1. */
  readonly units: string;
  readonly serviceDate: CalendarDate;
  /** Our own number of the line, which a payer returns in REF*6R. */
  readonly lineControlNumber: string | null;
}

/** What another payer has decided before. X12 loops 2320 and 2330. */
export interface OtherPayer {
  readonly payer: Payer;
  readonly priority: PayerPriority;
  readonly memberId: string;
  readonly paidAmount: Money;
  /** Its adjustments of the claim as a whole, lines included. */
  readonly adjustments: readonly Adjustment[];
  /** What it left to the patient; null where it did not say. */
  readonly remainingPatientAmount: Money | null;
  readonly paymentDate: CalendarDate;
  readonly payerClaimControlNumber: string | null;
}

/** A professional claim to send to a payer. X12 005010X222A1. */
export interface SubmitClaim extends ClaimSubject {
  /** Also CLM01 and the claim's id: at most 20 letters, digits, points and hyphens. */
  readonly claimId: string;
  readonly payer: Payer & { readonly name: string; readonly payerIdentifier: string };
  readonly priority: PayerPriority;
  readonly serviceDate: CalendarDate;
  readonly billingProvider: {
    readonly name: string;
    readonly npi: string;
    readonly taxId: string | null;
    readonly address: PostalAddress | null;
  };
  readonly renderingProvider: { readonly family: string; readonly given: string | null; readonly npi: string } | null;
  /** Who holds the policy: the patient where `relationship` is SELF. */
  readonly subscriber: ClaimPerson & { readonly memberId: string; readonly groupNumber: string | null };
  readonly relationship: SubscriberRelationship;
  /** Null where `relationship` is SELF. */
  readonly patient: ClaimPerson | null;
  /** X12 CLM05-1, place of service: `11` office. */
  readonly placeOfService: string;
  /** ICD-10-CM codes, the principal one first; with or without the point. */
  readonly diagnosisCodes: readonly string[];
  readonly lines: readonly ServiceLine[];
  /** Given on a claim to a second or third payer. */
  readonly otherPayer: OtherPayer | null;
}

/** A claim that another system has made, such as a FHIR Claim found in the EHR. */
export interface RecordClaim extends ClaimSubject {
  /** Version of it there: the same version is recorded once. */
  readonly sourceVersion: string;
  /** It was withdrawn there: FHIR R4 Claim.status cancelled or entered-in-error. */
  readonly isCancelled: boolean;
}
