import { aggregated, derived, type LineageRow } from '../../platform/mapping/lineage';

/**
 * Where billing's fields come from. Billing reads no outside system: each field is worked out from the fields of the
 * graph whose facts the ledger has posted.
 */
export const lineage: readonly LineageRow[] = [
  derived('LedgerEntry.amount', ['ChargeItem.chargeAmount', 'RemittanceClaim.paidAmount', 'RemittanceClaim.adjustments', 'Payment.amount', 'Refund.amount'], 'receivable legs of the double entry'), // prettier-ignore
  derived('LedgerEntry.serviceDate', ['ChargeItem.serviceDate'], 'copied'),
  derived('LedgerEntry.postingDate', ['ChargeItem.serviceDate', 'RemittanceAdvice.paymentDate', 'Payment.createdAt'], 'day of the fact, not before the books were opened'), // prettier-ignore
  derived('LedgerEntry.balanceAfterAmount', ['LedgerEntry.amount'], 'running sum'),
  derived('LedgerEntry.reasonCode', ['RemittanceClaim.adjustments'], 'CAS group and reason'),
  derived('LedgerEntry.legs', ['LedgerEntry.amount', 'LedgerEntry.kind'], 'posting rule of the kind'),
  derived('PatientAccount.patient', ['Encounter.patient'], 'copied'),
  derived('PatientAccount.facility', ['Encounter.facility'], 'copied'),
  derived('PatientAccount.guarantor', ['Patient.guarantors'], 'first named'),
  derived('PatientAccount.balance', ['LedgerEntry.amount'], 'sum'),
  derived('PatientAccount.patientBalanceAmount', ['LedgerEntry.legs'], 'sum of patient receivable'),
  derived('PatientAccount.insuranceBalanceAmount', ['LedgerEntry.legs'], 'sum of insurance receivable'),
  derived('PatientAccount.unappliedAmount', ['LedgerEntry.legs'], 'sum of unapplied patient cash'),
  derived('TrialBalance.totalAmount', ['LedgerEntry.legs'], 'sum'),
  derived('UnidentifiedCash.amount', ['RemittanceClaim.paidAmount'], 'copied while the claim is unknown'),
  aggregated('Metric.total', ['MetricCell.amount'], 'over all groups'),
  aggregated('MetricCell.facility', ['PatientAccount.facility', 'Claim.facility'], 'grouped'),
  aggregated('MetricCell.payer', ['Claim.payer'], 'grouped'),
  aggregated('MetricCell.month', ['Claim.serviceDate'], 'grouped by month; suppressed below 11 people'),
  aggregated('MetricCell.age', ['LedgerEntry.postingDate', 'LedgerEntry.amount'], 'grouped by the days since the oldest open charge'), // prettier-ignore
  aggregated('MetricCell.responsibleParty', ['LedgerEntry.legs'], 'grouped'),
  aggregated('MetricCell.denialReason', ['Denial.reasonCodes'], 'grouped by the first'),
  aggregated('MetricCell.count', ['PatientAccount.balance', 'PatientAccount.unappliedAmount', 'Claim.billedAmount', 'Claim.paidAmount', 'Denial.deniedAmount', 'RemittanceClaim.paidAmount'], 'count; suppressed below 11 people'), // prettier-ignore
  aggregated('MetricCell.amount', ['PatientAccount.insuranceBalanceAmount', 'PatientAccount.patientBalanceAmount', 'PatientAccount.unappliedAmount', 'Claim.billedAmount', 'Claim.paidAmount', 'Denial.deniedAmount', 'RemittanceClaim.paidAmount'], 'sum; suppressed below 11 people'), // prettier-ignore
  aggregated('MetricCell.averageDaysToPayment', ['Claim.serviceDate', 'RemittanceAdvice.paymentDate'], 'average; suppressed below 11 people'), // prettier-ignore
  aggregated('MetricCell.paymentRate', ['Claim.paidAmount', 'Claim.billedAmount'], 'quotient; suppressed below 11 people'), // prettier-ignore
  aggregated(
    'CloseReadiness.oldestUnjournalledDate',
    ['LedgerEntry.postingDate'],
    'first of any facility without a journal',
  ),
  derived('AccountBalanceChanged.balance', ['LedgerEntry.amount'], 'running sum at the change'),
];
