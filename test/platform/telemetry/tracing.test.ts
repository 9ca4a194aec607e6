import { createTracing } from '../../../platform/telemetry/tracing';
import { silentLogger, type Logger } from '../../../platform/telemetry/logger';
import { receiveOtlp, type OtlpReceiver } from './otlp-receiver';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const NOTHING = { traceparent: undefined, attributes: {} };

let receiver: OtlpReceiver | undefined;
afterEach(() => receiver?.close());

const tracingTo = (url: string, log = silentLogger) =>
  createTracing({ url: `${url}/v1/traces`, service: 'tests', log });

/** Counts what is said. */
const counting = () => {
  const said: unknown[] = [];
  const say = (...args: unknown[]): void => void said.push(args);
  const log = { debug: say, info: say, warn: say, error: say } as unknown as Logger;
  return { said, log };
};

describe('spans', () => {
  it('come to the collector under their parents, with what they tell', async () => {
    receiver = await receiveOtlp();
    const tracing = tracingTo(receiver.url);
    const asked = tracing.begin('unknown', { traceparent: PARENT, attributes: { 'accord.contract': 'portal' } });
    asked.step('plan', { 'accord.plan.weight': 3 }).end();
    const call = asked.call('fetch people', {});
    call.tell({ 'accord.fetch.errors': 1 });
    call.end({ isFault: true });
    asked.end({ name: 'query', attributes: { 'accord.codes': ['OK'] } });
    await tracing.stop();
    const [plan, fetched, query] = receiver.spans;
    expect(query).toMatchObject({
      ...{ name: 'query', kind: 2, service: 'tests', status: { code: 0 } },
      ...{ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentSpanId: '00f067aa0ba902b7' },
      attributes: { 'accord.contract': 'portal', 'accord.codes': ['OK'] },
    });
    expect(asked.traceparent).toBe(`00-${query?.traceId}-${query?.spanId}-01`);
    expect(plan).toMatchObject({ name: 'plan', kind: 1, parentSpanId: query?.spanId, attributes: { 'accord.plan.weight': 3 } }); // prettier-ignore
    expect(fetched).toMatchObject({ name: 'fetch people', kind: 3, parentSpanId: query?.spanId, attributes: { 'accord.fetch.errors': 1 } }); // prettier-ignore
    expect(fetched?.status).toEqual({ code: 2 });
    expect(call.traceparent).toBe(`00-${query?.traceId}-${fetched?.spanId}-01`);
  });

  it('begin a trace where there is none, and another for what follows later, linked', async () => {
    receiver = await receiveOtlp();
    const tracing = tracingTo(receiver.url);
    const asked = tracing.begin('subscription', NOTHING);
    asked.end();
    asked.follow('event', {}).end();
    await tracing.stop();
    const [opened, event] = receiver.spans;
    expect([opened?.parentSpanId, event?.parentSpanId]).toEqual([undefined, undefined]);
    expect(event?.traceId).not.toBe(opened?.traceId);
    expect(event?.links).toMatchObject([{ traceId: opened?.traceId, spanId: opened?.spanId }]);
  });

  it('of a trace that is not sampled are not sent, nor what comes of them, and say so to others', async () => {
    receiver = await receiveOtlp();
    const tracing = tracingTo(receiver.url);
    const asked = tracing.begin('query', { ...NOTHING, traceparent: PARENT.replace(/01$/, '00') });
    expect(asked.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00$/);
    for (const span of [asked.step('plan', {}), asked.call('fetch', {}), asked.follow('event', {})]) {
      expect(span.traceparent).toBe(asked.traceparent);
      span.tell({ 'accord.plan.weight': 1 });
      span.end({ isFault: true });
    }
    await tracing.stop();
    expect(receiver.requests()).toBe(0);
  });
});

describe('a collector', () => {
  const spansOf = (tracing: ReturnType<typeof tracingTo>, count: number) => {
    for (let made = 0; made < count; made += 1) tracing.begin('query', NOTHING).end();
  };

  it('that is away costs one line of the log, however often', async () => {
    receiver = await receiveOtlp(() => 400);
    const { said, log } = counting();
    const tracing = tracingTo(receiver.url, log);
    for (let batch = 1; batch <= 3; batch += 1) {
      spansOf(tracing, 512); // a full batch leaves at once
      while (receiver.requests() < batch) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await tracing.stop();
    expect(said).toEqual([[{ why: 400 }, 'traces do not reach their collector; this is not said again']]);
  });

  it('that nobody listens at is told of, and does not keep the process', async () => {
    receiver = await receiveOtlp();
    await receiver.close();
    const { said, log } = counting();
    const tracing = tracingTo(receiver.url, log);
    receiver = undefined;
    spansOf(tracing, 1);
    await tracing.stop();
    expect(said).toEqual([[{ why: 'ECONNREFUSED' }, expect.stringMatching(/do not reach their collector/)]]);
  });

  it('that answers nothing is waited for no longer than its time, with no more than a bounded queue', async () => {
    receiver = await receiveOtlp(() => new Promise(() => {}));
    const { said, log } = counting();
    const tracing = tracingTo(receiver.url, log);
    spansOf(tracing, 20_000);
    while (receiver.requests() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    spansOf(tracing, 20_000);
    await tracing.stop();
    const sent = receiver.bytes().match(/"name":"query"/g) ?? [];
    expect(sent.length).toBeLessThanOrEqual(512 + 2 * 2_048);
    expect(said).toHaveLength(1);
  });
});
