import { compareMoney, subtractMoney, sumMoney, type Money } from '../../../platform/domain/money';
import type { Adjustment, Imbalance, RemittanceClaim, RemittanceHeader, RemittanceService } from '../domain';

type Place = Pick<Imbalance, 'level' | 'claimOrdinal' | 'serviceOrdinal'>;

/**
 * Every sum of a remittance that does not come out, to the cent; none for one that balances.
 * BPR02 = Σ CLP04 − Σ PLB; CLP03 = CLP04 + Σ CAS of the claim and its services; SVC03 = SVC02 − Σ CAS of the line.
 * Source: X12 005010X221A1 section 1.10.2.1.
 */
export function imbalancesOf(header: RemittanceHeader, claims: readonly RemittanceClaim[]): readonly Imbalance[] {
  const paid = sumMoney(claims.map((claim) => claim.paidAmount));
  const withheld = sumMoney(header.providerAdjustments.map((adjustment) => adjustment.amount));
  const whole: Place = { level: 'REMITTANCE', claimOrdinal: null, serviceOrdinal: null };
  return [
    ...compare(whole, header.paymentAmount, subtractMoney(paid, withheld)),
    ...claims.flatMap((claim) => claimImbalances(claim)),
  ];
}

function claimImbalances(claim: RemittanceClaim): readonly Imbalance[] {
  const { ordinal: claimOrdinal, services } = claim;
  const adjusted = sumOf([...claim.adjustments, ...services.flatMap((service) => service.adjustments)]);
  return [
    ...compare({ level: 'CLAIM', claimOrdinal, serviceOrdinal: null }, claim.billedAmount, sumMoney([claim.paidAmount, adjusted])),
    ...services.flatMap((service) => serviceImbalance(claimOrdinal, service)),
  ]; // prettier-ignore
}

function serviceImbalance(claimOrdinal: number, service: RemittanceService): readonly Imbalance[] {
  const place: Place = { level: 'SERVICE', claimOrdinal, serviceOrdinal: service.ordinal };
  return compare(place, service.paidAmount, subtractMoney(service.billedAmount, sumOf(service.adjustments)));
}

const sumOf = (adjustments: readonly Adjustment[]): Money => sumMoney(adjustments.map(({ amount }) => amount));

function compare(place: Place, statedAmount: Money, computedAmount: Money): readonly Imbalance[] {
  return compareMoney(statedAmount, computedAmount) === 0 ? [] : [{ ...place, statedAmount, computedAmount }];
}
