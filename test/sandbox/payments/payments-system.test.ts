import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { createPaymentsSystem, SECRET_KEY, type PaymentsSystem } from '../../../sandbox/payments/payments-system';
import { createBench, type Bench } from '../stand-in';

let bench: Bench;
let payments: PaymentsSystem;
let stripe: Stripe;

const clientOf = (url: string, key = SECRET_KEY): Stripe => {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0, telemetry: false }); // prettier-ignore
};

async function start(folder: string | null = null): Promise<void> {
  bench = createBench({ folder });
  payments = await createPaymentsSystem(await bench.dependencies('payments'));
  bench.systems.set('payments', payments);
  stripe = clientOf(payments.url);
}

const pay = (amount: number, account = 'acc-1', method = 'pm_card_visa'): Promise<Stripe.PaymentIntent> =>
  stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    payment_method: method,
    confirm: true,
    metadata: { account_id: account },
  });

const bill = async (account: string, amount: number): Promise<Response> =>
  fetch(`${payments.url}/sandbox/bills`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ account_id: account, patient_id: 'p-1', facility_id: 'f-1', amount }),
  });

beforeEach(() => start());
afterEach(() => bench.stop());

describe('payment intents, by the real stripe SDK', () => {
  it('are created, confirmed and charged with a fee', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 12_345, currency: 'usd' });
    expect(intent).toMatchObject({ status: 'requires_payment_method', amount_received: 0, latest_charge: null });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_mastercard',
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 12_345 });
    const charge = paid.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ amount: 12_345, paid: true, payment_method_details: { card: { last4: '4444' } } });
    expect(charge.balance_transaction).toMatchObject({ amount: 12_345, fee: 388, net: 11_957, status: 'pending' });
  });

  it('decline as a card error that carries the intent, and can be paid with another card', async () => {
    const error = await pay(5_000, 'acc-1', 'pm_card_chargeDeclinedInsufficientFunds').catch((each: unknown) => each);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    const declined = error as InstanceType<typeof Stripe.errors.StripeCardError>;
    expect(declined).toMatchObject({ statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds' });
    const intent = await stripe.paymentIntents.retrieve(declined.payment_intent?.id ?? '');
    expect(intent.status).toBe('requires_payment_method');
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(paid.status).toBe('succeeded');
  });

  it('are canceled once, and refused afterwards with their state', async () => {
    const { id } = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    await expect(stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).rejects.toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
    });
  });

  it('refuse unknown and unfit parameters and leave nothing behind', async () => {
    await expect(stripe.paymentIntents.create({ amount: 10, currency: 'usd' })).rejects.toMatchObject({ code: 'amount_too_small', param: 'amount' }); // prettier-ignore
    await expect(stripe.paymentIntents.create({ amount: 1_000, currency: 'eur' })).rejects.toMatchObject({ param: 'currency' }); // prettier-ignore
    await expect(stripe.paymentIntents.create({ amount: 1_000, currency: 'usd', expand: ['nothing_of_that_name'] })).rejects.toMatchObject({ statusCode: 400 }); // prettier-ignore
    await expect(stripe.paymentIntents.create({ amount: 1_000, currency: 'usd', confirm: true })).rejects.toMatchObject({ statusCode: 400 }); // prettier-ignore
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it('are found by metadata', async () => {
    await pay(1_000, 'acc-1');
    await pay(2_000, 'acc-2');
    await pay(3_000, 'acc-2');
    const found = await stripe.paymentIntents.search({ query: "metadata['account_id']:'acc-2' AND amount>2500" });
    expect(found.data.map(({ amount }) => amount)).toEqual([3_000]);
    const all: number[] = [];
    for await (const { amount } of stripe.paymentIntents.search({ query: 'status:"succeeded"', limit: 2 })) all.push(amount); // prettier-ignore
    expect(all).toEqual([3_000, 2_000, 1_000]);
    await expect(stripe.paymentIntents.search({ query: 'bogus' })).rejects.toMatchObject({ param: 'query' });
  });

  it('refuse another key with 401 and an unknown id with 404', async () => {
    await expect(clientOf(payments.url, 'sk_test_other').balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError); // prettier-ignore
    await expect(stripe.paymentIntents.retrieve('pi_nothing')).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' }); // prettier-ignore
  });
});

describe('idempotency keys', () => {
  it('give the first answer again, and refuse other parameters', async () => {
    const params = { amount: 700, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' };
    const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'k-1' });
    const again = await stripe.paymentIntents.create(params, { idempotencyKey: 'k-1' });
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect((await stripe.charges.list()).data).toHaveLength(1);
    await expect(stripe.paymentIntents.create({ ...params, amount: 800 }, { idempotencyKey: 'k-1' })).rejects.toBeInstanceOf(Stripe.errors.StripeIdempotencyError); // prettier-ignore
  });

  it('keep a declined card, but not refused parameters', async () => {
    const declined = { amount: 700, currency: 'usd', confirm: true, payment_method: 'pm_card_chargeDeclined' };
    await expect(stripe.paymentIntents.create(declined, { idempotencyKey: 'k-2' })).rejects.toThrow('declined');
    await expect(stripe.paymentIntents.create(declined, { idempotencyKey: 'k-2' })).rejects.toThrow('declined');
    expect((await stripe.charges.list()).data).toHaveLength(1);
    await expect(stripe.paymentIntents.create({ amount: 1, currency: 'usd' }, { idempotencyKey: 'k-3' })).rejects.toThrow(); // prettier-ignore
    const good = await stripe.paymentIntents.create({ amount: 100, currency: 'usd' }, { idempotencyKey: 'k-3' });
    expect(good.amount).toBe(100);
  });
});

describe('lists', () => {
  it('page in both directions, newest first, and narrow by created', async () => {
    const made = [];
    for (let index = 1; index <= 7; index += 1) made.push(await pay(index * 100));
    const first = await stripe.paymentIntents.list({ limit: 3 });
    expect(first.data.map(({ amount }) => amount)).toEqual([700, 600, 500]);
    expect(first.has_more).toBe(true);
    const before = await stripe.paymentIntents.list({ limit: 2, ending_before: made[3]?.id ?? '' });
    expect(before.data.map(({ amount }) => amount)).toEqual([600, 500]);
    const all: number[] = [];
    for await (const { amount } of stripe.paymentIntents.list({ limit: 2 })) all.push(amount);
    expect(all).toEqual([700, 600, 500, 400, 300, 200, 100]);
    const late = await stripe.paymentIntents.list({ created: { gte: made[5]?.created ?? 0 } });
    expect(late.data).toHaveLength(2);
    const types = await stripe.events.list({ types: ['charge.succeeded'], limit: 100 });
    expect(types.data).toHaveLength(7);
  });
});

describe('refunds and payouts', () => {
  it('refund in parts up to what was paid', async () => {
    const intent = await pay(10_000);
    const part = await stripe.refunds.create({ payment_intent: intent.id, amount: 4_000, metadata: { reason_id: 'r-1' } }); // prettier-ignore
    expect(part).toMatchObject({ status: 'succeeded', amount: 4_000, metadata: { reason_id: 'r-1' } });
    await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 6_001 })).rejects.toMatchObject({ param: 'amount' }); // prettier-ignore
    await stripe.refunds.create({ charge: intent.latest_charge as string });
    const charge = await stripe.charges.retrieve(intent.latest_charge as string);
    expect(charge).toMatchObject({ amount_refunded: 10_000, refunded: true });
    await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({ code: 'charge_already_refunded' }); // prettier-ignore
  });

  it('pay out what is available: the transactions of a payout sum to its amount', async () => {
    const intent = await pay(10_000);
    await pay(5_000);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    await bench.advance(1);
    expect((await stripe.payouts.list()).data).toEqual([]);
    await bench.advance(2);
    const [payout] = (await stripe.payouts.list()).data;
    expect(payout).toMatchObject({ amount: 10_000 - 320 + 5_000 - 175 - 1_000, status: 'in_transit' });
    const parts = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' });
    expect(parts.data.map(({ type }) => type).sort()).toEqual(['charge', 'charge', 'payout', 'refund']);
    expect(parts.data.reduce((sum, { net }) => sum + net, 0)).toBe(0);
    await bench.advance(1);
    expect(await stripe.payouts.retrieve(payout?.id ?? '')).toMatchObject({ status: 'paid' });
    const balance = await stripe.balance.retrieve();
    expect([balance.available[0]?.amount, balance.pending[0]?.amount]).toEqual([0, 0]);
  });
});

describe('bills', () => {
  it('are paid by patients on later days, with fees, refunds and payouts that add up', async () => {
    for (let index = 0; index < 60; index += 1) expect((await bill(`acc-${index}`, 2_000 + index * 137)).status).toBe(202); // prettier-ignore
    await bench.advance(12);
    const succeeded = await stripe.paymentIntents.search({ query: "status:'succeeded'", limit: 100 });
    expect(succeeded.data.length).toBeGreaterThan(45);
    expect(succeeded.data.every(({ metadata }) => /^acc-\d+$/.test(metadata['account_id'] ?? ''))).toBe(true);
    expect((await stripe.charges.list({ limit: 100 })).data.some(({ status }) => status === 'failed')).toBe(true);
    expect((await stripe.refunds.list()).data.length).toBeGreaterThan(0);
    expect((await stripe.payouts.list()).data.length).toBeGreaterThan(3);
  });

  it('say what is owed now: the same amount changes nothing, another one replaces', async () => {
    const idOf = async (response: Response): Promise<string | null> => ((await response.json()) as { bill: string | null }).bill; // prettier-ignore
    const first = await idOf(await bill('acc-1', 5_000));
    expect(await idOf(await bill('acc-1', 5_000))).toBe(first);
    expect(await idOf(await bill('acc-1', 6_000))).not.toBe(first);
    expect(await idOf(await bill('acc-1', 0))).toBeNull();
    await bench.advance(6);
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
    expect((await bill('acc-1', 12.5)).status).toBe(400);
  });
});

describe('webhooks', () => {
  let receiver: Server;
  let received: { verified: boolean; event: Stripe.Event | null }[];
  let answers: number[];

  beforeEach(async () => {
    received = [];
    answers = [];
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push(verify(Buffer.concat(chunks).toString(), String(request.headers['stripe-signature'])));
        response.statusCode = answers.shift() ?? 200;
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    bench.webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks`;
  });
  afterEach(() => new Promise((resolve) => receiver.close(resolve)));

  function verify(body: string, signature: string): { verified: boolean; event: Stripe.Event | null } {
    try {
      return { verified: true, event: stripe.webhooks.constructEvent(body, signature, 'whsec_sandbox') };
    } catch {
      return { verified: false, event: null };
    }
  }
  const types = (): (string | undefined)[] => received.map(({ event }) => event?.type).sort();

  it('are signed so that the SDK accepts them, and sent again until they are taken', async () => {
    answers = [500, 500];
    await pay(1_000);
    await payments.courier.settled();
    expect(received.every(({ verified }) => verified)).toBe(true);
    expect(received).toHaveLength(5);
    expect(new Set(types())).toEqual(new Set(['charge.succeeded', 'payment_intent.created', 'payment_intent.succeeded'])); // prettier-ignore
  });

  it('come twice, cut or wrongly signed by their knobs, and rightly all the same', async () => {
    bench.faults.set('payments', { duplicate: 1, malformed: 1 });
    await pay(1_000);
    await payments.courier.settled();
    expect(received).toHaveLength(9);
    expect(types().filter((type) => type === 'charge.succeeded')).toHaveLength(2);
    expect(received.filter(({ verified }) => !verified)).toHaveLength(3);
  });

  it('wait for an address', async () => {
    const address = bench.webhookUrl;
    bench.webhookUrl = null;
    await pay(1_000);
    expect(received).toHaveLength(0);
    bench.webhookUrl = address;
    await payments.courier.settled();
    expect(received).toHaveLength(3);
  });
});

describe('a restart', () => {
  it('resumes with the same objects, keys and undelivered events, and runs no day twice', async () => {
    await bench.stop();
    const folder = await mkdtemp(join(tmpdir(), 'accord-payments-'));
    await start(folder);
    const params = { amount: 900, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' };
    const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'k-9' });
    await bill('acc-7', 4_000);
    const day = await bench.advance(4);
    const before = await stripe.events.list({ limit: 100 });
    await bench.stop();
    await start(folder);
    bench.today = day;
    await payments.runDay(day);
    expect((await stripe.events.list({ limit: 100 })).data).toEqual(before.data);
    expect(payments.counts()).toMatchObject({ webhooksPending: before.data.length });
    expect((await stripe.paymentIntents.create(params, { idempotencyKey: 'k-9' })).id).toBe(first.id);
    await bench.stop();
    await rm(folder, { recursive: true });
    await start();
  });

  it('and two runs of the same seed give the same ids', async () => {
    const once = (await pay(1_234)).id;
    await bench.stop();
    await start();
    expect((await pay(1_234)).id).toBe(once);
  });
});

describe('faults', () => {
  it('are worded as Stripe words them', async () => {
    bench.faults.set('payments', { outage: true });
    await expect(stripe.balance.retrieve()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
  });
});
