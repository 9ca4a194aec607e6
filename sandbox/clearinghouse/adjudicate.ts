import type { Contract } from '../world';
import { BUNDLED, OTHER_PAYER_FIRST, type ClaimPlan, type DenialReason } from './claim-plan';
import { decide, decideLine, sum, type DecidedAdjustment, type DecidedLine, type Decision } from './decision';
import type { SubmittedClaim, SubmittedLine } from './submitted-claim';

export interface Adjudication {
  readonly claim: SubmittedClaim;
  readonly contract: Contract;
  readonly plan: Pick<ClaimPlan, 'denial' | 'deniedLine' | 'isUnrecognised'>;
  /** What is left of the member's deductible this year, cents. */
  readonly deductibleLeft: number;
  /** The plan pays what others leave, whatever its contract with the provider. */
  readonly isSupplemental: boolean;
  /** Basis points added to the allowed share: how a correction differs from the first decision. */
  readonly changeBasisPoints?: number;
}

/** A claim as a plan decides it: denied, paid first, or paid after another plan. Cents, exactly balanced. */
export function adjudicate(adjudication: Adjudication): Decision {
  const { claim, plan } = adjudication;
  if (plan.denial !== null) return deny(claim, plan.denial, plan.isUnrecognised);
  return claim.sequence === 'P' ? payFirst(adjudication) : payAfter(adjudication);
}

/** Every line refused for one reason. CLP02 is 1 to 3 as if processed, 4 when the patient is not recognised. */
export function deny(claim: SubmittedClaim, denial: DenialReason, isUnrecognised = false): Decision {
  const lines = claim.lines.map((line) => denyLine(line, denial));
  return decide({ statusCode: isUnrecognised ? '4' : statusOf(claim), adjustments: [], lines });
}

const statusOf = ({ sequence }: SubmittedClaim): '1' | '2' | '3' => ({ P: '1', S: '2', T: '3' })[sequence] as '1' | '2' | '3'; // prettier-ignore

function denyLine(line: SubmittedLine, { group, reason, remark }: DenialReason): DecidedLine {
  const adjustments = [{ group, reason, amount: line.charge }];
  return decideLine(line, { allowed: null, adjustments, remarks: remark === null ? [] : [remark] });
}

/** A share in basis points, rounded half up to the cent. */
const share = (cents: number, basisPoints: number): number => Math.floor((cents * basisPoints + 5_000) / 10_000);

/** CO-45 down to the allowed amount; of that the patient owes copay (PR-3), deductible (PR-1), coinsurance (PR-2). */
function payFirst({ claim, contract, plan, deductibleLeft, changeBasisPoints = 0 }: Adjudication): Decision {
  const rate = Math.min(10_000, contract.allowedBasisPoints + changeBasisPoints);
  let copayLeft = contract.copayCents;
  let deductible = deductibleLeft;
  let copays = 0;
  const lines = claim.lines.map((line, index) => {
    if (index === plan.deniedLine) return denyLine(line, BUNDLED);
    const allowed = share(line.charge, rate);
    const copay = Math.min(copayLeft, allowed);
    copayLeft -= copay;
    copays += copay;
    const toDeductible = Math.min(deductible, allowed - copay);
    deductible -= toDeductible;
    const coinsurance = share(allowed - copay - toDeductible, contract.coinsuranceBasisPoints);
    return decideLine(line, {
      allowed,
      remarks: [],
      adjustments: [
        { group: 'CO', reason: '45', amount: line.charge - allowed },
        { group: 'PR', reason: '1', amount: toDeductible },
        { group: 'PR', reason: '2', amount: coinsurance },
        ...(hasVisitCopay(contract) ? [] : [{ group: 'PR' as const, reason: '3', amount: copay }]),
      ],
    });
  });
  const ofClaim: DecidedAdjustment[] = hasVisitCopay(contract) && copays > 0 ? [{ group: 'PR', reason: '3', amount: copays }] : []; // prettier-ignore
  return decide({ statusCode: '1', adjustments: ofClaim, lines });
}

/** Plans with a high copay take it per visit, so it stands on the claim level; the others on the first line. */
const hasVisitCopay = ({ copayCents }: Contract): boolean => copayCents >= 4_000; // cents

/** OA-23 for what the earlier plan paid and wrote off; of the rest a supplemental plan pays all, others their share. */
function payAfter({ claim, contract, isSupplemental }: Adjudication): Decision {
  const left = leftByEarlierPlans(claim);
  if (left === null) return deny(claim, OTHER_PAYER_FIRST);
  const lines = claim.lines.map((line, index) => {
    const open = left[index] ?? 0;
    const owed = isSupplemental ? 0 : share(open, contract.coinsuranceBasisPoints);
    return decideLine(line, {
      allowed: open,
      remarks: [],
      adjustments: [
        { group: 'OA', reason: '23', amount: line.charge - open },
        { group: 'PR', reason: '2', amount: owed },
      ],
    });
  });
  return decide({ statusCode: statusOf(claim), adjustments: [], lines });
}

/**
 * What the plan before this one left to the patient, per line and never more than its charge. Amounts that stand on
 * the claim level go to the first lines that have room. Null when the claim says nothing of an earlier decision.
 */
export function leftByEarlierPlans({ lines, otherPlans }: SubmittedClaim): readonly number[] | null {
  const decisions = otherPlans.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  if (decisions.length === 0 && lines.every(({ prior }) => prior === null)) return null;
  let ofClaim = sum(decisions.map(({ patientResponsibility }) => patientResponsibility));
  return lines.map(({ charge, prior }) => {
    const ofLine = Math.min(charge, Math.max(0, prior?.patientResponsibility ?? 0));
    const more = Math.min(charge - ofLine, Math.max(0, ofClaim));
    ofClaim -= more;
    return ofLine + more;
  });
}
