/** What an adjustment of a claim payment means for who is to pay. */
export type AdjustmentKind =
  /** A contract or law takes the amount off for good. */
  | 'CONTRACTUAL'
  /** The patient's part. CAS01 PR. */
  | 'PATIENT_RESPONSIBILITY'
  /** What the payer before has settled: told so that the sums come out. CAS01 OA, CAS02 23. */
  | 'PRIOR_PAYER'
  /** Refused: the amount stays receivable until a person has worked it. */
  | 'DENIAL';

/**
 * Reasons by which a contract or law takes an amount off: capitation (24), fee schedules (42, 45), discounts (44, 131),
 * several procedures at once (59), price limits (90, 91, 94), withholds and incentives (104, 144), a penalty set by law
 * (237), sequestration (253), and the contractual adjustment of 4010 (A2).
 */
const CONTRACTUAL_REASONS: ReadonlySet<string> = new Set('24 42 44 45 59 90 91 94 104 131 144 237 253 A2'.split(' '));

/**
 * The kind of an adjustment by its group (CAS01) and Claim Adjustment Reason Code (CAS02). Every reason of group CO, OA,
 * PI or CR that no contract or law explains is a denial.
 * Source: X12 005010X221A1 CAS; Claim Adjustment Reason Codes.
 */
export function adjustmentKindOf(group: string, reasonCode: string): AdjustmentKind {
  if (group === 'OA' && reasonCode === '23') return 'PRIOR_PAYER';
  if (group === 'PR') return 'PATIENT_RESPONSIBILITY';
  return CONTRACTUAL_REASONS.has(reasonCode) ? 'CONTRACTUAL' : 'DENIAL';
}
