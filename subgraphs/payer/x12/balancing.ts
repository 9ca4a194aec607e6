import { money, type Money } from '../../../platform/domain/money';
import type { Adjustment, Imbalance, RemittanceClaim, RemittanceHeader } from '../domain';

type Place = Pick<Imbalance, 'level' | 'claimOrdinal' | 'serviceOrdinal'>;

/**
 * Every sum of a remittance that does not come out, to the cent; none for one that balances.
 * BPR02 = Σ CLP04 − Σ PLB; CLP03 = CLP04 + Σ CAS of the claim and its services; SVC03 = SVC02 − Σ CAS of the line.
 * Source: X12 005010X221A1 section 1.10.2.1.
 */
export function imbalancesOf(header: RemittanceHeader, claims: readonly RemittanceClaim[]): readonly Imbalance[] {
  const found: Imbalance[] = [];
  const due =
    sum(claims.map((claim) => claim.paidAmount)) - sum(header.providerAdjustments.map(({ amount }) => amount));
  compare(found, { level: 'REMITTANCE', claimOrdinal: null, serviceOrdinal: null }, { stated: header.paymentAmount, computed: due }); // prettier-ignore
  for (const claim of claims) checkClaim(found, claim);
  return found;
}

function checkClaim(found: Imbalance[], claim: RemittanceClaim): void {
  const { ordinal: claimOrdinal, services } = claim;
  let computed = claim.paidAmount.minorUnits + adjusted(claim.adjustments);
  for (const service of services) {
    const taken = adjusted(service.adjustments);
    computed += taken;
    const paid = { stated: service.paidAmount, computed: service.billedAmount.minorUnits - taken };
    compare(found, { level: 'SERVICE', claimOrdinal, serviceOrdinal: service.ordinal }, paid);
  }
  compare(found, { level: 'CLAIM', claimOrdinal, serviceOrdinal: null }, { stated: claim.billedAmount, computed });
}

function sum(amounts: readonly Money[]): number {
  let total = 0;
  for (const { minorUnits } of amounts) total += minorUnits;
  return total;
}

function adjusted(adjustments: readonly Adjustment[]): number {
  let total = 0;
  for (const { amount } of adjustments) total += amount.minorUnits;
  return total;
}

function compare(found: Imbalance[], place: Place, { stated, computed }: { stated: Money; computed: number }): void {
  if (stated.minorUnits === computed) return;
  found.push({ ...place, statedAmount: stated, computedAmount: money(computed, stated.currency) });
}
