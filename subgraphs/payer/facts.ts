import type { Instant } from '../../platform/domain/instant';
import type { Fact } from '../../platform/events/port';
import type { RecordClaim, SubmitClaim } from './commands';
import type { Adjudication, ClaimStatusReport, Payer, RemittanceAdvice, RemittanceClaim } from './domain';
import type { TransactionSummary } from './x12/summary';

/** A claim on its way to a payer, with the names by which acknowledgments will call it. */
export interface ClaimSubmission {
  readonly claim: SubmitClaim;
  readonly submittedAt: Instant;
  /** GS06/ST02, as a 999 names it. */
  readonly acknowledgedSet: string;
  /** ISA13/ISA09/ISA10, as a TA1 names it. */
  readonly acknowledgedInterchange: string;
}

export interface ReportedStatus {
  readonly claimId: string;
  readonly report: ClaimStatusReport;
}

/** What the payer log tells. Streams: `claim/ID`, `remittance/ID`, `payer/ID`, `transaction/ID`. */
export type PayerFact =
  | Fact<'ClaimSubmitted', ClaimSubmission>
  /** A claim that another system made; again for each later version of it there. */
  | Fact<'ClaimRecorded', RecordClaim>
  | Fact<'ClaimDelivered', { readonly claimId: string; readonly receiptId: string | null }>
  /** Accepted by a 999, TA1 or 277CA. */
  | Fact<'ClaimAcknowledged', ReportedStatus>
  /** Rejected by a 999, TA1 or 277CA, or refused on delivery. */
  | Fact<'ClaimRejected', ReportedStatus>
  /** Neither: a 277 or 277CA that says how far it has come. */
  | Fact<'ClaimStatusReported', ReportedStatus>
  | Fact<'ClaimAdjudicated', { readonly claimId: string; readonly adjudication: Adjudication }>
  /** Version 3: without the claim payments. Version 2: each adjustment tells its kind. */
  | (Fact<'RemittanceReceived', RemittanceReceived> & { readonly version: 3 })
  /** Claim payments of a remittance, in its own stream: the first with it, the others each in a commit of their own. */
  | Fact<'ClaimPaymentsReceived', ClaimPaymentsReceived>
  | Fact<'PayerRecorded', { readonly payer: Payer }>
  /** A transaction set that was read and kept. */
  | Fact<'TransactionReceived', { readonly summary: TransactionSummary }>;

export interface RemittanceReceived {
  readonly remittance: RemittanceAdvice;
}

export interface ClaimPaymentsReceived {
  /** What of the remittance its claim payments need: it was checked as a whole before the first of them was recorded. */
  readonly remittance: Pick<RemittanceAdvice, 'id' | 'payerId' | 'paymentDate' | 'isTest' | 'status'>;
  /** By ordinal, without gaps. */
  readonly claims: readonly RemittanceClaim[];
  /** CLP01 values that are claims known here when it came, and those that are not. */
  readonly knownClaimIds: readonly string[];
  readonly unknownClaimIds: readonly string[];
}

/** The fact of some claim payments of a remittance. */
export function claimPaymentsOf(
  { id, payerId, paymentDate, isTest, status }: ClaimPaymentsReceived['remittance'],
  claims: readonly RemittanceClaim[],
  known: Pick<ClaimPaymentsReceived, 'knownClaimIds' | 'unknownClaimIds'>,
): Extract<PayerFact, { type: 'ClaimPaymentsReceived' }> {
  const remittance = { id, payerId, paymentDate, isTest, status };
  return { type: 'ClaimPaymentsReceived', data: { remittance, claims, ...known } };
}

/** The name of the payer log and of its feed. */
export const PAYER_LOG = 'payer';

/** Fact key of what can be recorded only once in its stream. */
export const CREATED = 'created';

/** Whether a text can be a claim's id and so the name of its stream; CLP01 may hold anything. */
export const isClaimId = (text: string): boolean => /^[^@\s]{1,100}$/.test(text);
