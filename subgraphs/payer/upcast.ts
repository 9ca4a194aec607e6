import type { Fact } from '../../platform/events/port';
import { adjustmentKindOf } from '../../platform/domain/adjustment-kind';
import type { Adjustment, RemittanceClaim } from './domain';
import type { PayerFact, RemittanceReceived } from './facts';

/**
 * Facts of the payer log as they are written now.
 * RemittanceReceived 1 → 2: each adjustment gets its kind, which follows from its group and reason.
 */
export function upcast(fact: Fact): readonly PayerFact[] {
  if (fact.type !== 'RemittanceReceived' || fact.version === 2) return [fact as PayerFact];
  const data = fact.data as RemittanceReceived;
  const claims = data.remittance.claims.map(withKinds);
  return [{ type: 'RemittanceReceived', version: 2, data: { ...data, remittance: { ...data.remittance, claims } } }];
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
