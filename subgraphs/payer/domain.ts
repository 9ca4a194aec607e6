import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';
import type { AdjustmentKind } from '../../platform/domain/adjustment-kind';

/** Whoever pays claims. FHIR R4 Organization; X12 NM1*PR, N1*PR. */
export interface Payer {
  readonly id: string;
  readonly name: string | null;
  /** The number by which claims address it. X12 NM109 with NM108 = PI. */
  readonly payerIdentifier: string | null;
}

/** Why an amount was not paid, X12 CAS01: contractual obligation, other, payer initiated, patient, correction (4010). */
export type AdjustmentGroupCode = 'CO' | 'OA' | 'PI' | 'PR' | 'CR';

/** One reason and amount of a CAS segment: positive takes off what is paid. */
export interface Adjustment {
  readonly groupCode: AdjustmentGroupCode;
  /** Claim Adjustment Reason Code, CAS02 and on. */
  readonly reasonCode: string;
  /** What the two come to. */
  readonly kind: AdjustmentKind;
  readonly amount: Money;
  /** Units the adjustment is about, decimal text. */
  readonly quantity: string | null;
}

/** What a claim or service was identified by. X12 SVC01. */
export interface ProcedureCode {
  /** Code list: `HC` is HCPCS with CPT, `NU` a revenue code, `N4` an NDC. SVC01-1. */
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
}

/** One service line as the payer decided it. X12 835 loop 2110. */
export interface RemittanceService {
  readonly ordinal: number;
  readonly procedure: ProcedureCode;
  readonly revenueCode: string | null;
  readonly billedAmount: Money;
  readonly paidAmount: Money;
  readonly allowedAmount: Money | null;
  /** Units paid, decimal text. */
  readonly units: string;
  readonly serviceDate: CalendarDate | null;
  /** Our own number of the line, where the payer returned it. REF*6R. */
  readonly lineControlNumber: string | null;
  readonly adjustments: readonly Adjustment[];
  /** Remittance Advice Remark Codes. LQ*HE. */
  readonly remarkCodes: readonly string[];
}

/** What the payer did with a claim. X12 CLP02. */
export type RemittanceClaimStatus =
  | 'PROCESSED_AS_PRIMARY'
  | 'PROCESSED_AS_SECONDARY'
  | 'PROCESSED_AS_TERTIARY'
  | 'NOT_RECOGNISED'
  | 'PRIMARY_FORWARDED'
  | 'SECONDARY_FORWARDED'
  | 'TERTIARY_FORWARDED'
  | 'REVERSED'
  | 'NOT_OUR_CLAIM_FORWARDED'
  | 'PREDETERMINED'
  | 'OTHER';

/** One claim payment. X12 835 loop 2100. */
export interface RemittanceClaim {
  /** 1 for the first CLP of the remittance: a CLP01 may come more than once. */
  readonly ordinal: number;
  /** CLP01 as the payer returned it. */
  readonly claimSubmittedId: string;
  /** CLP02 itself. */
  readonly statusCode: string;
  readonly status: RemittanceClaimStatus;
  readonly billedAmount: Money;
  readonly paidAmount: Money;
  /** CLP05; compared with the PR adjustments and never posted. */
  readonly patientResponsibilityAmount: Money;
  /** CLP06. */
  readonly filingIndicatorCode: string | null;
  /** CLP07. */
  readonly payerClaimControlNumber: string | null;
  /** CLP08: where the service was. */
  readonly facilityTypeCode: string | null;
  /** CLP09: 1 original, 7 replacement, 8 void. */
  readonly frequencyCode: string | null;
  readonly patientName: string | null;
  readonly memberId: string | null;
  readonly serviceDate: CalendarDate | null;
  readonly receivedDate: CalendarDate | null;
  /** Payer that the claim was sent on to. NM1*TT. */
  readonly crossoverPayerName: string | null;
  /** CAS of the claim itself; those of its lines stand with them. */
  readonly adjustments: readonly Adjustment[];
  /** MIA and MOA remark codes. */
  readonly remarkCodes: readonly string[];
  readonly services: readonly RemittanceService[];
}

/** An adjustment of the payment that belongs to no claim in it. X12 PLB: positive takes off what is paid. */
export interface ProviderAdjustment {
  /** PLB01. */
  readonly providerId: string;
  /** PLB02: last day of the provider's fiscal year. */
  readonly fiscalPeriodDate: CalendarDate | null;
  /** PLB03-1: `WO` overpayment recovery, `FB` forwarded balance, `L6` interest. */
  readonly reasonCode: string;
  /** PLB03-2. */
  readonly referenceNumber: string | null;
  readonly amount: Money;
}

/** How the money came. X12 BPR04. */
export type PaymentMethod = 'ELECTRONIC_TRANSFER' | 'CHECK' | 'NON_PAYMENT' | 'OTHER';

/** A sum that does not come out. */
export interface Imbalance {
  readonly level: 'REMITTANCE' | 'CLAIM' | 'SERVICE' | 'PATIENT_RESPONSIBILITY';
  /** Ordinal of the claim payment; null for the remittance itself. */
  readonly claimOrdinal: number | null;
  /** Ordinal of the service within it; null above that. */
  readonly serviceOrdinal: number | null;
  /** What the remittance says. */
  readonly statedAmount: Money;
  /** What its parts come to. */
  readonly computedAmount: Money;
}

/** Whether all sums of the remittance come out. */
export type RemittanceStatus = 'BALANCED' | 'OUT_OF_BALANCE';

/** What an 835 says of its payment and the parties. Loops header, 1000A, 1000B and the summary. */
export interface RemittanceHeader {
  /** BPR02; negative when BPR03 says debit. */
  readonly paymentAmount: Money;
  readonly paymentMethod: PaymentMethod;
  /** BPR01. */
  readonly handlingCode: string;
  /** BPR16. */
  readonly paymentDate: CalendarDate;
  /** TRN02. */
  readonly traceNumber: string | null;
  /** TRN03. */
  readonly payerCompanyId: string | null;
  /** DTM*405. */
  readonly productionDate: CalendarDate | null;
  readonly payerName: string | null;
  /** N104 of the payer, or its REF*2U. */
  readonly payerIdentifier: string | null;
  readonly payeeName: string | null;
  /** N104 of the payee: its NPI or tax id. */
  readonly payeeIdentifier: string | null;
  readonly providerAdjustments: readonly ProviderAdjustment[];
}

/** An 835 as read. */
export interface RemittanceReading extends RemittanceHeader {
  /** Implementation guide: `005010X221A1`, `004010X091A1`. */
  readonly guideVersion: string;
  /** ISA15 = T: never posts in production. */
  readonly isTest: boolean;
  /** How many claim payments it holds. */
  readonly claimCount: number;
  /** In order; each pass reads them anew. */
  readonly claims: Iterable<RemittanceClaim>;
  readonly status: RemittanceStatus;
  /** At most 1,000. */
  readonly imbalances: readonly Imbalance[];
  /** What was wrong with its envelope. */
  readonly findings: readonly string[];
}

/** A remittance advice as the hub knows it, without its claim payments, which stand by themselves. Owner: payer. */
export interface RemittanceAdvice extends Omit<RemittanceReading, 'claims'> {
  /** Derived from the business key. */
  readonly id: string;
  readonly payerId: string;
  readonly bodyDigest: string;
  readonly origin: Origin;
}

/** Where a claim stands. */
export type ClaimStatus =
  | 'RECORDED'
  | 'CANCELLED'
  | 'SUBMITTED'
  | 'DELIVERED'
  | 'ACKNOWLEDGED'
  | 'ACCEPTED'
  | 'REJECTED'
  | 'PENDING'
  | 'PAID'
  | 'DENIED'
  | 'REVERSED'
  | 'PREDETERMINED';

/** What one report of another party says about a claim. X12 999, TA1, 277CA, 277. */
export interface ClaimStatusReport {
  /** Report's own identity: the message and place it was read from. */
  readonly id: string;
  readonly kind: 'ENVELOPE_999' | 'ENVELOPE_TA1' | 'CLAIM_277CA' | 'CLAIM_277' | 'DELIVERY';
  readonly outcome: 'ACCEPTED' | 'REJECTED' | 'PENDING' | 'FINALIZED' | 'NOT_FOUND';
  /** Category code such as `A2`, or the 999's own code. STC01-1, IK501, TA104. */
  readonly categoryCode: string;
  /** Claim status code. STC01-2; IK502 or TA105 in an acknowledgment. */
  readonly statusCode: string | null;
  /** STC02. */
  readonly effectiveDate: CalendarDate | null;
  readonly payerClaimControlNumber: string | null;
  readonly receivedAt: Instant;
}

/** One decision of a payer on a claim, taken from a remittance. */
export interface Adjudication {
  readonly remittanceId: string;
  readonly ordinal: number;
  readonly statusCode: string;
  readonly status: RemittanceClaimStatus;
  readonly billedAmount: Money;
  readonly paidAmount: Money;
  readonly patientResponsibilityAmount: Money;
  readonly payerClaimControlNumber: string | null;
  readonly paymentDate: CalendarDate;
  readonly isTest: boolean;
  /** What the payer refuses and no contract explains; null when nothing. */
  readonly denial: DeniedPart | null;
}

/** What the payer refuses of a claim. */
export interface DeniedPart {
  readonly deniedAmount: Money;
  /** Group and reason: `CO-29`. */
  readonly reasonCodes: readonly string[];
  readonly remarkCodes: readonly string[];
}

/** What a claim is about, by id; the same whether we sent it or found it. */
export interface ClaimSubject {
  readonly claimId: string;
  readonly accountId: string | null;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly encounterId: string | null;
  readonly coverageId: string | null;
  readonly payerId: string | null;
  readonly billedAmount: Money;
  readonly serviceDate: CalendarDate | null;
}
