import { derived, type LineageRow } from '../../platform/mapping/lineage';
import { statusMapping } from './x12/claim-status';
import { claimMapping, headerMapping, serviceMapping } from './x12/remittance-mapping';

/** Where a claim's own fields come from: a claim sent from here is made of what billing asked for. */
const CLAIM_LINEAGE: readonly LineageRow[] = [
  derived('Claim.patient', ['Encounter.patient'], 'copied'),
  derived('Claim.encounter', ['ChargeItem.encounter'], 'copied'),
  derived('Claim.facility', ['Encounter.facility'], 'copied'),
  derived('Claim.payer', ['Coverage.payer'], 'copied'),
  derived('Claim.billedAmount', ['ChargeItem.chargeAmount'], 'sum'),
  derived('Claim.serviceDate', ['ChargeItem.serviceDate'], 'first'),
  derived('Claim.status', ['ClaimStatusReport.outcome', 'RemittanceClaim.status', 'RemittanceClaim.paidAmount'], 'furthest'), // prettier-ignore
  derived(
    'Claim.paidAmount',
    ['RemittanceClaim.paidAmount', 'RemittanceClaim.status'],
    'sum without predeterminations',
  ),
  derived('Claim.patientResponsibilityAmount', ['RemittanceClaim.adjustments', 'RemittanceService.adjustments'], 'sum of group PR'), // prettier-ignore
  derived('Claim.payerClaimControlNumber', ['RemittanceClaim.payerClaimControlNumber', 'X12 277 REF[01=1K].02'], 'newest'), // prettier-ignore
  derived('Claim.denials', ['Denial.claim'], 'reverse'),
  derived('Claim.remittances', ['RemittanceClaim.claim'], 'reverse'),
  derived('Claim.statusReports', ['X12 999 IK501', 'X12 999 IK502', 'X12 TA1 TA104', 'X12 TA1 TA105', 'X12 277 STC'], 'collected'), // prettier-ignore
  derived('PatientAccount.claims', ['Claim.account'], 'reverse'),
];

const REMITTANCE_LINEAGE: readonly LineageRow[] = [
  derived('RemittanceAdvice.isTest', ['X12 835 ISA15'], 'isTest'),
  derived('RemittanceAdvice.guideVersion', ['X12 835 ST03', 'X12 835 GS08'], 'first'),
  derived('RemittanceAdvice.status', ['RemittanceAdvice.imbalances'], 'balanced when none'),
  derived('RemittanceAdvice.imbalances', ['RemittanceAdvice.paymentAmount', 'RemittanceAdvice.providerAdjustments', 'RemittanceClaim.billedAmount', 'RemittanceClaim.paidAmount', 'RemittanceClaim.adjustments', 'RemittanceService.billedAmount', 'RemittanceService.paidAmount', 'RemittanceService.adjustments'], 'sums compared to the cent'), // prettier-ignore
  derived('RemittanceAdvice.claims', ['X12 835 2100'], 'loop'),
  derived('RemittanceAdvice.claimCount', ['RemittanceAdvice.claims'], 'count'),
  derived('RemittanceClaim.claim', ['RemittanceClaim.claimSubmittedId'], 'matched'),
  derived('RemittanceAdjustment.group', ['X12 835 CAS01'], 'adjustmentGroup'),
  derived('RemittanceAdjustment.reasonCode', ['X12 835 CAS02'], 'copied'),
  derived('RemittanceAdjustment.amount', ['X12 835 CAS03'], 'amount'),
  derived('RemittanceAdjustment.quantity', ['X12 835 CAS04'], 'copied'),
  derived('RemittanceAdjustment.isPriorPayer', ['RemittanceAdjustment.group', 'RemittanceAdjustment.reasonCode'], 'OA with 23'), // prettier-ignore
  derived('ProviderAdjustment.reasonCode', ['X12 835 PLB03-1'], 'copied'),
  derived('ProviderAdjustment.amount', ['X12 835 PLB04'], 'amount'),
  derived('Denial.deniedAmount', ['RemittanceAdjustment.amount', 'RemittanceAdjustment.group', 'RemittanceAdjustment.reasonCode'], 'sum of what no contract explains'), // prettier-ignore
  derived('Denial.reasonCodes', ['RemittanceAdjustment.group', 'RemittanceAdjustment.reasonCode'], 'collected'),
  derived('Denial.remarkCodes', ['RemittanceClaim.remarkCodes', 'RemittanceService.remarkCodes'], 'collected'),
  derived('Denial.denialDate', ['RemittanceAdvice.paymentDate'], 'copied'),
];

/** What the catalog is told: the rows that read X12, and the fields that are worked out. */
export const lineage: readonly LineageRow[] = [
  ...headerMapping.lineage,
  ...claimMapping.lineage,
  ...serviceMapping.lineage,
  ...statusMapping.lineage.filter(({ target }) => target !== 'ClaimStatusReport.payerClaimControlNumber'),
  ...CLAIM_LINEAGE,
  ...REMITTANCE_LINEAGE,
];
