import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { FindingCode } from '../../platform/x12/findings';
import type { FunctionalGroup, Interchange, TransactionSet } from '../../platform/x12/interchange';
import {
  writeInterchange,
  type GroupToWrite,
  type SegmentToWrite,
  type SetToWrite,
} from '../../platform/x12/write-interchange';
import type { ClaimsRead } from './read-claims';
import type { SyntaxFault } from './submitted-claim';
import { CLEARINGHOUSE_ID, dateText, digitsOf, safeText, WRITTEN_AT } from './x12-text';

/** One transaction set as it was judged; `read` is null when it is none that is taken here. */
export interface JudgedSet {
  readonly set: TransactionSet;
  readonly read: ClaimsRead | null;
  /** IK502 codes; none when it is accepted. */
  readonly errors: readonly string[];
}

export interface Acknowledgment {
  readonly fileId: string;
  readonly day: CalendarDate;
  /** The interchange that is answered; null when there was none to be found. */
  readonly interchange: Interchange | null;
  readonly sets: readonly JudgedSet[];
}

/** IK502: what is wrong with a set's envelope. X12 data element 618. */
const SET_ERRORS: Readonly<Partial<Record<FindingCode, string>>> = {
  TRAILER_MISSING: '2',
  TRUNCATED: '2',
  CONTROL_NUMBER_MISMATCH: '3',
  COUNT_WRONG: '4',
  SEGMENT_ID_INVALID: '5',
};

/** TA105: what is wrong with an interchange. X12 data element I18. */
const INTERCHANGE_ERRORS: Readonly<Partial<Record<FindingCode, string>>> = {
  CONTROL_NUMBER_MISMATCH: '001',
  COUNT_WRONG: '021',
  TRAILER_MISSING: '023',
  TRUNCATED: '023',
  STRAY_SEGMENT: '024',
};

/** Judges a set: taken when its envelope is right and, being an 837, the guide finds no fault in it. */
export function judge(set: TransactionSet, read: ClaimsRead | null): JudgedSet {
  if (read === null) return { set, read, errors: ['1'] };
  const envelope = set.findings.flatMap(({ code }) => SET_ERRORS[code] ?? []);
  const inside = read.faults.length > 0 ? ['5'] : [];
  return { set, read, errors: [...new Set([...envelope, ...inside])].slice(0, 5) };
}

/**
 * The interchange that answers another: a TA1 where it was asked for (ISA14) or the envelope is wrong, and a 999 per
 * functional group. Without any interchange to answer, both say that there was none.
 * Source: X12 TA1; X12 005010X231A1 (999).
 */
export function writeAcknowledgment({ fileId, day, interchange, sets }: Acknowledgment): string {
  const groups = new Map<FunctionalGroup | null, JudgedSet[]>();
  for (const judged of sets) groups.set(judged.set.group, [...(groups.get(judged.set.group) ?? []), judged]);
  const answers = [...groups].map(([group, judged], index) => set999({ group, judged, index }));
  const controlNumber = Number(digitsOf(9, '999', fileId, String(interchange?.ordinal ?? 0)));
  const answer: GroupToWrite = {
    code: 'FA',
    senderCode: CLEARINGHOUSE_ID,
    receiverCode: safeText(sets[0]?.set.group?.senderCode || interchange?.senderId || 'UNKNOWN').slice(0, 15),
    controlNumber,
    version: '005010X231A1',
    sets: answers.length > 0 ? answers : [nothingRead()],
  };
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: CLEARINGHOUSE_ID },
    receiver: { qualifier: 'ZZ', id: safeText(interchange?.senderId ?? 'UNKNOWN').slice(0, 15) },
    date: dateText(day),
    time: WRITTEN_AT,
    controlNumber,
    isTest: interchange?.isTest ?? false,
    acknowledgments: ta1(interchange),
    groups: [answer],
  });
}

function ta1(interchange: Interchange | null): readonly SegmentToWrite[] {
  if (interchange === null) return [['TA1', '000000000', '000101', '0000', 'R', '024']];
  const { header, controlNumber, findings } = interchange;
  const error = findings.flatMap(({ code }) => INTERCHANGE_ERRORS[code] ?? [])[0];
  if (error === undefined && header.element(14) !== '1') return [];
  const verdict = error === undefined ? 'A' : error === '023' || error === '024' ? 'R' : 'E';
  return [['TA1', safeText(controlNumber).padStart(9, '0'), safeText(header.element(9)), safeText(header.element(10)), verdict, error ?? '000']]; // prettier-ignore
}

interface AnsweredGroup {
  readonly group: FunctionalGroup | null;
  readonly judged: readonly JudgedSet[];
  readonly index: number;
}

function set999({ group, judged, index }: AnsweredGroup): SetToWrite {
  const accepted = judged.filter(({ errors }) => errors.length === 0).length;
  const verdict = accepted === judged.length ? 'A' : accepted === 0 ? 'R' : 'P';
  const declared = String(judged.length);
  return {
    code: '999',
    controlNumber: String(index + 1).padStart(4, '0'),
    version: '005010X231A1',
    segments: [
      ['AK1', safeText(group?.code ?? 'HC'), safeText(group?.controlNumber ?? '0'), safeText(group?.version ?? '')],
      ...judged.flatMap(answerSet),
      ['AK9', verdict, declared, declared, String(accepted)],
    ],
  };
}

function answerSet({ set, read, errors }: JudgedSet): readonly SegmentToWrite[] {
  return [
    ['AK2', safeText(set.code), safeText(set.controlNumber), safeText(set.version)],
    ...(read?.faults ?? []).flatMap(answerFault),
    errors.length === 0 ? ['IK5', 'A'] : ['IK5', 'R', ...errors],
  ];
}

function answerFault({ segmentId, position, loop, code, element }: SyntaxFault): readonly SegmentToWrite[] {
  const segment: SegmentToWrite = ['IK3', segmentId, String(position), loop, code];
  return element === undefined ? [segment] : [segment, ['IK4', String(element.position), element.number, element.code]];
}

/** AK905 = 3: the group could not be found. */
const nothingRead = (): SetToWrite => ({
  code: '999',
  controlNumber: '0001',
  version: '005010X231A1',
  segments: [['AK1', 'HC', '0'], ['AK9', 'R', '0', '0', '0', '3']], // prettier-ignore
});
