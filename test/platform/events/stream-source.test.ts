import { createCommitLog } from '../../../platform/events/commit-log';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { Bus, Commit, CommitLog } from '../../../platform/events/port';
import { createStreamSource } from '../../../platform/events/stream-source';
import { AT, deafBus, request } from './commits';
import { onEachStore } from './stores';

const STREAM = 'account/a';

onEachStore('a stream source', (open) => {
  let log: CommitLog;
  let bus: Bus;
  beforeEach(async () => {
    log = await createCommitLog({ store: await open(), name: 'billing' });
    bus = createInProcessBus({ channel: 'stream-source-test' });
  });
  afterEach(() => bus.close());

  let subscribers = 0;
  const counted = (inner: Bus): Bus => ({
    ...inner,
    async subscribe(topic, handler) {
      const unsubscribe = await inner.subscribe(topic, handler);
      subscribers += 1;
      return async () => {
        subscribers -= 1;
        await unsubscribe();
      };
    },
  });
  beforeEach(() => {
    subscribers = 0;
  });
  const source = (after: number | null, options: { bus?: Bus; interval?: number; page?: number } = {}) =>
    createStreamSource({
      ...{ log, bus: counted(bus), stream: STREAM, after, interval: 60_000, ...options },
      select: ({ version }: Commit) => version,
    });
  const append = async (from: number, to: number, stream = STREAM): Promise<void> => {
    for (let version = from; version <= to; version += 1) await log.append(request(stream, version - 1, `k${version}`));
  };
  const announce = (version: number, stream = STREAM): Promise<void> =>
    bus.publish([
      {
        ...{ topic: 'billing/account', stream, version, position: 1, type: 'X', at: AT },
        trace: request(stream, 0, 'k').trace,
      },
    ]);
  const take = async (iterator: AsyncIterator<number>, count: number): Promise<number[]> => {
    const taken: number[] = [];
    while (taken.length < count) taken.push((await iterator.next()).value as number);
    return taken;
  };

  it('catches up from the log, then follows what is announced, without gap or repeat', async () => {
    await append(1, 5);
    const versions = source(2, { page: 2 });
    expect(await take(versions, 3)).toEqual([3, 4, 5]);
    const waiting = versions.next();
    await append(6, 6);
    await announce(6);
    expect(await waiting).toEqual({ done: false, value: 6 });
    await append(7, 9);
    await announce(9);
    await announce(7);
    expect(await take(versions, 3)).toEqual([7, 8, 9]);
    await versions.return?.();
  });

  it('starts with what comes from now on when there is no cursor', async () => {
    await append(1, 3);
    const versions = source(null);
    const waiting = versions.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await append(4, 4);
    await announce(4);
    expect(await waiting).toEqual({ done: false, value: 4 });
    await versions.return?.();
  });

  it('wakes for its own stream only, and finds by itself what was never announced', async () => {
    const versions = source(0, { interval: 100, bus: deafBus() });
    const waiting = versions.next();
    await append(1, 1);
    await append(1, 1, 'account/other');
    await announce(1, 'account/other');
    expect(await waiting).toEqual({ done: false, value: 1 });
    await versions.return?.();
  });

  it('leaves out what is not selected', async () => {
    await append(1, 4);
    const odd = createStreamSource({
      ...{ log, bus, stream: STREAM, after: 0 },
      select: ({ version }) => (version % 2 === 1 ? { version } : null),
    });
    expect((await odd.next()).value).toEqual({ version: 1 });
    expect((await odd.next()).value).toEqual({ version: 3 });
    await odd.return?.();
  });

  it('refuses a cursor beyond the end of the stream, and is over then', async () => {
    await append(1, 2);
    const versions = source(3);
    await expect(versions.next()).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await versions.next()).toEqual({ done: true, value: undefined });
    expect(subscribers).toBe(0);
    const atTheEnd = source(2);
    void atTheEnd.next();
    await atTheEnd.return?.();
  });

  it('ends at once when it is left, also while it waits, and frees its subscription', async () => {
    const versions = source(0);
    const waiting = [versions.next(), versions.next()];
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(subscribers).toBe(1);
    expect(await versions.return?.()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(waiting)).toEqual([1, 2].map(() => ({ done: true, value: undefined })));
    expect(subscribers).toBe(0);
    const never = source(0);
    await never.return?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(subscribers).toBe(0);
    const thrown = source(0);
    await expect(thrown.throw?.(new Error('enough'))).rejects.toThrow('enough');
  });

  it('passes a failure of the log on once, and is over then', async () => {
    const broken = {
      ...log,
      name: 'billing',
      versions: log.versions.bind(log),
      read: () => Promise.reject(new Error('gone')),
    };
    const versions = createStreamSource({ log: broken, bus: counted(bus), stream: STREAM, after: 0, select: () => 1 });
    await expect(versions.next()).rejects.toThrow('gone');
    expect(await versions.next()).toEqual({ done: true, value: undefined });
    expect(subscribers).toBe(0);
  });

  it('misses nothing while commits are written and announced as fast as they come', async () => {
    const versions = source(0, { page: 3 });
    const reading = take(versions, 60);
    for (let version = 1; version <= 60; version += 1) {
      await append(version, version);
      await announce(version);
      if (version % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await reading).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    await versions.return?.();
  });
});
