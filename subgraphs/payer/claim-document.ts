import { sumMoney, zero, type Money } from '../../platform/domain/money';
import type { Commit } from '../../platform/events/port';
import type { Adjudication, ClaimStatus, ClaimStatusReport, ClaimSubject } from './domain';
import type { ClaimDocument } from './documents';
import type { PayerFact } from './facts';

const MOST_REPORTS = 50;

/** How far each status is; a report never takes a claim back. */
const RANK: Readonly<Record<ClaimStatus, number>> = {
  RECORDED: 0,
  CANCELLED: 0,
  SUBMITTED: 0,
  DELIVERED: 1,
  ACKNOWLEDGED: 2,
  ACCEPTED: 3,
  PENDING: 3,
  REJECTED: 3,
  PREDETERMINED: 4,
  REVERSED: 4,
  DENIED: 4,
  PAID: 4,
};

/** The document after one commit of the claim's stream; null when a claim's stream begins with something else. */
export function afterCommit(before: ClaimDocument | null, commit: Commit<PayerFact>): ClaimDocument | null {
  if (before && before.version >= commit.version) return before;
  let document = before;
  for (const fact of commit.facts) document = afterFact(document, fact, commit);
  return document && { ...document, version: commit.version, changedAt: commit.at };
}

function afterFact(before: ClaimDocument | null, fact: PayerFact, commit: Commit<PayerFact>): ClaimDocument | null {
  switch (fact.type) {
    case 'ClaimSubmitted': {
      const { claim, submittedAt, acknowledgedSet, acknowledgedInterchange } = fact.data;
      const opened = opening(claim, before, commit);
      return { ...opened, status: 'SUBMITTED', submittedAt, acknowledgedSet, acknowledgedInterchange };
    }
    case 'ClaimRecorded': {
      const opened = opening(fact.data, before, commit);
      const standing = fact.data.isCancelled ? 'CANCELLED' : 'RECORDED';
      return { ...opened, status: RANK[opened.status] === 0 ? standing : opened.status };
    }
    case 'ClaimDelivered':
      return before && { ...before, status: furthest(before.status, 'DELIVERED') };
    case 'ClaimAcknowledged':
    case 'ClaimRejected':
    case 'ClaimStatusReported':
      return before && withReport(before, fact.data.report);
    case 'ClaimAdjudicated':
      return before && withAdjudication(before, fact.data.adjudication);
    case 'RemittanceReceived':
    case 'ClaimPaymentsReceived':
    case 'PayerRecorded':
    case 'TransactionReceived':
      return before;
    default:
      return fact satisfies never;
  }
}

function opening(
  subject: ClaimSubject,
  before: ClaimDocument | null,
  { at, origin }: Commit<PayerFact>,
): ClaimDocument {
  const { claimId, accountId, patientId, facilityId, encounterId, coverageId, payerId, billedAmount, serviceDate } =
    subject;
  const none = zero(billedAmount.currency);
  const unheard: ClaimDocument = {
    ...{ _id: claimId, version: 0, accountId, patientId, facilityId, encounterId, coverageId, payerId, billedAmount },
    ...{ serviceDate, status: 'RECORDED', paidAmount: none, patientResponsibilityAmount: none, submittedAt: null },
    ...{ payerClaimControlNumber: null, statusReports: [], adjudications: [], acknowledgedSet: null },
    ...{ acknowledgedInterchange: null, changedAt: at, origin },
  };
  if (!before) return unheard;
  return {
    ...before,
    accountId,
    patientId,
    facilityId,
    encounterId,
    coverageId,
    payerId,
    billedAmount,
    serviceDate,
    origin,
  };
}

const furthest = (before: ClaimStatus, next: ClaimStatus): ClaimStatus => (RANK[next] >= RANK[before] ? next : before);

const STATUS_OF_REPORT = {
  ENVELOPE_999: { ACCEPTED: 'ACKNOWLEDGED', REJECTED: 'REJECTED' },
  ENVELOPE_TA1: { ACCEPTED: 'DELIVERED', REJECTED: 'REJECTED' },
  CLAIM_277CA: { ACCEPTED: 'ACCEPTED', REJECTED: 'REJECTED', PENDING: 'PENDING' },
  CLAIM_277: { ACCEPTED: 'ACCEPTED', PENDING: 'PENDING' },
  DELIVERY: { REJECTED: 'REJECTED' },
} as const satisfies Record<ClaimStatusReport['kind'], Partial<Record<ClaimStatusReport['outcome'], ClaimStatus>>>;

function withReport(before: ClaimDocument, report: ClaimStatusReport): ClaimDocument {
  const ofKind: Partial<Record<ClaimStatusReport['outcome'], ClaimStatus>> = STATUS_OF_REPORT[report.kind];
  const next = ofKind[report.outcome];
  return {
    ...before,
    status: next === undefined ? before.status : furthest(before.status, next),
    payerClaimControlNumber: report.payerClaimControlNumber ?? before.payerClaimControlNumber,
    statusReports: [...before.statusReports, report].slice(-MOST_REPORTS),
  };
}

function withAdjudication(before: ClaimDocument, adjudication: Adjudication): ClaimDocument {
  const adjudications = [...before.adjudications, adjudication];
  const counted = adjudications.filter(({ status }) => status !== 'PREDETERMINED');
  const sum = (amounts: readonly Money[]): Money => sumMoney(amounts, before.billedAmount.currency);
  return {
    ...before,
    status: statusAfter(before.status, adjudication),
    adjudications,
    paidAmount: sum(counted.map(({ paidAmount }) => paidAmount)),
    patientResponsibilityAmount: sum(counted.map(({ patientResponsibilityAmount }) => patientResponsibilityAmount)),
    payerClaimControlNumber: adjudication.payerClaimControlNumber ?? before.payerClaimControlNumber,
  };
}

/** The last decision counts; a predetermination decides nothing about a claim that is decided. */
function statusAfter(before: ClaimStatus, { status, paidAmount, denial }: Adjudication): ClaimStatus {
  if (status === 'PREDETERMINED') return RANK[before] < RANK.PREDETERMINED ? 'PREDETERMINED' : before;
  if (status === 'REVERSED') return 'REVERSED';
  return paidAmount.minorUnits === 0 && denial !== null ? 'DENIED' : 'PAID';
}
