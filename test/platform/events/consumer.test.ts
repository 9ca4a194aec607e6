import { HubError } from '../../../platform/domain/errors';
import { createCommitLog } from '../../../platform/events/commit-log';
import { createConsumer, type Consumer, type ConsumerOptions } from '../../../platform/events/consumer';
import { openDeadLetters } from '../../../platform/events/dead-letters';
import { openFeed } from '../../../platform/events/feed';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { CommitLog, Feed, FeedEntry } from '../../../platform/events/port';
import { createSequencer, type Sequencer } from '../../../platform/events/sequencer';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { deafBus, eventually, handClock, request } from './commits';
import { onEachStore } from './stores';

onEachStore('a consumer', (open) => {
  let store: Store;
  let log: CommitLog;
  let feed: Feed;
  let sequencer: Sequencer;
  let time: ReturnType<typeof handClock>;
  let handled: number[];
  beforeEach(async () => {
    store = await open();
    time = handClock();
    handled = [];
    log = await createCommitLog({ store, name: 'billing' });
    feed = await openFeed({ store, name: 'billing' });
    const parts = { store, name: 'billing', bus: deafBus(), clock: time.clock, log: silentLogger };
    sequencer = await createSequencer({ ...parts, holder: 'one' });
  });
  const note = async (entries: readonly FeedEntry[]): Promise<void> => {
    handled.push(...entries.map(({ position }) => position));
  };
  const consumer = (options: Partial<ConsumerOptions> = {}): Promise<Consumer> =>
    createConsumer({
      ...{ store, feed, bus: deafBus(), group: 'views', handle: note, clock: time.clock, log: silentLogger },
      ...{ attempts: 2, retryAfter: 1, ...options },
    });
  const fill = async (count: number, prefix = 'a'): Promise<void> => {
    await log.appendMany(Array.from({ length: count }, (_, n) => request(`account/${prefix}${n}`, 0, `k${n}`)));
    await sequencer.runOnce();
  };
  const letters = async (): Promise<readonly unknown[]> =>
    (await (await openDeadLetters({ store, clock: time.clock })).list({})).items;

  it('handles each entry once, in order and in bounded batches, and goes on where it stopped', async () => {
    const sizes: number[] = [];
    const handle = async (entries: readonly FeedEntry[]): Promise<void> => {
      sizes.push(entries.length);
      await note(entries);
    };
    await fill(7);
    const one = await consumer({ handle, batch: 3 });
    expect(await one.runOnce()).toBe(7);
    expect(sizes).toEqual([3, 3, 1]);
    expect(await one.runOnce()).toBe(0);
    await one.stop();
    await fill(2, 'b');
    expect(await (await consumer()).runOnce()).toBe(2);
    expect(handled).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('gives each group the whole feed', async () => {
    await fill(2);
    await (await consumer()).runOnce();
    await (await consumer({ group: 'mail' })).runOnce();
    expect(handled).toEqual([1, 2, 1, 2]);
  });

  it('has one worker per group at a time, and a successor when that one is silent', async () => {
    const [one, two] = [await consumer(), await consumer()];
    await fill(1);
    expect(await one.runOnce()).toBe(1);
    await fill(1, 'b');
    expect(await two.runOnce()).toBe(0);
    time.pass(60_000);
    expect(await two.runOnce()).toBe(1);
    expect(handled).toEqual([1, 2]);
  });

  it('brings the entries again when it died before its checkpoint', async () => {
    await fill(3);
    const { set, ...others } = { ...store, set: store.collection.bind(store) };
    const collection: Store['collection'] = async (spec) => {
      const kept = await set(spec);
      const compareAndSet = (): Promise<boolean> => Promise.reject(new Error('the process is gone'));
      return spec.name === 'checkpoints'
        ? (Object.assign(Object.create(kept) as object, { get: kept.get.bind(kept), compareAndSet }) as never)
        : (kept as never);
    };
    const mortal = await consumer({ store: { ...others, collection }, holder: 'same' });
    await expect(mortal.runOnce()).rejects.toThrow('gone');
    expect(await (await consumer({ holder: 'same' })).runOnce()).toBe(3);
    expect(handled).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it('tries again what fails for a moment', async () => {
    let failures = 1;
    const handle = async (entries: readonly FeedEntry[]): Promise<void> => {
      if (failures-- > 0) throw new Error('for a moment');
      await note(entries);
    };
    await fill(3);
    expect(await (await consumer({ handle })).runOnce()).toBe(3);
    expect(handled).toEqual([1, 2, 3]);
    expect(await letters()).toEqual([]);
  });

  it('sets the one poison entry aside with a reason and goes on', async () => {
    const handle = async (entries: readonly FeedEntry[]): Promise<void> => {
      if (entries.some(({ position }) => position === 3)) throw new HubError('RULE_BROKEN', 'the account is closed');
      await note(entries);
    };
    await fill(5);
    const one = await consumer({ handle });
    expect(await one.runOnce()).toBe(5);
    expect(handled).toEqual([1, 2, 4, 5]);
    expect(await letters()).toEqual([
      {
        ...{ _id: 'billing/views/3', feed: 'billing', group: 'views', position: 3, stream: 'account/a2' },
        ...{ commitId: 'account/a2@1', code: 'RULE_BROKEN', reason: 'the account is closed', attempts: 2 },
        ...{ correlationId: 'correlation-1', at: time.clock(), status: 'OPEN' },
      },
    ]);
    expect(await one.runOnce()).toBe(0);
  });

  it('keeps the text of an unknown error out of the letter', async () => {
    await fill(1);
    const handle = (): Promise<void> => Promise.reject(new TypeError('Jane Doe is not a function'));
    expect(await (await consumer({ handle })).runOnce()).toBe(1);
    expect(await letters()).toMatchObject([{ code: 'INTERNAL', reason: 'internal error (TypeError)' }]);
  });

  it('waits for a source that is unavailable, and gives nothing up', async () => {
    let isUp = false;
    const handle = async (entries: readonly FeedEntry[]): Promise<void> => {
      if (!isUp) throw new HubError('SOURCE_UNAVAILABLE', 'the ledger does not answer');
      await note(entries);
    };
    await fill(3);
    const one = await consumer({ handle });
    await expect(one.runOnce()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(await letters()).toEqual([]);
    isUp = true;
    expect(await one.runOnce()).toBe(3);
  });

  it('replays dead letters: by itself, and when an operator asked for it elsewhere', async () => {
    let isMended = false;
    const handle = async (entries: readonly FeedEntry[]): Promise<void> => {
      if (!isMended && entries.some(({ position }) => position > 1)) throw new HubError('RULE_BROKEN', 'not yet');
      await note(entries);
    };
    await fill(3);
    const one = await consumer({ handle });
    await one.runOnce();
    expect(handled).toEqual([1]);
    expect(await one.replayDeadLetters()).toEqual({ replayed: 0, failed: 2 });
    expect(await letters()).toMatchObject([{ attempts: 4, status: 'OPEN' }, { attempts: 4 }]);
    isMended = true;
    const office = await openDeadLetters({ store, clock: time.clock });
    expect(await office.requestReplay({ _id: 'billing/views/3' })).toBe(1);
    expect((await office.get('billing/views/3'))?.status).toBe('REPLAY');
    await one.runOnce();
    expect(handled).toEqual([1, 3]);
    expect(await one.replayDeadLetters()).toEqual({ replayed: 1, failed: 0 });
    expect(handled).toEqual([1, 3, 2]);
    expect(await letters()).toMatchObject([{ status: 'REPLAYED' }, { status: 'REPLAYED' }]);
    expect(await one.replayDeadLetters()).toEqual({ replayed: 0, failed: 0 });
  });

  it('works in the background: at a notice, and without one', async () => {
    const bus = createInProcessBus({ channel: 'consumer-test' });
    const one = await consumer({ bus, interval: 20_000 });
    await one.start();
    await eventually(async () => (await one.runOnce()) === 0);
    await fill(2);
    const { at, trace } = request('account/a', 0, 'k');
    await bus.publish([
      { topic: 'billing/account', stream: 'account/a', version: 1, position: 1, type: 'X', at, trace },
    ]);
    await eventually(() => handled.length === 2);
    await one.stop();
    const slow = await consumer({ bus, interval: 10 });
    await slow.start();
    await fill(1, 'b');
    await eventually(() => handled.length === 3);
    await slow.stop();
    await bus.close();
  });

  it('stops soon, also while it waits to try again', async () => {
    await fill(1);
    const one = await consumer({ handle: () => Promise.reject(new Error('never')), attempts: 3, retryAfter: 60_000 });
    await one.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await one.stop();
    expect(await letters()).toEqual([]);
  });
});
