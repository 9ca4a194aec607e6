import { writeInterchange, type SegmentToWrite } from '../../../../platform/x12/write-interchange';
import { readAcknowledgment, readInterchangeAcknowledgment } from '../../../../subgraphs/payer/x12/acknowledgments';
import { firstSetOf } from '../sample-835';

const envelope = {
  sender: { qualifier: 'ZZ', id: 'A' },
  receiver: { qualifier: 'ZZ', id: 'B' },
  date: '20260105',
  time: '0930',
  controlNumber: 1,
  isTest: false,
};

const read999 = (segments: readonly SegmentToWrite[]) =>
  readAcknowledgment(
    firstSetOf(
      writeInterchange({
        ...envelope,
        groups: [
          {
            code: 'FA',
            senderCode: 'A',
            receiverCode: 'B',
            controlNumber: 1,
            version: '005010X231A1',
            sets: [{ code: '999', controlNumber: '0001', segments }],
          },
        ],
      }),
    ),
  );

describe('readAcknowledgment', () => {
  it('reports each set that a 999 names', () => {
    const reports = read999([
      ['AK1', 'HC', '000000123', '005010X222A1'],
      ['AK2', '837', '0001'],
      ['IK5', 'A'],
      ['AK2', '837', '0002'],
      ['IK3', 'NM1', '8'],
      ['IK5', 'R', '5'],
      ['AK9', 'P', '2', '2', '1'],
    ]);
    expect(reports).toEqual([
      { kind: 'ENVELOPE_999', about: '123/0001', outcome: 'ACCEPTED', categoryCode: 'A', statusCode: null },
      { kind: 'ENVELOPE_999', about: '123/0002', outcome: 'REJECTED', categoryCode: 'R', statusCode: '5' },
    ]);
  });

  it('reports the group where a 999 names no set', () => {
    expect(read999([['AK1', 'HC', '123'], ['AK9', 'R', '1', '1', '0', '1']])).toEqual([
      { kind: 'ENVELOPE_999', about: '123/', outcome: 'REJECTED', categoryCode: 'R', statusCode: '1' },
    ]); // prettier-ignore
  });
});

describe('readInterchangeAcknowledgment', () => {
  it('reports the interchange that a TA1 names', () => {
    const acknowledgments: SegmentToWrite[] = [['TA1', '000000905', '260105', '0930', 'R', '018']];
    const text = writeInterchange({ ...envelope, groups: [], acknowledgments });
    expect(readInterchangeAcknowledgment(firstSetOf(text))).toEqual([
      { kind: 'ENVELOPE_TA1', about: '905/260105/0930', outcome: 'REJECTED', categoryCode: 'R', statusCode: '018' },
    ]);
  });
});
