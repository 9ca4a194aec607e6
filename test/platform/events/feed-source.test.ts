import { createCommitLog } from '../../../platform/events/commit-log';
import { openFeed } from '../../../platform/events/feed';
import { createFeedSource } from '../../../platform/events/feed-source';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { Bus, CommitLog, Feed } from '../../../platform/events/port';
import { createSequencer, type Sequencer } from '../../../platform/events/sequencer';
import { silentLogger } from '../../../platform/telemetry/logger';
import { deafBus, handClock, request } from './commits';
import { onEachStore } from './stores';

onEachStore('a feed source', (open) => {
  let log: CommitLog;
  let feed: Feed;
  let bus: Bus;
  let sequencer: Sequencer;
  beforeEach(async () => {
    const store = await open();
    const { clock } = handClock();
    bus = createInProcessBus({ channel: 'feed-source-test' });
    log = await createCommitLog({ store, name: 'billing' });
    feed = await openFeed({ store, name: 'billing' });
    sequencer = await createSequencer({ store, name: 'billing', bus, clock, log: silentLogger, holder: 'test' });
  });
  afterEach(() => bus.close());

  /** Commits the first version of each stream and puts it into the feed. */
  const commit = async (...streams: readonly string[]): Promise<void> => {
    for (const stream of streams) await log.append(request(stream, 0, 'raised'));
    await sequencer.runOnce();
  };
  const source = (after: number | null, options: { readonly bus?: Bus; readonly interval?: number } = {}) =>
    createFeedSource({
      ...{ feed, bus, kind: 'case', interval: 60_000, ...options },
      after: after === null ? null : async () => after,
      select: ({ commit: { stream } }) => (stream.endsWith('-hidden') ? null : stream),
    });
  const take = async (from: AsyncIterator<string>, count: number): Promise<string[]> => {
    const taken: string[] = [];
    while (taken.length < count) taken.push((await from.next()).value as string);
    return taken;
  };

  it('catches up with one kind of stream from a position, then follows, without gap or repeat', async () => {
    await commit('case/a', 'account/x', 'case/b', 'cases/y', 'case/c-hidden', 'case/d');
    const cases = source(1);
    expect(await take(cases, 2)).toEqual(['case/b', 'case/d']);
    const next = cases.next();
    await commit('account/z', 'case/e');
    expect((await next).value).toBe('case/e');
    await cases.return?.();
  });

  it('begins at the end of the feed without a position', async () => {
    await commit('case/a');
    const cases = source(null);
    const next = cases.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await commit('case/b');
    expect((await next).value).toBe('case/b');
    await cases.return?.();
  });

  it('finds what no notice told of', async () => {
    const cases = source(0, { bus: deafBus(), interval: 20 });
    const next = cases.next();
    await commit('account/x', 'case/a');
    expect((await next).value).toBe('case/a');
    await cases.return?.();
  });

  it('reads many in parts, in their order', async () => {
    const streams = Array.from({ length: 230 }, (_, index) => `case/n${index}`);
    await commit(...streams);
    expect(await take(source(0), 230)).toEqual(streams);
  });

  it('throws at the first event what is wrong with the cursor, and ends', async () => {
    const broken = createFeedSource({
      ...{ feed, bus, kind: 'case', select: () => 1 },
      after: () => Promise.reject(new Error('no such cursor')),
    });
    await expect(broken.next()).rejects.toThrow('no such cursor');
    expect(await broken.next()).toEqual({ done: true, value: undefined });
  });

  it('knows where a commit stands, and where none is', async () => {
    await commit('account/x', 'case/a');
    expect([await feed.positionOf('case/a@1'), await feed.positionOf('case/b@1')]).toEqual([2, null]);
    expect(await feed.readKind('case', 2)).toEqual({ entries: [], upTo: 2 });
    expect((await feed.readKind('case', 0)).upTo).toBe(2);
  });
});
