import { calendarDate } from '../../../platform/domain/calendar-date';
import { instant } from '../../../platform/domain/instant';
import type { BankDeposit, Payment, PaymentFact, Payout, Refund } from '../../../subgraphs/payments/domain';
import { openHouse, type House, type Told } from './house';
import { accountId, ehr, known, origin, usd } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const paidAt = instant('2026-01-15T23:30:00Z');
const owner = { accountId, patientId: 'p1', facilityId: 'f1' };
const take = (...facts: Told<PaymentFact>[]) => house.tell(house.rooms.payments, ...facts);

const payment = (over: Partial<Payment> = {}): Told<PaymentFact> => {
  const data: Payment = { id: 'pay1', ...owner, amount: usd(3_000), status: 'SUCCEEDED', method: null, failureCode: null, statementDescriptor: null, createdAt: paidAt, statusAt: paidAt, origin: { ...origin, system: 'stripe' }, ...over }; // prettier-ignore
  return { type: 'PaymentStatusChanged', stream: `payment/${data.id}`, data: { payment: data } };
};
const refund = (over: Partial<Refund> = {}): Told<PaymentFact> => {
  const data: Refund = { id: 're1', paymentId: 'pay1', ...owner, amount: usd(1_000), status: 'SUCCEEDED', reason: null, failureCode: null, createdAt: paidAt, statusAt: paidAt, origin, ...over }; // prettier-ignore
  return { type: 'RefundStatusChanged', stream: `refund/${data.id}`, data: { refund: data } };
};
const payout = (over: Partial<Payout> = {}): Told<PaymentFact> => {
  const composition = { paymentAmount: usd(3_000), refundAmount: usd(0), feeAmount: usd(120) };
  const data: Payout = { id: 'po1', amount: usd(2_880), status: 'PAID', arrivalDate: calendarDate('2026-01-17'), traceNumber: null, statementDescriptor: null, composition, createdAt: paidAt, statusAt: paidAt, origin, ...over }; // prettier-ignore
  return { type: 'PayoutStatusChanged', stream: `payout/${data.id}`, data: { payout: data, items: [] } };
};
const deposit = (over: Partial<BankDeposit> = {}): Told<PaymentFact> => {
  const data: BankDeposit = { id: 'dep1', amount: usd(6_000), valueDate: calendarDate('2026-01-18'), typeCode: '142', traceNumber: 'TRN1', payerIdentifier: null, purpose: 'CLAIM_PAYMENT', bankReference: null, receiverIdentifier: null, bankAccountLast4: '1234', origin, ...over }; // prettier-ignore
  return { type: 'BankDepositReported', stream: `deposit/${data.id}`, data: { deposit: data } };
};

/** What p1 owes: 50.00, all of it the patient's. */
const owing = () => house.tell(house.rooms.ehr, ehr.facility(), ehr.patient(), ehr.charge(5_000));

describe('a card payment', () => {
  test('pays the account on the day it succeeded, and waits at the payment service until it is paid out', async () => {
    await owing();
    await take(payment());
    expect(await house.account()).toMatchObject({ patientBalance: 2_000, unapplied: 0 });
    const entry = (await house.entries()).find(({ kind }) => kind === 'PATIENT_PAYMENT');
    expect(entry).toMatchObject({ paymentId: 'pay1', postingDate: '2026-01-15', correlationId: 'chain-payment/pay1' });
    expect(await house.ledger()).toEqual({ CARD_CLEARING: 3_000, PATIENT_RECEIVABLE: 2_000, REVENUE: -5_000 });
    await take(payout());
    expect(await house.ledger()).toEqual({ CASH: 2_880, MERCHANT_FEES: 120, PATIENT_RECEIVABLE: 2_000, REVENUE: -5_000 }); // prettier-ignore
  });

  test('counts once, whatever else is told of it, and not before it succeeded', async () => {
    await owing();
    for (const status of ['REQUESTED', 'PROCESSING', 'FAILED'] as const) await take(payment({ status }));
    expect(await house.account()).toMatchObject({ patientBalance: 5_000 });
    await take(payment(), payment());
    await take(payment({ statusAt: instant('2026-01-16T00:00:00Z') }));
    expect(await house.account()).toMatchObject({ patientBalance: 2_000 });
  });

  test('of more than is owed stays beside the balance', async () => {
    await owing();
    await take(payment({ amount: usd(8_000) }));
    expect(await house.account()).toMatchObject({ balance: 0, unapplied: 3_000 });
    await house.tell(house.rooms.ehr, ehr.charge(1_000, { id: 'ch2' }));
    expect(await house.account()).toMatchObject({ balance: 0, unapplied: 2_000 });
  });

  test.each([
    ['no account', { accountId: null }],
    ['an account that is not here', { accountId: 'elsewhere' }],
  ])('that names %s is held, is one case, and stays held when it is told again with an account', async (_, over) => {
    await owing();
    await take(payment(over), payment(over));
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 3_000, UNAPPLIED_PATIENT_CASH: -3_000 });
    expect(await house.cases()).toMatchObject([{ kind: 'PAYMENT_WITHOUT_ACCOUNT', facilityId: 'f1', system: 'stripe', reason: expect.stringMatching(/^Payment pay1 names no account/) }]); // prettier-ignore
    await take(payment());
    expect(await house.account()).toMatchObject({ patientBalance: 5_000 });
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 3_000, UNAPPLIED_PATIENT_CASH: -3_000 });
  });
});

describe('a refund', () => {
  beforeEach(async () => {
    await owing();
    await take(payment());
  });

  test('is owed again once it has succeeded', async () => {
    await take(refund({ status: 'PENDING' }));
    expect(await house.account()).toMatchObject({ patientBalance: 2_000 });
    await take(refund(), refund());
    expect(await house.account()).toMatchObject({ patientBalance: 3_000 });
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 2_000 });
  });

  test('that fails after it had succeeded brings the money back, once', async () => {
    await take(refund(), refund({ status: 'FAILED' }), refund({ status: 'FAILED' }));
    expect(await house.account()).toMatchObject({ patientBalance: 2_000 });
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 3_000 });
  });

  test('that fails at once, or is cancelled, moves nothing', async () => {
    await take(refund({ status: 'FAILED' }), refund({ id: 're2', status: 'CANCELED' }));
    expect(await house.account()).toMatchObject({ patientBalance: 2_000 });
  });

  test('of a payment without an account takes from what was held', async () => {
    await take(payment({ id: 'pay2', accountId: null }), refund({ id: 're2', paymentId: 'pay2', accountId: null }));
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 5_000, UNAPPLIED_PATIENT_CASH: -2_000 });
    const failed = refund({ id: 're2', paymentId: 'pay2', accountId: null, status: 'FAILED' });
    await take(failed, failed);
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 6_000, UNAPPLIED_PATIENT_CASH: -3_000 });
  });

  test('of a payment that is held takes from what is held, also when it names an account', async () => {
    await take(payment({ id: 'pay2', accountId: null }), refund({ id: 're2', paymentId: 'pay2' }));
    expect(await house.ledger()).toMatchObject({ CARD_CLEARING: 5_000, UNAPPLIED_PATIENT_CASH: -2_000 });
    expect(await house.account()).toMatchObject({ patientBalance: 2_000 });
  });
});

describe('a payout', () => {
  test('counts when the bank has it and it is known what it is made of, and once', async () => {
    await take(payout({ status: 'IN_TRANSIT' }), payout({ composition: null }), payout({ status: 'FAILED' }));
    expect(await house.ledger()).toEqual({});
    await take(payout(), payout());
    expect(await house.ledger()).toEqual({ CASH: 2_880, CARD_CLEARING: -3_000, MERCHANT_FEES: 120 });
  });

  test('that the bank sends back is with the payment service again, once, and its fees are gone', async () => {
    await take(payout(), payout({ status: 'FAILED' }), payout({ status: 'FAILED' }));
    expect(await house.ledger()).toEqual({ CARD_CLEARING: -120, MERCHANT_FEES: 120 });
  });
});

describe('a bank deposit', () => {
  test('clears what a payer announced, and once', async () => {
    await take(deposit(), deposit());
    expect(await house.ledger()).toEqual({ CASH: 6_000, PAYER_CLEARING: -6_000 });
  });

  test('whose purpose is not said is taken as a payer’s; of another purpose it is left to its own way', async () => {
    await take(deposit({ purpose: 'UNKNOWN' }), deposit({ id: 'dep2', purpose: 'OTHER', amount: usd(2_880) }));
    expect(await house.ledger()).toEqual({ CASH: 6_000, PAYER_CLEARING: -6_000 });
  });
});

test('requests and bank files move no money by themselves', async () => {
  await house.tell(house.rooms.ehr, ...known());
  await take({ type: 'BankFileRead', stream: 'bank-file/1', data: { messageId: 'm', deposits: 0, debits: 0, findings: [] } }); // prettier-ignore
  expect(await house.ledger()).toEqual({});
});
