import { createHash } from 'node:crypto';
import { HubError } from '../../../platform/domain/errors';
import { sumMoney, compareMoney } from '../../../platform/domain/money';
import type { Instant } from '../../../platform/domain/instant';
import { writeInterchange, type SegmentToWrite } from '../../../platform/x12/write-interchange';
import type { SubmitClaim } from '../commands';
import { claimSegments, partySegments } from './claim-837p-loops';
import { plainText } from './plain-text';

/** Between whom claims travel. */
export interface TradingPartners {
  /** Us, as the clearinghouse knows us. ISA05, ISA06, GS02, loop 1000A. */
  readonly submitter: { readonly qualifier: string; readonly id: string; readonly name: string; readonly telephone: string };
  /** ISA07, ISA08, GS03, loop 1000B. */
  readonly receiver: { readonly qualifier: string; readonly id: string; readonly name: string };
  /** ISA15 = T. */
  readonly isTest: boolean;
} // prettier-ignore

/** The control numbers of a claim's own interchange: the same for every attempt to send it. */
export interface ControlNumbers {
  /** ISA13 and GS06. */
  readonly group: number;
  /** ST02. */
  readonly set: string;
}

const GUIDE = '005010X222A1';
const BILLIONS = 999_999_999;

/** Nine digits each for group and set, derived from the claim's id: together they do not meet again by chance. */
export function controlNumbersOf(claimId: string): ControlNumbers {
  const digest = createHash('sha256').update(claimId).digest();
  return {
    group: 1 + (digest.readUInt32BE(0) % BILLIONS),
    set: String(1 + (digest.readUInt32BE(4) % BILLIONS)).padStart(9, '0'),
  };
}

/** How acknowledgments will name this submission: GS06/ST02 in a 999, ISA13/ISA09/ISA10 in a TA1. */
export function acknowledgedAs(claimId: string, at: Instant): { readonly set: string; readonly interchange: string } {
  const { group, set } = controlNumbersOf(claimId);
  const { date, time } = stampOf(at);
  return { set: `${group}/${set}`, interchange: `${group}/${date.slice(2)}/${time}` };
}

const stampOf = (at: Instant): { readonly date: string; readonly time: string } => ({
  date: at.slice(0, 10).replaceAll('-', ''),
  time: at.slice(11, 16).replace(':', ''),
});

/**
 * Writes one professional claim as an interchange of its own; the same command and time always give the same text.
 * Throws BAD_INPUT when the command cannot be written: a claim id that is no CLM01, lines that do not sum to what is
 * billed, a missing patient. Messages name the element, never the data.
 * Source: X12 005010X222A1.
 */
export function writeClaim837P(command: SubmitClaim, { submitter, receiver, isTest }: TradingPartners, at: Instant): string {
  check(command);
  const { group, set } = controlNumbersOf(command.claimId);
  const { date, time } = stampOf(at);
  const segments: SegmentToWrite[] = [
    ['BHT', '0019', '00', command.claimId, date, time, 'CH'],
    ['NM1', '41', '2', plainText(submitter.name, 60), null, null, null, null, '46', submitter.id],
    ['PER', 'IC', plainText(submitter.name, 60), 'TE', submitter.telephone.replace(/\D/g, '')],
    ['NM1', '40', '2', plainText(receiver.name, 60), null, null, null, null, '46', receiver.id],
    ...partySegments(command),
    ...claimSegments(command),
  ];
  return writeInterchange({
    sender: submitter,
    receiver,
    date,
    time,
    controlNumber: group,
    isTest,
    groups: [
      {
        code: 'HC',
        senderCode: submitter.id,
        receiverCode: receiver.id,
        controlNumber: group,
        version: GUIDE,
        sets: [{ code: '837', controlNumber: set, version: GUIDE, segments }],
      },
    ],
  });
} // prettier-ignore

const ANYONE: TradingPartners = {
  submitter: { qualifier: 'ZZ', id: 'SUBMITTER', name: 'SUBMITTER', telephone: '' },
  receiver: { qualifier: 'ZZ', id: 'RECEIVER', name: 'RECEIVER' },
  isTest: true,
};

/** Throws BAD_INPUT when a claim cannot be written, whoever it is between. */
export function assertWritable(command: SubmitClaim, at: Instant): void {
  writeClaim837P(command, ANYONE, at);
}

function check({ claimId, lines, billedAmount, relationship, patient }: SubmitClaim): void {
  if (!/^[A-Za-z0-9.-]{1,20}$/.test(claimId)) {
    throw new HubError('BAD_INPUT', 'a claim id must be 1 to 20 letters, digits, points and hyphens (CLM01)');
  }
  if (lines.length === 0 || lines.length > 50) {
    throw new HubError('BAD_INPUT', 'a professional claim has 1 to 50 service lines');
  }
  const sum = sumMoney(lines.map(({ amount }) => amount), billedAmount.currency); // prettier-ignore
  if (compareMoney(sum, billedAmount) !== 0) {
    throw new HubError('BAD_INPUT', `the lines of claim ${claimId} do not sum to what is billed`);
  }
  if (relationship !== 'SELF' && patient === null) {
    throw new HubError('BAD_INPUT', `claim ${claimId} names no patient, and the subscriber is another person`);
  }
}
