/**
 * Reasons by which a contract or law takes an amount off the charges for good, so that the ledger writes it off.
 * Every other reason of group CO, OA, PI or CR leaves the amount receivable and is recorded as a denial to be worked.
 * Source: Claim Adjustment Reason Codes (X12 835 CAS02); the words are our own.
 */
export const CONTRACTUAL_REASONS: Readonly<Record<string, string>> = {
  '24': 'covered by a capitation agreement',
  '42': 'above the fee schedule (4010)',
  '44': 'prompt-payment discount',
  '45': 'above the fee schedule or contracted amount',
  '59': 'reduced because several procedures were done together',
  '90': 'ingredient cost adjusted',
  '91': 'dispensing fee adjusted',
  '94': 'processed in excess of charges',
  '104': 'withheld under managed care',
  '131': 'negotiated discount for this claim',
  '144': 'incentive adjustment',
  '237': 'penalty set by law',
  '253': 'federal payment sequestration',
  A2: 'contractual adjustment (4010)',
};

/** The prior payer's part (CAS01 OA, CAS02 23): told for balancing only, posted when that payer's own remittance came. */
export const isPriorPayer = (group: string, reasonCode: string): boolean => group === 'OA' && reasonCode === '23';
