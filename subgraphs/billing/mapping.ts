import { derived, type LineageRow } from '../../platform/mapping/lineage';

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
  derived('Metric.total', ['MetricCell.amount'], 'over all groups'),
  derived('MetricCell.facility', ['PatientAccount.facility', 'Claim.facility'], 'grouped'),
  derived('MetricCell.payer', ['Claim.payer'], 'grouped'),
  derived('MetricCell.month', ['Claim.serviceDate'], 'grouped by month; suppressed below 11 people'),
  derived('MetricCell.age', ['LedgerEntry.postingDate', 'LedgerEntry.amount'], 'grouped by the days since the oldest open charge'), // prettier-ignore
  derived('MetricCell.responsibleParty', ['LedgerEntry.legs'], 'grouped'),
  derived('MetricCell.denialReason', ['Denial.reasonCodes'], 'grouped by the first'),
  derived('MetricCell.count', ['PatientAccount.balance', 'PatientAccount.unappliedAmount', 'Claim.billedAmount', 'Claim.paidAmount', 'Denial.deniedAmount', 'RemittanceClaim.paidAmount'], 'count; suppressed below 11 people'), // prettier-ignore
  derived('MetricCell.amount', ['PatientAccount.insuranceBalanceAmount', 'PatientAccount.patientBalanceAmount', 'PatientAccount.unappliedAmount', 'Claim.billedAmount', 'Claim.paidAmount', 'Denial.deniedAmount', 'RemittanceClaim.paidAmount'], 'sum; suppressed below 11 people'), // prettier-ignore
  derived('MetricCell.averageDaysToPayment', ['Claim.serviceDate', 'RemittanceAdvice.paymentDate'], 'average; suppressed below 11 people'), // prettier-ignore
  derived('MetricCell.paymentRate', ['Claim.paidAmount', 'Claim.billedAmount'], 'quotient; suppressed below 11 people'), // prettier-ignore
  derived('CloseReadiness.oldestUnjournalledDate', ['LedgerEntry.postingDate'], 'first without a journal'),
  derived('AccountBalanceChanged.balance', ['LedgerEntry.amount'], 'running sum at the change'),
];
