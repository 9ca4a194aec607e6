import type { Random } from '../random';
import type { Contract } from '../world';

/** Why a claim or line is refused: CAS01, CAS02 and the remark code that goes with it. */
export interface DenialReason {
  readonly group: 'CO' | 'PR';
  readonly reason: string;
  readonly remark: string | null;
}

/** What happens to a paid claim later. */
export interface Revision {
  readonly afterDays: number;
  /**
   * CORRECTED: taken back and decided anew, with another allowed amount; TAKEN_BACK: taken back and denied, at once;
   * RECOVERED_LATER: denied too, but the money is recovered from a later payment (PLB WO).
   */
  readonly kind: 'CORRECTED' | 'TAKEN_BACK' | 'RECOVERED_LATER';
  /** Basis points by which the allowed amount changes when corrected. */
  readonly changeBasisPoints: number;
}

/** All that chance decides about one claim. */
export interface ClaimPlan {
  /** The payer does not find the member, and says so in the 277CA. */
  readonly isRejected: boolean;
  readonly daysToDecide: number;
  readonly denial: DenialReason | null;
  /** CLP02 = 4: the patient is not known as insured. */
  readonly isUnrecognised: boolean;
  /** Ordinal from 0 of a line that is denied alone; null for none. */
  readonly deniedLine: number | null;
  /** Sent on to the secondary plan by the payer itself. */
  readonly crossesOver: boolean;
  /** Paid late, with interest. */
  readonly isLate: boolean;
  readonly revision: Revision | null;
}

const DENIALS: readonly DenialReason[] = [
  { group: 'CO', reason: '16', remark: 'N290' },
  { group: 'CO', reason: '29', remark: null },
  { group: 'CO', reason: '50', remark: 'N115' },
  { group: 'CO', reason: '197', remark: null },
  { group: 'CO', reason: '16', remark: 'M51' },
];

/** The patient cannot be identified as insured. */
export const UNRECOGNISED: DenialReason = { group: 'PR', reason: '31', remark: null };
/** An exact duplicate of a claim or service. */
export const DUPLICATE: DenialReason = { group: 'CO', reason: '18', remark: null };
/** Care may be covered by another payer: the earlier payer's decision is not with the claim. */
export const OTHER_PAYER_FIRST: DenialReason = { group: 'CO', reason: '22', remark: 'N4' };
/** What the claim says of an earlier claim is not right. */
export const WRONG_REFERENCE: DenialReason = { group: 'CO', reason: '129', remark: null };
/** Coverage had ended, found out after payment. */
export const NO_LONGER_COVERED: DenialReason = { group: 'CO', reason: '27', remark: null };
/** A line whose price is within that of another line. */
export const BUNDLED: DenialReason = { group: 'CO', reason: '97', remark: 'M15' };

/**
 * Draws a claim's fate from its own stream, always in the same order: the same claim has the same fate whenever and
 * among whatever others it comes. Denial rate and days are the contract's; the other rates are the sandbox's.
 */
export function planOf(draw: Random, contract: Contract, lineCount: number): ClaimPlan {
  const isRejected = draw.chance(0.01);
  const daysToDecide = draw.integer(...contract.paysAfterDays);
  const isDenied = draw.chance(contract.denialBasisPoints / 10_000);
  const isUnrecognised = draw.chance(0.1) && isDenied;
  const denial = draw.pick(DENIALS);
  const isLineDenied = draw.chance(0.04);
  const line = draw.integer(0, Math.max(0, lineCount - 1));
  const crossesOver = draw.chance(0.5);
  const isLate = draw.chance(0.05);
  const revision = revisionOf(draw);
  return {
    isRejected,
    daysToDecide: isLate ? daysToDecide + 4 : daysToDecide, // days past the contract's time
    denial: isDenied ? (isUnrecognised ? UNRECOGNISED : denial) : null,
    isUnrecognised,
    deniedLine: isLineDenied && lineCount > 1 ? line : null,
    crossesOver,
    isLate,
    revision,
  };
}

function revisionOf(draw: Random): Revision | null {
  const roll = draw.integer(1, 100);
  const afterDays = draw.integer(4, 9);
  const changeBasisPoints = draw.pick([-2_000, -1_000, 500, 1_000]);
  if (roll <= 3) return { afterDays, kind: 'CORRECTED', changeBasisPoints };
  if (roll <= 5) return { afterDays, kind: 'TAKEN_BACK', changeBasisPoints };
  return roll <= 7 ? { afterDays, kind: 'RECOVERED_LATER', changeBasisPoints } : null;
}
