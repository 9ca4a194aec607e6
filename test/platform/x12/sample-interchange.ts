import type { InterchangeToWrite, SetToWrite } from '../../../platform/x12/write-interchange';

/** An interchange to write, with one group of the given sets. */
export const interchangeOf = (
  sets: readonly SetToWrite[],
  changes: Partial<InterchangeToWrite> = {},
): InterchangeToWrite => ({
  sender: { qualifier: 'ZZ', id: 'SENDER' },
  receiver: { qualifier: 'ZZ', id: 'RECEIVER' },
  date: '20260105',
  time: '0930',
  controlNumber: 905,
  isTest: false,
  groups: [{ code: 'HP', senderCode: 'S', receiverCode: 'R', controlNumber: 7, version: '005010X221A1', sets }],
  ...changes,
});

/** A small set of the given code. */
export const setOf = (code: string, controlNumber: string, segments: SetToWrite['segments'] = []): SetToWrite => ({
  code,
  controlNumber,
  segments,
});
