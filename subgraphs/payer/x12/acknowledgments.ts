import type { TransactionSet } from '../../../platform/x12/interchange';
import type { Segment } from '../../../platform/x12/segment';
import type { ClaimStatusReport } from '../domain';

/** What an acknowledgment says about one of our transaction sets, or about a whole group or interchange of ours. */
export interface EnvelopeReport {
  readonly kind: 'ENVELOPE_999' | 'ENVELOPE_TA1';
  /** Which of our submissions it is about: GS06/ST02, GS06/ alone, or for a TA1 ISA13/ISA09/ISA10. */
  readonly about: string;
  readonly outcome: 'ACCEPTED' | 'REJECTED';
  /** IK501 or AK901; TA104. */
  readonly categoryCode: string;
  /** First of the error codes: IK502, AK905; TA105. */
  readonly statusCode: string | null;
}

/** Accepted, also with errors noted (E) or in part (P): what is rejected then has its own set report. */
const ACCEPTING: ReadonlySet<string> = new Set(['A', 'E', 'P']);

const outcomeOf = (code: string): EnvelopeReport['outcome'] => (ACCEPTING.has(code) ? 'ACCEPTED' : 'REJECTED');

/** Reads a 999 (005010X231A1), or a 997 of 4010, which says the same in AK5. One report for each set it names. */
export function readAcknowledgment({ segments }: TransactionSet): readonly EnvelopeReport[] {
  const reports: EnvelopeReport[] = [];
  let group = '';
  let set: string | null = null;
  for (const segment of segments) {
    if (segment.id === 'AK1') group = numberOf(segment.element(2));
    else if (segment.id === 'AK2') set = segment.element(2);
    else if ((segment.id === 'IK5' || segment.id === 'AK5') && set !== null) {
      reports.push(reportOf(segment, `${group}/${set}`, 2));
      set = null;
    } else if (segment.id === 'AK9' && reports.length === 0) {
      reports.push(reportOf(segment, `${group}/`, 5));
    }
  }
  return reports;
}

const reportOf = (segment: Segment, about: string, errorPosition: number): EnvelopeReport => ({
  kind: 'ENVELOPE_999',
  about,
  outcome: outcomeOf(segment.element(1)),
  categoryCode: segment.element(1),
  statusCode: segment.element(errorPosition) || null,
});

/** Reads a TA1: whether a whole interchange of ours could be read. X12.5. */
export function readInterchangeAcknowledgment({ segments }: TransactionSet): readonly EnvelopeReport[] {
  return segments
    .filter((segment) => segment.id === 'TA1')
    .map((ta1) => ({
      kind: 'ENVELOPE_TA1',
      about: [numberOf(ta1.element(1)), ta1.element(2), ta1.element(3)].join('/'),
      outcome: outcomeOf(ta1.element(4)),
      categoryCode: ta1.element(4),
      statusCode: ta1.element(5) || null,
    }));
}

/** Control numbers are compared as numbers: some senders drop leading zeros. */
const numberOf = (text: string): string => text.trim().replace(/^0+(?=\d)/, '');

/** The part of a claim's own report that an acknowledgment gives. */
export const statusReportOf = (report: EnvelopeReport): Omit<ClaimStatusReport, 'id' | 'receivedAt'> => ({
  kind: report.kind,
  outcome: report.outcome,
  categoryCode: report.categoryCode,
  statusCode: report.statusCode,
  effectiveDate: null,
  payerClaimControlNumber: null,
});
