import type { CalendarDate } from '../../platform/domain/calendar-date';
import { isHubError } from '../../platform/domain/errors';
import { idOf } from '../../platform/domain/ids';
import type { Interchange, TransactionSet } from '../../platform/x12/interchange';
import { transactionSetsIn } from '../../platform/x12/transaction-sets';
import type { SystemFaults } from '../faults';
import type { World } from '../world';
import { judge, writeAcknowledgment, type JudgedSet } from './acknowledge';
import { putOut, writtenOn } from './outbox';
import { readClaims } from './read-claims';
import type { SubmittedClaim } from './submitted-claim';
import type { ClaimRecord, Submission, Tables } from './tables';
import { digitsOf } from './x12-text';

export interface Delivery {
  readonly fileId: string;
  readonly body: string;
  readonly day: CalendarDate;
}

/**
 * Takes a delivered file: reads it, keeps the claims of the sets that are accepted, and puts out a 999 (with a TA1
 * where due) per interchange. What cannot be read is answered with R and the reason. Does not commit.
 */
export function takeIn(
  tables: Tables,
  world: World,
  { delivery, faults }: { delivery: Delivery; faults: SystemFaults },
): void {
  const { fileId, body, day } = delivery;
  const byInterchange = judgeAll(body);
  for (const [interchange, sets] of byInterchange) {
    const ordinal = interchange?.ordinal ?? 0;
    const text = writeAcknowledgment({ fileId, day, interchange, sets });
    const id = idOf('sandbox-999', fileId, String(ordinal));
    putOut(tables, { id, name: `999-${fileId}-${ordinal}.x12`, kind: '999', createdAt: writtenOn(day), body: text }, faults); // prettier-ignore
    for (const judged of sets) keepClaims(tables, world, { judged, fileId, day });
  }
}

function judgeAll(body: string): ReadonlyMap<Interchange | null, readonly JudgedSet[]> {
  const found = new Map<Interchange | null, JudgedSet[]>();
  for (const set of setsIn(body)) {
    if (set.group === null && set.code === 'TA1') continue; // an acknowledgment is not acknowledged
    const judged = judge(set, set.code === '837' ? readClaims(set) : null);
    found.set(set.interchange, [...(found.get(set.interchange) ?? []), judged]);
  }
  return found.size > 0 ? found : new Map([[null, []]]);
}

/** The sets that can be found; a text that stops being X12 ends the search. */
function setsIn(body: string): readonly TransactionSet[] {
  const sets: TransactionSet[] = [];
  try {
    for (const set of transactionSetsIn(body)) sets.push(set);
  } catch (error) {
    if (!isHubError(error, 'SOURCE_MALFORMED')) throw error;
  }
  return sets;
}

interface Judged {
  readonly judged: JudgedSet;
  readonly fileId: string;
  readonly day: CalendarDate;
}

function keepClaims(tables: Tables, world: World, { judged, fileId, day }: Judged): void {
  const { set, read, errors } = judged;
  if (read === null || errors.length > 0) return;
  const submission: Submission = {
    fileId,
    senderId: set.interchange.senderId,
    groupSenderCode: set.group?.senderCode ?? set.interchange.senderId,
    batchId: read.batchId,
    submitter: read.submitter,
    isTest: set.interchange.isTest,
  };
  for (const claim of read.claims) keepClaim(tables, world, { claim, submission, day });
}

export interface ReceivedClaim {
  readonly claim: SubmittedClaim;
  readonly submission: Submission;
  readonly day: CalendarDate;
}

/**
 * Keeps a claim as received. Its key is payer, control number, place in the sequence of payers, frequency and how
 * often that came before, so a claim has the same fate in whatever order claims come.
 */
export function keepClaim(tables: Tables, world: World, { claim, submission, day }: ReceivedClaim): ClaimRecord {
  const same = [claim.payerIdentifier, claim.controlNumber, claim.sequence, claim.frequency];
  const base = submission.isTest ? ['test', ...same] : same;
  let occurrence = 0;
  let isDuplicate = false;
  for (;;) {
    const earlier = tables.get('claims', idOf(...base, String(occurrence)));
    if (earlier === undefined) break;
    isDuplicate ||= earlier.status !== 'REJECTED';
    occurrence += 1;
  }
  const key = idOf(...base, String(occurrence));
  const record: ClaimRecord = {
    key,
    stream: `clearinghouse/claim/${[...base, occurrence].join('/')}`,
    claim,
    payerId: world.payers.find(({ payerIdentifier }) => payerIdentifier === claim.payerIdentifier)?.id ?? null,
    submission,
    receivedOn: day,
    payerControlNumber: `${day.slice(2).replaceAll('-', '')}${digitsOf(9, 'claim', key)}`,
    isDuplicate,
    status: 'RECEIVED',
    dueOn: null,
    decision: null,
    deductibleUsed: 0,
  };
  tables.put('claims', key, record);
  return record;
}
