import { instant } from '../../../platform/domain/instant';
import { money, zero } from '../../../platform/domain/money';
import { calendarDate } from '../../../platform/domain/calendar-date';
import type { Commit } from '../../../platform/events/port';
import { afterCommit } from '../../../subgraphs/payer/claim-document';
import type { Adjudication, ClaimStatusReport } from '../../../subgraphs/payer/domain';
import type { ClaimDocument } from '../../../subgraphs/payer/documents';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { submitClaimOf } from './sample-claim';

const AT = instant('2026-01-05T09:30:00Z');

const commitOf = (fact: PayerFact, version: number): Commit<PayerFact> => ({
  _id: `claim/CLAIM-1@${version}`,
  stream: 'claim/CLAIM-1',
  version,
  factKey: String(version),
  facts: [fact],
  at: AT,
  origin: null,
  trace: { correlationId: 'c', causationId: null },
});

/** The claim after a submission and these facts, each a commit. */
function after(...facts: readonly PayerFact[]): ClaimDocument {
  const submitted: PayerFact = {
    type: 'ClaimSubmitted',
    data: { claim: submitClaimOf(), submittedAt: AT, acknowledgedSet: '1/2', acknowledgedInterchange: '1/260105/0930' },
  };
  const commits = [submitted, ...facts].map((fact, index) => commitOf(fact, index + 1));
  const document = commits.reduce<ClaimDocument | null>(afterCommit, null);
  if (!document) throw new Error('the claim was not opened');
  return document;
}

const report = (kind: ClaimStatusReport['kind'], outcome: ClaimStatusReport['outcome']): PayerFact => ({
  type: 'ClaimStatusReported',
  data: {
    claimId: 'CLAIM-1',
    report: { ...{ id: kind, kind, outcome, categoryCode: 'A', statusCode: null, effectiveDate: null }, payerClaimControlNumber: `${kind}-ICN`, receivedAt: AT }, // prettier-ignore
  },
});

const adjudicated = (
  status: Adjudication['status'],
  paid: number,
  denial: Adjudication['denial'] = null,
): PayerFact => ({
  type: 'ClaimAdjudicated',
  data: {
    claimId: 'CLAIM-1',
    adjudication: {
      ...{
        remittanceId: 'r',
        ordinal: 1,
        statusCode: '1',
        status,
        billedAmount: money(20_000),
        paidAmount: money(paid),
      },
      ...{ patientResponsibilityAmount: zero(), payerClaimControlNumber: null, denial, isTest: false },
      paymentDate: calendarDate('2026-01-20'),
    },
  },
});

const delivered: PayerFact = { type: 'ClaimDelivered', data: { claimId: 'CLAIM-1', receiptId: null } };
const refused = { deniedAmount: money(20_000), reasonCodes: ['CO-29'], remarkCodes: [] };

describe('a claim document', () => {
  it.each<[string, readonly PayerFact[], string]>([
    ['submitted', [], 'SUBMITTED'],
    ['delivered', [delivered], 'DELIVERED'],
    ['read', [delivered, report('ENVELOPE_999', 'ACCEPTED')], 'ACKNOWLEDGED'],
    ['read before its delivery was recorded', [report('ENVELOPE_999', 'ACCEPTED'), delivered], 'ACKNOWLEDGED'],
    ['unreadable', [delivered, report('ENVELOPE_999', 'REJECTED')], 'REJECTED'],
    ['in an unreadable interchange', [delivered, report('ENVELOPE_TA1', 'REJECTED')], 'REJECTED'],
    ['accepted before its 999', [report('CLAIM_277CA', 'ACCEPTED'), report('ENVELOPE_999', 'ACCEPTED')], 'ACCEPTED'],
    ['rejected by the payer', [report('CLAIM_277CA', 'REJECTED')], 'REJECTED'],
    ['being decided', [report('CLAIM_277CA', 'ACCEPTED'), report('CLAIM_277', 'PENDING')], 'PENDING'],
    ['finalized, says a 277', [report('CLAIM_277CA', 'ACCEPTED'), report('CLAIM_277', 'FINALIZED')], 'ACCEPTED'],
    ['paid', [adjudicated('PROCESSED_AS_PRIMARY', 10_000)], 'PAID'],
    ['left to the patient', [adjudicated('PROCESSED_AS_PRIMARY', 0)], 'PAID'],
    ['denied', [adjudicated('PROCESSED_AS_PRIMARY', 0, refused)], 'DENIED'],
    ['paid but for one line', [adjudicated('PROCESSED_AS_PRIMARY', 5, refused)], 'PAID'],
    ['reversed', [adjudicated('PROCESSED_AS_PRIMARY', 5), adjudicated('REVERSED', -5)], 'REVERSED'],
    ['corrected', [adjudicated('REVERSED', -5), adjudicated('PROCESSED_AS_PRIMARY', 3)], 'PAID'],
    ['priced', [adjudicated('PREDETERMINED', 0)], 'PREDETERMINED'],
    ['priced after it was paid', [adjudicated('PROCESSED_AS_PRIMARY', 5), adjudicated('PREDETERMINED', 0)], 'PAID'],
    [
      'reported on after it was paid',
      [adjudicated('PROCESSED_AS_PRIMARY', 5), report('CLAIM_277CA', 'REJECTED')],
      'PAID',
    ],
  ])('%s says so', (_, facts, status) => {
    expect(after(...facts).status).toBe(status);
  });

  it('sums what was paid, reversals taken off and predeterminations left out', () => {
    const decisions = [adjudicated('PROCESSED_AS_PRIMARY', 500), adjudicated('REVERSED', -500), adjudicated('PROCESSED_AS_PRIMARY', 300), adjudicated('PREDETERMINED', 900)]; // prettier-ignore
    expect(after(...decisions).paidAmount).toEqual(money(300));
  });

  it("takes the payer's number from whoever named it last", () => {
    expect(after(report('CLAIM_277CA', 'ACCEPTED')).payerClaimControlNumber).toBe('CLAIM_277CA-ICN');
  });

  it('keeps the newest fifty reports', () => {
    const reports = Array.from({ length: 60 }, () => report('CLAIM_277', 'PENDING'));
    expect(after(...reports).statusReports).toHaveLength(50);
  });

  it('is not changed by a commit that it has seen', () => {
    const document = after(delivered);
    expect(afterCommit(document, commitOf(adjudicated('REVERSED', -5), 2))).toBe(document);
  });
});
