import { money, type Money } from '../../../platform/domain/money';
import type { Adjustment, Imbalance, RemittanceClaim, RemittanceHeader } from '../domain';

type Place = Pick<Imbalance, 'level' | 'claimOrdinal' | 'serviceOrdinal'>;

/**
 * Compares every sum of a remittance, to the cent.
 * BPR02 = Σ CLP04 − Σ PLB; CLP03 = CLP04 + Σ CAS of the claim and its services; SVC03 = SVC02 − Σ CAS of the line.
 * Source: X12 005010X221A1 section 1.10.2.1.
 */
export function checkBalance(header: RemittanceHeader, claims: Iterable<RemittanceClaim>): BalanceCheck {
  const found: Imbalance[] = [];
  let paid = 0;
  let claimCount = 0;
  for (const claim of claims) {
    claimCount += 1;
    paid += claim.paidAmount.minorUnits;
    checkClaim(found, claim);
  }
  const whole: Imbalance[] = [];
  const due = paid - adjusted(header.providerAdjustments);
  compare(whole, { level: 'REMITTANCE', claimOrdinal: null, serviceOrdinal: null }, { stated: header.paymentAmount, computed: due }); // prettier-ignore
  return { claimCount, imbalances: [...whole, ...found] };
}

/** What was found by going through all claim payments of a remittance once, keeping none. */
export interface BalanceCheck {
  readonly claimCount: number;
  /** Every sum that does not come out, the remittance's own first; none for one that balances. */
  readonly imbalances: readonly Imbalance[];
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

function adjusted(adjustments: readonly Pick<Adjustment, 'amount'>[]): number {
  let total = 0;
  for (const { amount } of adjustments) total += amount.minorUnits;
  return total;
}

function compare(found: Imbalance[], place: Place, { stated, computed }: { stated: Money; computed: number }): void {
  if (stated.minorUnits === computed) return;
  found.push({ ...place, statedAmount: stated, computedAmount: money(computed, stated.currency) });
}
