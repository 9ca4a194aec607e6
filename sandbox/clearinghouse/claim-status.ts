import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import { idOf } from '../../platform/domain/ids';
import { writeInterchange, type SegmentToWrite, type SetToWrite } from '../../platform/x12/write-interchange';
import type { SystemFaults } from '../faults';
import type { World } from '../world';
import { planOf } from './claim-plan';
import { sum } from './decision';
import { putOut, writtenOn } from './outbox';
import type { ClaimRecord, Tables } from './tables';
import { amountText, CLEARINGHOUSE_ID, dateText, digitsOf, safeText, WRITTEN_AT } from './x12-text';

/** STC01 of a refusal: category, status, and whom it is about. X12 code lists 507 and 508, entity codes of NM101. */
type Refusal = readonly [category: 'A3' | 'A7', status: string, entity?: string];

/** Answers every claim that was received before `day` with a 277CA, one file per delivered file. Does not commit. */
export function answerClaims(
  tables: Tables,
  world: World,
  { day, faults }: { day: CalendarDate; faults: SystemFaults },
): void {
  const byFile = new Map<string, Answered[]>();
  for (const record of tables.all('claims')) {
    if (record.status !== 'RECEIVED') continue;
    const refusal = refusalOf(record, world);
    const answered = { record, refusal };
    byFile.set(record.submission.fileId, [...(byFile.get(record.submission.fileId) ?? []), answered]);
    tables.put('claims', record.key, refusal === null ? accepted(record, world) : { ...record, status: 'REJECTED' });
  }
  for (const [fileId, answered] of byFile) {
    const body = write277({ fileId, day, answered }, world);
    const file = { id: idOf('sandbox-277', fileId, day), name: `277CA-${fileId}.x12`, kind: '277CA' as const, createdAt: writtenOn(day), body }; // prettier-ignore
    putOut(tables, file, faults);
  }
}

interface Answered {
  readonly record: ClaimRecord;
  readonly refusal: Refusal | null;
}

function accepted(record: ClaimRecord, world: World): ClaimRecord {
  const payer = world.payers.find(({ id }) => id === record.payerId);
  if (payer === undefined) throw new Error('a claim to an unknown payer was accepted');
  const { daysToDecide } = planOf(world.random(record.stream), payer.contract, record.claim.lines.length);
  return { ...record, status: 'ACCEPTED', dueOn: record.submission.isTest ? null : addDays(record.receivedOn, daysToDecide) }; // prettier-ignore
}

/** Why a payer does not take a claim into adjudication; null when it does. */
function refusalOf({ claim, payerId, receivedOn, stream }: ClaimRecord, world: World): Refusal | null {
  const payer = world.payers.find(({ id }) => id === payerId);
  if (payer === undefined) return ['A3', '116', 'PR'];
  if (sum(claim.lines.map(({ charge }) => charge)) !== claim.billed || claim.lines.some(({ charge }) => charge < 0)) {
    return ['A7', '178'];
  }
  if (claim.memberId === '') return ['A7', '164', 'IL'];
  if (claim.lines.some(({ serviceDate }) => serviceDate > receivedOn)) return ['A7', '187'];
  return planOf(world.random(stream), payer.contract, claim.lines.length).isRejected ? ['A7', '164', 'IL'] : null;
}

interface Answer {
  readonly fileId: string;
  readonly day: CalendarDate;
  readonly answered: readonly Answered[];
}

/** Source: X12 005010X214 (277CA). */
function write277({ fileId, day, answered }: Answer, world: World): string {
  const submission = answered[0]?.record.submission;
  const controlNumber = Number(digitsOf(9, '277', fileId));
  const byPayer = groupBy(answered, ({ record }) => record.claim.payerIdentifier);
  const sets = [...byPayer.values()].map((ofPayer, index) => set277({ fileId, day, answered: ofPayer }, world, index));
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: CLEARINGHOUSE_ID },
    receiver: { qualifier: 'ZZ', id: safeText(submission?.senderId ?? '').slice(0, 15) },
    date: dateText(day),
    time: WRITTEN_AT,
    controlNumber,
    isTest: submission?.isTest ?? false,
    groups: [
      {
        code: 'HN',
        senderCode: CLEARINGHOUSE_ID,
        receiverCode: safeText(submission?.groupSenderCode ?? '').slice(0, 15),
        controlNumber,
        version: '005010X214',
        sets,
      },
    ],
  });
}

function set277({ fileId, day, answered }: Answer, world: World, index: number): SetToWrite {
  const segments: SegmentToWrite[] = [
    ['BHT', '0085', '08', digitsOf(9, '277', fileId, String(index)), dateText(day), WRITTEN_AT, 'TH'],
    ...sourceLevel(answered, world, day),
    ...receiverLevel(answered, day),
  ];
  let level = 2;
  for (const ofProvider of groupBy(answered, ({ record }) => record.claim.billingProvider.npi).values()) {
    const provider = (level += 1);
    segments.push(...providerLevel(ofProvider, provider, day));
    for (const { record, refusal } of ofProvider) {
      segments.push(...patientLevel({ record, refusal }, { level: (level += 1), provider, day }));
    }
  }
  return { code: '277', controlNumber: String(index + 1).padStart(4, '0'), version: '005010X214', segments };
}

function sourceLevel(answered: readonly Answered[], world: World, day: CalendarDate): readonly SegmentToWrite[] {
  const claim = answered[0]?.record.claim;
  const payer = world.payers.find(({ payerIdentifier }) => payerIdentifier === claim?.payerIdentifier);
  const received = answered[0]?.record.receivedOn ?? day;
  return [
    ['HL', '1', null, '20', '1'],
    ['NM1', 'PR', '2', safeText(payer?.name ?? claim?.payerName ?? '').slice(0, 60) || 'UNKNOWN', null, null, null, null, 'PI', safeText(claim?.payerIdentifier ?? '')], // prettier-ignore
    ['TRN', '1', digitsOf(9, 'source', answered[0]?.record.submission.fileId ?? '')],
    ['DTP', '050', 'D8', dateText(received)],
    ['DTP', '009', 'D8', dateText(day)],
  ];
}

function receiverLevel(answered: readonly Answered[], day: CalendarDate): readonly SegmentToWrite[] {
  const submission = answered[0]?.record.submission;
  const { name = '', id = '' } = submission?.submitter ?? {};
  return [
    ['HL', '2', '1', '21', '1'],
    ['NM1', '41', '2', safeText(name).slice(0, 60) || 'SUBMITTER', null, null, null, null, '46', safeText(id) || 'UNKNOWN'], // prettier-ignore
    ['TRN', '2', safeText(submission?.batchId ?? '0')],
    ['STC', ['A1', '19', 'PR'], dateText(day), 'WQ', billedText(answered)],
    ...counts(answered, ['90', 'AA', 'YU', 'YY']),
  ];
}

function providerLevel(answered: readonly Answered[], level: number, day: CalendarDate): readonly SegmentToWrite[] {
  const provider = answered[0]?.record.claim.billingProvider;
  return [
    ['HL', String(level), '2', '19', '1'],
    ['NM1', '85', '2', safeText(provider?.name ?? '').slice(0, 60) || 'PROVIDER', null, null, null, null, 'XX', safeText(provider?.npi ?? '')], // prettier-ignore
    ['TRN', '1', '0'],
    ['STC', ['A1', '19', 'PR'], dateText(day), 'WQ', billedText(answered)],
    ...counts(answered, ['QA', 'QC', 'YU', 'YY']),
  ];
}

function patientLevel(
  { record, refusal }: Answered,
  at: { level: number; provider: number; day: CalendarDate },
): readonly SegmentToWrite[] {
  const { claim } = record;
  const { family, given } = claim.patient ?? claim.subscriber;
  const status = refusal === null ? ['A2', '20', 'PR'] : refusal.filter((part) => part !== undefined);
  return [
    ['HL', String(at.level), String(at.provider), 'PT'],
    ['NM1', 'QC', '1', safeText(family) || 'UNKNOWN', safeText(given), null, null, null, 'MI', safeText(claim.memberId) || 'UNKNOWN'], // prettier-ignore
    ['TRN', '2', safeText(claim.controlNumber)],
    ['STC', status, dateText(at.day), refusal === null ? 'WQ' : 'U', amountText(claim.billed)],
    ...(refusal === null ? [['REF', '1K', record.payerControlNumber] as const] : []),
    ['DTP', '472', 'D8', dateText(claim.lines[0]?.serviceDate ?? record.receivedOn)],
  ];
}

type Qualifiers = readonly [accepted: string, rejected: string, acceptedAmount: string, rejectedAmount: string];

/** QTY and AMT of what was taken and what was not; those of zero are left out. */
function counts(
  answered: readonly Answered[],
  [taken, refused, takenAmount, refusedAmount]: Qualifiers,
): readonly SegmentToWrite[] {
  const good = answered.filter(({ refusal }) => refusal === null);
  const bad = answered.filter(({ refusal }) => refusal !== null);
  return [
    ...(good.length > 0 ? [['QTY', taken, String(good.length)] as const] : []),
    ...(bad.length > 0 ? [['QTY', refused, String(bad.length)] as const] : []),
    ...(good.length > 0 ? [['AMT', takenAmount, billedText(good)] as const] : []),
    ...(bad.length > 0 ? [['AMT', refusedAmount, billedText(bad)] as const] : []),
  ];
}

const billedText = (answered: readonly Answered[]): string =>
  amountText(sum(answered.map(({ record }) => record.claim.billed)));

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
