import type Stripe from 'stripe';
import type { PaymentFact } from '../../../subgraphs/payments/domain';
import { receivedStripeEvent } from '../../../subgraphs/payments/connectors/received-stripe-event';
import { registerBill } from '../../../subgraphs/payments/connectors/sandbox-bills';
import { sandboxClient } from '../room-bench';
import { owner, ownerMetadata, startPaymentsBench, trace, usd, type PaymentsBench } from './payments-bench';

let bench: PaymentsBench;
beforeEach(async () => {
  bench = await startPaymentsBench();
});
afterEach(() => bench.stop());

const signal = new AbortController().signal;
const events = () => bench.payments.recordStripeEvents(bench.service);
const pull = () => bench.room.pull(bench.service, events());
const deliver = async (): Promise<number> => {
  await bench.room.settle();
  const settled = await bench.payments.deliverPending(bench.service, signal);
  await bench.room.settle();
  return settled;
};
const factTypes = async (): Promise<string[]> => (await bench.room.facts()).map(({ type }) => type);
const paymentIn = async (id: string) => bench.payments.documents.payments.get(id);

const payAtStripe = (amount: number, method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> =>
  bench.api.paymentIntents.create({
    ...{ amount, currency: 'usd', payment_method: method, confirm: true, metadata: ownerMetadata },
  });

describe('events of the payment service', () => {
  it('pulled, become payments with their method, each state once', async () => {
    const intent = await payAtStripe(12_345);
    const settlements = await pull();
    expect(settlements.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED', 'ACCEPTED']);
    expect(await paymentIn(intent.id)).toMatchObject({
      ...owner,
      status: 'SUCCEEDED',
      amount: usd(12_345),
      method: { kind: 'card', brand: 'visa', last4: '4242' },
      origin: { system: 'stripe', sourceId: intent.id, sourceVersion: expect.stringMatching(/^evt_/) },
    });
    const before = await factTypes();
    expect(await pull()).toEqual([]);
    expect(await factTypes()).toEqual(before);
  });

  it('arriving backwards lead to the same payment', async () => {
    const declined = await payAtStripe(7_000, 'pm_card_chargeDeclined').catch((error: unknown) => error);
    const { payment_intent: intent } = declined as InstanceType<typeof Stripe.errors.StripeCardError>;
    await bench.api.paymentIntents.confirm(intent?.id ?? '', { payment_method: 'pm_card_visa' });
    const list = await bench.api.events.list({ limit: 100 });
    expect(list.data).toHaveLength(5);
    for (const event of list.data) {
      const message = receivedStripeEvent(JSON.stringify(event), bench.service.read);
      await bench.room.inbox.receive([message], { system: 'stripe', correlationId: 'backwards' });
      await bench.room.recordPending(events());
      expect(await paymentIn(intent?.id ?? '')).toMatchObject({ status: 'SUCCEEDED', amount: usd(7_000) });
    }
    const types = await bench.room.facts();
    expect(types.length).toBeLessThanOrEqual(2); // success, and the method that its charge adds
    expect(await paymentIn(intent?.id ?? '')).toMatchObject({ method: { last4: '4242' }, failureCode: null });
  });

  it('of a kind that is not used leave no fact, and what cannot be read is set aside', async () => {
    const raw = (object: object): string =>
      JSON.stringify({
        id: `evt_${JSON.stringify(object).length}`,
        object: 'event',
        type: 't',
        created: 1,
        data: { object },
      });
    const messages = [raw({ object: 'customer' }), raw({ object: 'payment_intent', id: 'pi_x' }), 'not json'];
    await bench.room.inbox.receive(
      messages.map((each) => receivedStripeEvent(each, bench.service.read)),
      { system: 'stripe', correlationId: 'c' },
    );
    const settlements = await bench.room.recordPending(events());
    expect(settlements.map(({ outcome }) => outcome).sort()).toEqual(['ACCEPTED', 'SET_ASIDE', 'SET_ASIDE']);
    expect(await bench.room.facts()).toEqual([]);
  });
});

describe('a payment that the hub asks for', () => {
  const start = (idempotencyKey = 'key-1') =>
    bench.payments.commands.startPayment({ ...owner, amount: usd(2_500), idempotencyKey, paymentMethodToken: 'pm_card_visa', trace }); // prettier-ignore

  it('is a fact first, then paid, and told again by its events without a change', async () => {
    const { paymentId } = await start();
    await bench.room.settle();
    expect(await paymentIn(paymentId)).toMatchObject({ status: 'REQUESTED', origin: { system: 'accord' } });
    expect(await deliver()).toBe(1);
    expect(await paymentIn(paymentId)).toMatchObject({ status: 'SUCCEEDED', method: { last4: '4242' } });
    const facts = await factTypes();
    await pull();
    expect(await factTypes()).toEqual(facts);
    expect(facts).toEqual(['PaymentRequested', 'PaymentStatusChanged']);
  });

  it('waits out an outage and is paid once', async () => {
    bench.sandbox.faults.set('payments', { outage: true });
    await start();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await deliver()).toBe(0);
      bench.passTime(600_000);
    }
    expect(await bench.payments.pendingDeliveries()).toBe(1);
    bench.sandbox.faults.reset();
    expect(await deliver()).toBe(1);
    expect(await deliver()).toBe(0);
    expect((await bench.api.paymentIntents.list()).data).toHaveLength(1);
    expect(await factTypes()).toEqual(['PaymentRequested', 'PaymentStatusChanged']);
  });

  it('is not asked for again under a key that was used, and a key is not used for another', async () => {
    expect(await start()).toEqual(await start());
    await deliver();
    expect(await start()).toMatchObject({ paymentId: expect.any(String) });
    expect(await deliver()).toBe(0);
    expect((await bench.api.paymentIntents.list()).data).toHaveLength(1);
    const other = bench.payments.commands.startPayment({ ...owner, amount: usd(1), idempotencyKey: 'key-2', trace });
    await other;
    const reused = bench.payments.commands.startPayment({ ...owner, amount: usd(2), idempotencyKey: 'key-2', trace });
    await expect(reused).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that reached the service before its answer was lost is found by its metadata after a day', async () => {
    const { paymentId } = await start();
    await bench.room.settle();
    const deliverLost = {
      ...bench.service,
      deliver: async (...args: Parameters<typeof bench.service.deliver>) => {
        await bench.service.deliver(...args);
        throw Object.assign(new Error('lost'), {});
      },
    };
    await bench.payments.deliverPending(deliverLost, signal);
    bench.passTime(25 * 3_600_000);
    const delivered: string[] = [];
    const watched = {
      ...bench.service,
      deliver: (...args: Parameters<typeof bench.service.deliver>) => {
        delivered.push(args[0].id);
        return bench.service.deliver(...args);
      },
    };
    await bench.payments.deliverPending(watched, signal);
    await bench.room.settle();
    expect(delivered).toEqual([]);
    expect(await paymentIn(paymentId)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await bench.api.paymentIntents.list()).data).toHaveLength(1);
  });

  it('fails when the card declines, with the reason', async () => {
    const { paymentId } = await bench.payments.commands.startPayment({
      ...{ ...owner, amount: usd(900), idempotencyKey: 'declined', trace },
      paymentMethodToken: 'pm_card_chargeDeclinedInsufficientFunds',
    });
    await deliver();
    expect(await paymentIn(paymentId)).toMatchObject({ status: 'FAILED', failureCode: 'insufficient_funds' });
  });

  it('fails when the service refuses it outright', async () => {
    const { paymentId } = await bench.payments.commands.startPayment({
      ...{ ...owner, amount: usd(1), idempotencyKey: 'too-small', trace },
    });
    expect(await deliver()).toBe(1);
    expect(await paymentIn(paymentId)).toMatchObject({ status: 'FAILED', failureCode: 'amount_too_small' });
  });

  it.each([0, -5])('of %d cents is refused', async (amount) => {
    const asked = bench.payments.commands.startPayment({ ...owner, amount: usd(amount), idempotencyKey: 'k', trace });
    await expect(asked).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a refund', () => {
  const refund = (paymentId: string, amount: number, idempotencyKey: string) =>
    bench.payments.commands.refundPayment({
      paymentId,
      amount: usd(amount),
      idempotencyKey,
      reason: 'duplicate',
      trace,
    });

  it('goes back once, belongs to the payment, and no more than was paid goes back', async () => {
    const intent = await payAtStripe(10_000);
    await pull();
    const { refundId } = await refund(intent.id, 4_000, 'r-1');
    expect(await refund(intent.id, 4_000, 'r-1')).toEqual({ refundId });
    await deliver();
    await pull();
    expect(await bench.payments.documents.refunds.get(refundId)).toMatchObject({
      ...owner,
      paymentId: intent.id,
      status: 'SUCCEEDED',
      reason: 'duplicate',
    });
    expect((await bench.api.refunds.list()).data).toHaveLength(1);
    await expect(refund(intent.id, 6_001, 'r-2')).rejects.toMatchObject({ code: 'RULE_BROKEN' });
    await expect(refund('nobody', 1, 'r-3')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await factTypes()).toEqual(expect.arrayContaining(['RefundRequested', 'RefundStatusChanged']));
    expect((await factTypes()).filter((type) => type === 'RefundStatusChanged')).toHaveLength(1);
  });

  it('made at the service is known with the payment it gives back', async () => {
    const intent = await payAtStripe(10_000);
    const made = await bench.api.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    await pull();
    expect(await bench.payments.documents.refunds.get(made.id)).toMatchObject({ ...owner, paymentId: intent.id });
  });

  it('of a payment that was never received waits while the service does not answer', async () => {
    const intent = await payAtStripe(10_000);
    await bench.api.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    const list = await bench.api.events.list({ limit: 100, type: 'refund.created' });
    await bench.room.inbox.receive(
      list.data.map((event) => receivedStripeEvent(JSON.stringify(event), bench.service.read)),
      { system: 'stripe', correlationId: 'c' },
    );
    bench.sandbox.faults.set('payments', { outage: true });
    expect(await bench.room.recordPending(events())).toMatchObject([{ outcome: 'WAITING', waitingFor: 'stripe' }]);
    bench.sandbox.faults.reset();
    expect(await bench.room.recordPending(events())).toMatchObject([{ outcome: 'ACCEPTED' }]);
  });

  it('refused by the service fails', async () => {
    const intent = await payAtStripe(1_000);
    await pull();
    const { refundId } = await refund(intent.id, 1_000, 'r-1');
    await bench.api.refunds.create({ payment_intent: intent.id });
    await deliver();
    const failed = { status: 'FAILED', failureCode: 'charge_already_refunded' };
    expect(await bench.payments.documents.refunds.get(refundId)).toMatchObject(failed);
  });
});

describe('sandbox days', () => {
  it('bring bills to payments, payouts with what they are made of, and deposits that match', async () => {
    const http = sandboxClient('payment-page', bench.stripeSystem.url, 'sk_test_sandbox');
    const call = { signal, correlationId: 'bill' };
    for (let index = 0; index < 12; index += 1) {
      await registerBill(http, { ...owner, accountId: `account-${index}`, amount: usd(3_000 + index) }, call);
    }
    await bench.sandbox.advance(12);
    await pull();
    await bench.room.pull(bench.bank, bench.payments.recordBankFiles(bench.bank));
    const { payments, payouts, payoutItems, bankDeposits } = bench.payments.documents;
    expect(await payments.count({ status: 'SUCCEEDED' })).toBeGreaterThan(5);
    const { items: paid } = await payouts.find({ status: 'PAID' });
    expect(paid.length).toBeGreaterThan(0);
    for (const payout of paid) {
      const { composition, amount, traceNumber } = payout;
      const { paymentAmount, refundAmount, feeAmount } = composition ?? { paymentAmount: usd(0), refundAmount: usd(0), feeAmount: usd(0) }; // prettier-ignore
      expect(paymentAmount.minorUnits - refundAmount.minorUnits - feeAmount.minorUnits).toBe(amount.minorUnits);
      expect(await payoutItems.count({ payoutId: payout.id, paymentId: { ne: null } })).toBeGreaterThan(0);
      const { items: deposits } = await bankDeposits.find({ traceNumber });
      expect(deposits).toMatchObject([
        { amount, valueDate: payout.arrivalDate, receiverIdentifier: 'LE-LAKEVIEW', purpose: 'OTHER' },
      ]);
    }
    await http.close();
  });

  it('whose bank sends files twice and cut off give each deposit once', async () => {
    bench.sandbox.faults.set('bank', { duplicate: 1, malformed: 1 });
    for (let index = 0; index < 4; index += 1) await payAtStripe(5_000 + index);
    await bench.sandbox.advance(6);
    const settlements = await bench.room.pull(bench.bank, bench.payments.recordBankFiles(bench.bank));
    expect(settlements.map(({ outcome }) => outcome).sort()).toEqual(['ACCEPTED', 'SET_ASIDE']);
    expect(await bench.payments.documents.bankDeposits.count({})).toBe(1);
    const reported = (await bench.room.facts()).filter(({ type }) => type === 'BankDepositReported');
    expect(reported).toHaveLength(1);
    const read = (await bench.room.facts()).find((fact): fact is Extract<PaymentFact, { type: 'BankFileRead' }> => fact.type === 'BankFileRead'); // prettier-ignore
    expect(read?.data).toMatchObject({ deposits: 1, debits: 0, findings: [] });
  });
});
