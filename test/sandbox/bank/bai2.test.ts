import { calendarDate } from '../../../platform/domain/calendar-date';
import { writeBai2 } from '../../../sandbox/bank/bai2';

const statement = {
  day: calendarDate('2026-01-06'),
  senderId: '099000017',
  receiverId: 'LE-LAKEVIEW',
  accountNumber: '4990000101',
  currency: 'USD',
  fileNumber: 1,
  openingBalance: 100_000,
  credits: [
    {
      amount: 2_550,
      bankReference: 'B1',
      customerReference: 'T1',
      text: ['ACH CREDIT A, B/C', 'ADDENDA:TRN*1*T1*1990'],
    },
    { amount: 10_000, bankReference: 'B2', customerReference: 'T2', text: ['x'.repeat(100)] },
  ],
};

describe('writeBai2', () => {
  const records = writeBai2(statement).trimEnd().split('\n');

  it('writes the records in their order, long text continued', () => {
    expect(records.map((record) => record.slice(0, 2))).toEqual(['01', '02', '03', '16', '88', '16', '88', '88', '49', '98', '99']); // prettier-ignore
    expect(records[3]).toBe('16,165,2550,Z,B1,T1,ACH CREDIT A  B C');
    expect(records[4]).toBe('88,ADDENDA:TRN*1*T1*1990');
    expect(records.every((record) => record.length <= 80)).toBe(true);
  });

  it('adds and counts right: every 03 and 16 amount, every record with its trailer', () => {
    const total = 100_000 + 112_550 + 12_550 + 2_550 + 10_000;
    expect(records.slice(-3)).toEqual([`49,${total},7/`, `98,${total},1,9/`, `99,${total},1,11/`]);
  });
});
