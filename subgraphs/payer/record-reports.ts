import type { Taken } from '../../platform/connect/port';
import type { Origin } from '../../platform/domain/origin';
import { announce, type Announcement } from './append';
import type { ClaimStatusReport } from './domain';
import { CREATED, type PayerFact } from './facts';
import { knownClaims } from './known-claims';
import type { PayerNews } from './news';
import type { RecorderDependencies } from './recorder';
import { statusReportOf } from './x12/acknowledgments';

type ReportNews = Exclude<PayerNews, { kind: 'REMITTANCE' }>;
type ReportContent = Omit<ClaimStatusReport, 'id' | 'receivedAt'>;

/** What a message says of one claim of ours. */
interface ClaimReport {
  readonly claimId: string;
  readonly content: ReportContent;
}

/**
 * Records that a transaction set came, and what it says of claims that are known here. False when all of it was
 * recorded before. Reports on claims that are not ours leave no fact beyond the set's own.
 */
export async function recordReports(deps: RecorderDependencies, message: Taken, news: ReportNews): Promise<boolean> {
  const reports = await knownReports(deps, news);
  const written = await announce(deps.log, [
    transactionOf(deps, message, news),
    ...reports.map((report, index) => announcementOf(deps, message, { report, ordinal: index + 1 })),
  ]);
  return written.some((isNew) => isNew);
}

async function knownReports(deps: RecorderDependencies, news: ReportNews): Promise<readonly ClaimReport[]> {
  if (news.kind === 'ENVELOPE_REPORTS') return envelopeReports(deps, news);
  if (news.kind !== 'CLAIM_STATUSES') return [];
  const known = await knownClaims(deps, news.statuses.map(({ claimId }) => claimId)); // prettier-ignore
  return news.statuses
    .filter(({ claimId }) => known.has(claimId))
    .map(({ claimId, ...status }) => ({ claimId, content: { kind: news.reportKind, ...status } }));
}

/** A 999 names our sets, a TA1 our interchanges: each holds one claim. A report on a whole group is on all of its sets. */
async function envelopeReports(
  { documents }: RecorderDependencies,
  { reports }: Extract<ReportNews, { kind: 'ENVELOPE_REPORTS' }>,
): Promise<readonly ClaimReport[]> {
  const found: ClaimReport[] = [];
  for (const report of reports) {
    const claims = await documents.claimsAcknowledgedAs(report.kind, report.about);
    found.push(...claims.map((claimId) => ({ claimId, content: statusReportOf(report) })));
  }
  return found;
}

const originOf = ({ system, receivedAt, messageId, correlationId }: Taken, sourceId: string): Origin => ({
  ...{ system, sourceId, sourceVersion: null, receivedAt, messageId, correlationId },
});

const traceOf = ({ correlationId, messageId }: Taken) => ({ correlationId, causationId: messageId });

const transactionOf = ({ clock }: RecorderDependencies, message: Taken, { summary }: ReportNews): Announcement => ({
  stream: `transaction/${message.messageId}`,
  factKey: CREATED,
  facts: [{ type: 'TransactionReceived', data: { summary } }],
  at: clock(),
  origin: originOf(message, message.key),
  trace: traceOf(message),
});

const FACT_OF_OUTCOME = {
  ACCEPTED: 'ClaimAcknowledged',
  REJECTED: 'ClaimRejected',
  PENDING: 'ClaimStatusReported',
  FINALIZED: 'ClaimStatusReported',
  NOT_FOUND: 'ClaimStatusReported',
} as const;

function announcementOf(
  { clock }: RecorderDependencies,
  message: Taken,
  { report: { claimId, content }, ordinal }: { report: ClaimReport; ordinal: number },
): Announcement {
  const report: ClaimStatusReport = {
    ...content,
    id: `${message.messageId}.${ordinal}`,
    receivedAt: message.receivedAt,
  };
  const fact: PayerFact = { type: FACT_OF_OUTCOME[content.outcome], data: { claimId, report } };
  return {
    stream: `claim/${claimId}`,
    factKey: `report:${report.id}`,
    facts: [fact],
    at: clock(),
    origin: originOf(message, claimId),
    trace: traceOf(message),
  };
}
