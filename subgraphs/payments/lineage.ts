import { derived, type LineageRow } from '../../platform/mapping/lineage';
import { bankDepositMapping } from './mapping/bai2';
import { chargeMapping, paymentIntentMapping, payoutItemMapping, payoutMapping, refundMapping } from './mapping/stripe';

/** Fields of the domain types that the graph calls otherwise; null: the graph does not show them. */
const GRAPH_FIELDS: Readonly<Record<string, string | null>> = {
  'Payment.sourceId': 'Payment.origin',
  'Payment.accountId': 'Payment.account',
  'Payment.patientId': null,
  'Payment.facilityId': null,
  'Refund.sourceId': 'Refund.origin',
  'Refund.paymentId': 'Refund.payment',
  'Refund.paymentSourceId': null,
  'Refund.accountId': null,
  'Refund.patientId': null,
  'Refund.facilityId': null,
  'PayoutItem.paymentId': 'PayoutItem.payment',
  'PayoutItem.fee': 'PayoutItem.feeAmount',
  'PayoutItem.net': 'PayoutItem.netAmount',
};

function inGraph(row: LineageRow): readonly LineageRow[] {
  const target = GRAPH_FIELDS[row.target];
  if (target === null) return [];
  return [target === undefined ? row : { ...row, target }];
}

const MAPPINGS = [
  paymentIntentMapping,
  chargeMapping,
  refundMapping,
  payoutMapping,
  payoutItemMapping,
  bankDepositMapping,
];

/** What the catalog is told: the mapping rows by their names in the graph, and the fields that resolvers work out. */
export const lineage: readonly LineageRow[] = [
  ...MAPPINGS.flatMap((mapping) => mapping.lineage.flatMap(inGraph)),
  derived('Payment.statusAt', ['Stripe Event.created'], 'unixSeconds'),
  derived('Refund.statusAt', ['Stripe Event.created'], 'unixSeconds'),
  derived('Payout.statusAt', ['Stripe Event.created'], 'unixSeconds'),
  derived('Payment.refundedAmount', ['Refund.amount', 'Refund.status'], 'sum of succeeded'),
  derived('Payment.refunds', ['Refund.payment'], 'reverse'),
  derived('PatientAccount.payments', ['Payment.account'], 'reverse'),
  derived('Payout.paymentAmount', ['PayoutItem.amount', 'PayoutItem.kind'], 'sum'),
  derived('Payout.refundAmount', ['PayoutItem.amount', 'PayoutItem.kind'], 'negated sum'),
  derived('Payout.feeAmount', ['PayoutItem.feeAmount'], 'sum'),
];
