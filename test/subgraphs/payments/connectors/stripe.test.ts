import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { quickPolicy } from '../../room-bench';
import { createStripeApi, createStripeService } from '../../../../subgraphs/payments/connectors/stripe';
import type { StartPaymentCommand } from '../../../../subgraphs/payments/domain';
import { owner, startPaymentsBench, usd, type PaymentsBench } from '../payments-bench';

const call = { signal: new AbortController().signal, correlationId: 'test' };
const command: StartPaymentCommand = { kind: 'START_PAYMENT', id: 'own-1', ...owner, amount: usd(5_000), paymentMethodToken: 'pm_card_visa' }; // prettier-ignore

describe('against the sandbox', () => {
  let bench: PaymentsBench;
  beforeEach(async () => {
    bench = await startPaymentsBench();
  });
  afterEach(() => bench.stop());

  const pulledAfter = async (cursor: string | null): Promise<{ keys: string[]; next: string | null }> => {
    const keys: string[] = [];
    let last = cursor;
    for await (const { messages, next } of bench.service.pull(cursor, call)) {
      keys.push(...messages.map(({ key }) => key));
      last = next;
    }
    return { keys, next: last };
  };

  it('the same idempotency key makes one payment', async () => {
    const first = await bench.service.deliver(command, { ...call, idempotencyKey: 'k' });
    const second = await bench.service.deliver(command, { ...call, idempotencyKey: 'k' });
    expect(second).toEqual(first);
    expect(first.news).toMatchObject({ kind: 'PAYMENT', state: { id: 'own-1', status: 'SUCCEEDED', ...owner } });
    expect((await bench.api.paymentIntents.list()).data).toHaveLength(1);
  });

  it('pulls events from the oldest on, over many pages, and goes on behind its cursor', async () => {
    for (let index = 0; index < 45; index += 1) {
      await bench.service.deliver({ ...command, id: `own-${index}` }, { ...call, idempotencyKey: `k-${index}` });
    }
    const all = await pulledAfter(null);
    const newestFirst: string[] = [];
    for await (const event of bench.api.events.list({ limit: 100 })) newestFirst.push(event.id);
    expect(all.keys).toHaveLength(135);
    expect(all.keys).toEqual([...newestFirst].reverse());
    expect(await pulledAfter(all.next)).toEqual({ keys: [], next: all.next });
    expect((await pulledAfter(all.keys[9] ?? '')).keys).toEqual(all.keys.slice(10));
  });

  it('starts over when the service no longer knows the cursor', async () => {
    await bench.service.deliver(command, { ...call, idempotencyKey: 'k' });
    expect((await pulledAfter('evt_gone')).keys).toHaveLength(3);
  });

  it('finds what a command made by its metadata, and nothing else', async () => {
    expect(await bench.service.find(command, call)).toBeNull();
    const { news } = await bench.service.deliver(command, { ...call, idempotencyKey: 'k' });
    expect(await bench.service.find(command, call)).toMatchObject({ news: { state: { id: 'own-1' } } });
    const paymentSourceId = news.kind === 'PAYMENT' ? news.state.sourceId : '';
    const refund = { kind: 'REFUND_PAYMENT', id: 'refund-1', paymentId: 'own-1', paymentSourceId, ...owner, amount: usd(100), reason: null } as const; // prettier-ignore
    expect(await bench.service.find(refund, call)).toBeNull();
    await bench.service.deliver(refund, { ...call, idempotencyKey: 'r' });
    expect(await bench.service.find(refund, call)).toMatchObject({ news: { kind: 'REFUND', state: { id: 'refund-1', paymentId: 'own-1' } } }); // prettier-ignore
    expect(await bench.service.find({ ...refund, id: 'refund-2' }, call)).toBeNull();
  });
});

describe('failures', () => {
  let server: Server;
  let answer: RequestListener;
  const service = (url: string) =>
    createStripeService({
      api: createStripeApi({ secretKey: 'sk_test_sandbox', baseUrl: url }),
      webhookSecrets: [],
      policy: quickPolicy('stripe'),
    });
  const failureOf = (status: number, body: object, headers: Record<string, string> = {}): Promise<unknown> => {
    answer = (_request, response) => response.writeHead(status, headers).end(JSON.stringify(body));
    const { port } = server.address() as AddressInfo;
    return service(`http://127.0.0.1:${port}`).payment('pi_1', call).catch((error: unknown) => error); // prettier-ignore
  };
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([
    [429, { error: { type: 'invalid_request_error' } }, { 'retry-after': '7' }, { status: 429, retryAfterMs: 7_000 }],
    [503, { error: { type: 'api_error' } }, {}, { status: 503 }],
    [409, { error: { type: 'idempotency_error' } }, {}, { status: 409 }],
    [401, { error: { type: 'invalid_request_error' } }, {}, { status: 401 }],
  ])('HTTP %i means later', async (status, body, headers, details) => {
    const error = await failureOf(status, body, headers);
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'stripe', details });
  });

  it('a refusal keeps its code and not its text', async () => {
    const error = await failureOf(404, { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such secret' } }); // prettier-ignore
    expect(error).toMatchObject({ code: 'SOURCE_REJECTED', details: { status: 404, sourceCode: 'resource_missing' } });
    expect((error as Error).message).not.toContain('secret');
  });

  it('an answer that is no payment is malformed', async () =>
    expect(await failureOf(200, { object: 'payment_intent' })).toMatchObject({ code: 'SOURCE_MALFORMED' }));

  it('nobody there means later', async () => {
    const gone = service('http://127.0.0.1:9').payment('pi_1', call);
    await expect(gone).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { reason: 'UNREACHED' } });
  });
});
