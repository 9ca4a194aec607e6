import { createOfflineBank, receivedBankFile } from '../../../../subgraphs/payments/connectors/bank-files';
import { writeBai2 } from '../../../../sandbox/bank/bai2';
import { calendarDate } from '../../../../platform/domain/calendar-date';

const bank = createOfflineBank('bank');

const credit = (text: readonly string[]) => ({ amount: 12_345, bankReference: 'BR1', customerReference: 'CR1', text });
const statement = (...credits: ReturnType<typeof credit>[]): string =>
  writeBai2({
    ...{
      day: calendarDate('2026-01-06'),
      senderId: '099000017',
      receiverId: 'LE-LAKEVIEW',
      accountNumber: '4990000101',
    },
    ...{ currency: 'USD', fileNumber: 1, openingBalance: 1_000, credits },
  });

describe('a bank file', () => {
  it('tells deposits with the trace of their remittance', () => {
    const { deposits, debits, findings } = bank.read(
      statement(credit(['ACH CREDIT MEADOWLARK', 'ADDENDA:TRN*1*0123456789*1990001101'])),
    );
    expect(findings).toEqual([]);
    expect(debits).toBe(0);
    expect(deposits).toEqual([
      {
        id: expect.stringMatching(/^[\w-]{22}$/),
        amount: { minorUnits: 12_345, currency: 'USD' },
        valueDate: '2026-01-06',
        typeCode: '165',
        traceNumber: '0123456789',
        payerIdentifier: '1990001101',
        purpose: 'UNKNOWN',
        bankReference: 'BR1',
        receiverIdentifier: 'LE-LAKEVIEW',
        bankAccountLast4: '0101',
      },
    ]);
  });

  it.each([
    ['CLAIM_PAYMENT', 'ORIG CO NAME:MEADOWLARK ORIG ID:1 ENTRY DESC:HCCLAIMPMT'],
    ['CLAIM_PAYMENT', 'ACH CREDIT MEADOWLARK HCCLAIMPMT'],
    ['OTHER', 'ORIG CO NAME:STRIPE CO ENTRY DESCR:TRANSFER'],
    ['UNKNOWN', 'DEPOSIT'],
  ])('tells the purpose %s', (purpose, text) =>
    expect(bank.read(statement(credit([text]))).deposits).toMatchObject([{ purpose }]),
  );

  it('falls back on the customer reference', () => {
    const [deposit] = bank.read(statement(credit(['COUNTER CREDIT']))).deposits;
    expect(deposit).toMatchObject({ traceNumber: 'CR1', payerIdentifier: null });
  });

  it('gives the same deposit the same id in another file, and equal deposits of one day two', () => {
    const once = bank.read(statement(credit(['A']))).deposits.map(({ id }) => id);
    const twice = bank.read(statement(credit(['A']), credit(['A']))).deposits.map(({ id }) => id);
    expect(twice[0]).toBe(once[0]);
    expect(new Set(twice).size).toBe(2);
  });

  it('posts nothing from a test group, and says so', () => {
    const { deposits, findings } = bank.read(statement(credit(['A'])).replace(',1,260106', ',4,260106'));
    expect(deposits).toEqual([]);
    expect(findings).toEqual(['1 transactions stand in groups marked deletion or test']);
  });

  it('counts debits', () => {
    const text = statement(credit(['A'])).replace('16,165,', '16,455,');
    expect(bank.read(text)).toMatchObject({ deposits: [], debits: 1 });
  });

  it('is keyed by what it holds', () => {
    const text = statement(credit(['A']));
    expect(receivedBankFile(text, bank.read).key).toBe(receivedBankFile(text, bank.read).key);
    expect(receivedBankFile('no bank file', bank.read).payload).toMatchObject({ code: 'SOURCE_MALFORMED' });
  });
});
