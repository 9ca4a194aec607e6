import type { Fact } from '../../platform/events/port';
import { adjustmentKindOf } from '../../platform/domain/adjustment-kind';
import type { Adjustment, RemittanceAdvice, RemittanceClaim } from './domain';
import { claimPaymentsOf, type ClaimPaymentsReceived, type PayerFact } from './facts';

/** Versions 1 and 2 of RemittanceReceived: all claim payments within. */
interface WholeRemittance {
  readonly remittance: Omit<RemittanceAdvice, 'claimCount'> & { readonly claims: readonly RemittanceClaim[] };
  readonly knownClaimIds: ClaimPaymentsReceived['knownClaimIds'];
  readonly unknownClaimIds: ClaimPaymentsReceived['unknownClaimIds'];
}

/**
 * Facts of the payer log as they are written now.
 * RemittanceReceived 1 → 2: each adjustment gets its kind, which follows from its group and reason.
 * RemittanceReceived 2 → 3: the claim payments become a ClaimPaymentsReceived of the same commit.
 */
export function upcast(fact: Fact): readonly PayerFact[] {
  if (fact.type !== 'RemittanceReceived' || fact.version === 3) return [fact as PayerFact];
  const { remittance: whole, ...known } = fact.data as WholeRemittance;
  const { claims, ...rest } = whole;
  const remittance = { ...rest, claimCount: claims.length };
  return [
    { type: 'RemittanceReceived', version: 3, data: { remittance } },
    claimPaymentsOf(remittance, fact.version === 2 ? claims : claims.map(withKinds), known),
  ];
}

const withKinds = (claim: RemittanceClaim): RemittanceClaim => ({
  ...claim,
  adjustments: claim.adjustments.map(withKind),
  services: claim.services.map((service) => ({ ...service, adjustments: service.adjustments.map(withKind) })),
});

const withKind = (adjustment: Omit<Adjustment, 'kind'>): Adjustment => ({
  ...adjustment,
  kind: adjustmentKindOf(adjustment.groupCode, adjustment.reasonCode),
});
