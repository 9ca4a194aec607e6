import Stripe from 'stripe';
import { ownerMetadata, startPaymentsBench, type PaymentsBench } from './payments-bench';

let bench: PaymentsBench;
beforeEach(async () => {
  bench = await startPaymentsBench();
});
afterEach(() => bench.stop());

const events = () => bench.payments.recordStripeEvents(bench.service);
const pull = () => bench.room.pull(bench.service, events());
const payAtStripe = (amount: number): Promise<Stripe.PaymentIntent> =>
  bench.api.paymentIntents.create({
    ...{ amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true, metadata: ownerMetadata },
  });

describe('an event sent to the webhook', () => {
  it('and pulled as well is one message and one fact', async () => {
    bench.sandbox.webhookUrl = bench.webhookAddress;
    await payAtStripe(5_000);
    await bench.stripeSystem.courier.settled();
    expect(bench.webhook.counts()).toEqual({ received: 3, repeated: 0, refused: 0 });
    await bench.room.recordPending(events());
    const facts = await bench.room.facts();
    expect(facts.at(-1)).toMatchObject({ type: 'PaymentStatusChanged', data: { payment: { status: 'SUCCEEDED' } } });
    expect(await pull()).toEqual([]);
    expect(await bench.room.facts()).toEqual(facts);
    expect((await bench.room.inbox.setAside()).items).toEqual([]);
  });

  it('twice is answered 200 twice and recorded once', async () => {
    bench.sandbox.webhookUrl = bench.webhookAddress;
    bench.sandbox.faults.set('payments', { duplicate: 1 });
    await payAtStripe(5_000);
    await bench.stripeSystem.courier.settled();
    expect(bench.webhook.counts()).toEqual({ received: 6, repeated: 3, refused: 0 });
    expect(new Set(bench.answers)).toEqual(new Set([200]));
    expect(await bench.room.recordPending(events())).toHaveLength(3);
  });

  it('with a wrong signature is refused with 400, counted and not kept; a cut body that is signed is kept', async () => {
    bench.sandbox.webhookUrl = bench.webhookAddress;
    bench.sandbox.faults.set('payments', { malformed: 1 });
    await payAtStripe(5_000);
    await payAtStripe(6_500);
    await bench.stripeSystem.courier.settled();
    const { received, refused } = bench.webhook.counts();
    expect(received + refused).toBe(12);
    expect(bench.answers.filter((status) => status === 400)).toHaveLength(refused);
    expect(refused).toBeGreaterThan(0);
    const settlements = await bench.room.recordPending(events());
    expect(settlements.filter(({ outcome }) => outcome === 'ACCEPTED')).toHaveLength(6);
    expect((await bench.room.inbox.setAside()).items).toHaveLength(received - 6);
  });

  it('is refused when its body was changed, its signature is old or absent', async () => {
    const stripe = new Stripe('sk_test_x');
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'x', created: 1, data: { object: {} } });
    const secret = 'whsec_sandbox';
    const good = stripe.webhooks.generateTestHeaderString({ payload, secret });
    const old = stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: 1_000 });
    const call = { correlationId: 'c' };
    await expect(bench.webhook.handleWebhook(`${payload} `, good, call)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(bench.webhook.handleWebhook(payload, old, call)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(bench.webhook.handleWebhook(payload, undefined, call)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await bench.room.inbox.pending()).toEqual([]);
    await expect(bench.webhook.handleWebhook(payload, good, call)).resolves.toMatchObject({ outcome: 'NEW' });
  });
});
