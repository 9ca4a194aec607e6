import { sumMoney } from '../../platform/domain/money';
import { adjustmentKindOf } from '../../platform/domain/adjustment-kind';
import type { Adjustment, DeniedPart, RemittanceClaim } from './domain';

/** The prior payer's part: told so that the sums come out, and posting nothing. X12 CAS01 OA, CAS02 23. */
export const isPriorPayer = ({ groupCode, reasonCode }: Pick<Adjustment, 'groupCode' | 'reasonCode'>): boolean =>
  adjustmentKindOf(groupCode, reasonCode) === 'PRIOR_PAYER';

/** Every adjustment of a claim payment, its services' included. */
export const allAdjustmentsOf = (claim: RemittanceClaim): readonly Adjustment[] => [
  ...claim.adjustments,
  ...claim.services.flatMap((service) => service.adjustments),
];

/**
 * What the payer refuses of a claim: adjustments that are neither the patient's, nor the prior payer's, nor explained by
 * a contract. Null when they come to nothing, for a predetermination, and for a reversal, which takes back.
 * Most denials come as CLP02 1 to 3 with nothing paid; a refused line of a claim that is paid otherwise counts too.
 */
export function denialOf(claim: RemittanceClaim): DeniedPart | null {
  if (claim.status === 'REVERSED' || claim.status === 'PREDETERMINED') return null;
  const refused = allAdjustmentsOf(claim).filter(({ groupCode, reasonCode }) => {
    const kind = adjustmentKindOf(groupCode, reasonCode);
    return kind === 'DENIAL' || (kind === 'CONTRACTUAL' && claim.status === 'NOT_RECOGNISED');
  });
  const deniedAmount = sumMoney(refused.map(({ amount }) => amount), claim.billedAmount.currency); // prettier-ignore
  if (deniedAmount.minorUnits <= 0) return null;
  const remarkCodes = [...claim.remarkCodes, ...claim.services.flatMap((service) => service.remarkCodes)];
  return {
    deniedAmount,
    reasonCodes: [...new Set(refused.map(({ groupCode, reasonCode }) => `${groupCode}-${reasonCode}`))],
    remarkCodes: [...new Set(remarkCodes)],
  };
}
