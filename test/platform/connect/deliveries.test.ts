import { createDeliveries, type Deliveries, type DeliveryHandler } from '../../../platform/connect/deliveries';
import { sourceUnavailable } from '../../../platform/connect/source-failure';
import { HubError } from '../../../platform/domain/errors';
import { instantOf } from '../../../platform/domain/instant';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger, type Logger } from '../../../platform/telemetry/logger';

let store: Store;
let now: number;
let deliveries: Deliveries<string>;
const { signal } = new AbortController();

beforeEach(async () => {
  now = 0;
  store = await openSqliteStore({ path: ':memory:' });
  deliveries = await createDeliveries({ store, name: 'test', clock: () => instantOf(now), log: silentLogger });
});
afterEach(() => store.close());

const enqueue = (...ids: string[]): Promise<void> =>
  deliveries.enqueue(ids.map((id) => ({ id, command: `do ${id}`, correlationId: 'c' })));

/** Answers each call in turn: an error is thrown, anything else is success. */
function handler(...answers: (Error | null)[]) {
  const delivered: string[] = [];
  const refused: string[] = [];
  const it: DeliveryHandler<string> = {
    deliver: ({ command }, { idempotencyKey }) => {
      delivered.push(`${command} as ${idempotencyKey}`);
      const answer = answers.shift() ?? null;
      return answer ? Promise.reject(answer) : Promise.resolve();
    },
    refused: ({ command }, { code }) => {
      refused.push(`${command}: ${code}`);
      return Promise.resolve();
    },
  };
  return { ...it, delivered, refusals: refused };
}

const outage = sourceUnavailable('bank', { reason: 'UNREACHED' });

it('delivers each command once, under its own id', async () => {
  await enqueue('a', 'b');
  await enqueue('a');
  const work = handler();
  expect(await deliveries.runOnce(work, signal)).toBe(2);
  expect(await deliveries.runOnce(work, signal)).toBe(0);
  expect(work.delivered).toEqual(['do a as a', 'do b as b']);
  await enqueue('a');
  expect(await deliveries.runOnce(work, signal)).toBe(0);
});

it('ends the round at an outage and waits longer each time', async () => {
  await enqueue('a', 'b');
  const work = handler(outage, outage, outage);
  expect(await deliveries.runOnce(work, signal)).toBe(0);
  expect(work.delivered).toHaveLength(1);
  expect(await deliveries.waiting()).toBe(2);
  now += 999;
  await deliveries.runOnce(work, signal); // b is due, a is not
  expect(work.delivered).toEqual(['do a as a', 'do b as b']);
  now += 1;
  await deliveries.runOnce(work, signal); // a fails again and waits two seconds
  now += 1_500;
  expect(await deliveries.runOnce(work, signal)).toBe(1); // b
  now += 500;
  expect(await deliveries.runOnce(work, signal)).toBe(1); // a
  expect(await deliveries.waiting()).toBe(0);
});

it('does not call before the system asked to be called again', async () => {
  await enqueue('a');
  const work = handler(sourceUnavailable('bank', { reason: 'STATUS', status: 429, retryAfterMs: 60_000 }));
  await deliveries.runOnce(work, signal);
  now += 59_999;
  expect(await deliveries.runOnce(work, signal)).toBe(0);
  now += 1;
  expect(await deliveries.runOnce(work, signal)).toBe(1);
});

it('hands a refusal over and never tries it again', async () => {
  await enqueue('a');
  const work = handler(new HubError('SOURCE_REJECTED', 'no'));
  expect(await deliveries.runOnce(work, signal)).toBe(1);
  now += 1e9;
  expect(await deliveries.runOnce(work, signal)).toBe(0);
  expect(work.refusals).toEqual(['do a: SOURCE_REJECTED']);
});

it('goes on with the next after a fault of our own, and tries that one again', async () => {
  await enqueue('a', 'b');
  const work = handler(new Error('a bug'));
  expect(await deliveries.runOnce(work, signal)).toBe(1);
  now += 1_000;
  expect(await deliveries.runOnce(work, signal)).toBe(1);
  expect(work.delivered).toEqual(['do a as a', 'do b as b', 'do a as a']);
});

it('lets only one worker have a command, and another take over when it is lost', async () => {
  await enqueue('a');
  let finish = (): void => undefined;
  const first: DeliveryHandler<string> = {
    ...handler(),
    deliver: () => new Promise((resolve) => void (finish = resolve)),
  };
  const running = deliveries.runOnce(first, signal);
  await new Promise((resolve) => setTimeout(resolve, 10));
  const second = handler();
  expect(await deliveries.runOnce(second, signal)).toBe(0);
  now += 120_000;
  expect(await deliveries.runOnce(second, signal)).toBe(1);
  finish();
  await running;
  expect(second.delivered).toEqual(['do a as a']);
  expect(await deliveries.waiting()).toBe(0);
});

it('remembers when a command was first tried', async () => {
  await enqueue('a');
  const seen: (string | null)[] = [];
  const work: DeliveryHandler<string> = {
    ...handler(),
    deliver: ({ firstAttemptAt }) => {
      seen.push(firstAttemptAt);
      return Promise.reject(outage);
    },
  };
  now = 5_000;
  await deliveries.runOnce(work, signal);
  now = 10_000;
  await deliveries.runOnce(work, signal);
  expect(seen).toEqual([instantOf(5_000), instantOf(5_000)]);
});

it('takes a delivery back when it is told to stop: due as before, and no word of an outage', async () => {
  await enqueue('a', 'b');
  const lines: unknown[] = [];
  const log = { ...silentLogger, warn: (...line: unknown[]) => lines.push(line) } as unknown as Logger;
  deliveries = await createDeliveries({ store, name: 'test', clock: () => instantOf(now), log });
  const stopping = new AbortController();
  const cutOff: DeliveryHandler<string> = {
    deliver: async () => {
      stopping.abort();
      throw sourceUnavailable('bank', { reason: 'ABORTED' });
    },
    refused: async () => undefined,
  };
  expect(await deliveries.runOnce(cutOff, stopping.signal)).toBe(0);
  expect(lines).toEqual([]);
  const work = handler();
  expect(await deliveries.runOnce(work, signal)).toBe(2);
  expect(work.delivered.sort()).toEqual(['do a as a', 'do b as b']);
});

it('takes up what waits or was broken off when the only worker asks for it', async () => {
  await enqueue('a', 'b');
  const work = handler(outage);
  await deliveries.runOnce(work, signal); // a waits for a second
  expect(await deliveries.runOnce(work, signal, { evenIfNotDue: true })).toBe(2);
  expect(await deliveries.waiting()).toBe(0);
  await enqueue('c');
  void deliveries.runOnce({ ...work, deliver: () => new Promise(() => undefined) }, signal); // as a crash leaves it
  await new Promise(setImmediate);
  expect(await deliveries.runOnce(work, signal)).toBe(0);
  expect(await deliveries.runOnce(work, signal, { evenIfNotDue: true })).toBe(1);
});
