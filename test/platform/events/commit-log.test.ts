import fc from 'fast-check';
import { createCommitLog } from '../../../platform/events/commit-log';
import { openFeed } from '../../../platform/events/feed';
import type { CommitLog, Fact } from '../../../platform/events/port';
import { createSequencer } from '../../../platform/events/sequencer';
import { silentLogger } from '../../../platform/telemetry/logger';
import { AT, deafBus, request } from './commits';
import { onEachStore } from './stores';

onEachStore('a commit log', (open) => {
  let log: CommitLog;
  beforeEach(async () => {
    log = await createCommitLog({ store: await open(), name: 'billing' });
  });
  const outcomes = async (requests: Parameters<CommitLog['appendMany']>[0]): Promise<string[]> =>
    (await log.appendMany(requests)).map(({ outcome }) => outcome);

  it('numbers the commits of a stream and gives back what was written, and nothing else', async () => {
    const origin = {
      ...{ system: 'ehr-sandbox', sourceId: '1', sourceVersion: '1', receivedAt: request('a/1', 0, 'k').at },
      ...{ messageId: 'm1', correlationId: 'correlation-1' },
    };
    const first = { ...request('account/a', 0, 'k1'), origin };
    const result = await log.append(first);
    const commit = {
      ...{ _id: 'account/a@1', stream: 'account/a', version: 1, factKey: 'k1', facts: first.facts, at: first.at },
      ...{ origin, trace: first.trace },
    };
    expect(result).toEqual({ outcome: 'COMMITTED', commit });
    expect(await log.append(request('account/a', 1, 'k2'))).toMatchObject({ commit: { version: 2, origin: null } });
    expect(await log.read('account/a')).toMatchObject([commit, { version: 2, factKey: 'k2' }]);
    expect(await log.read('account/a', 1)).toMatchObject([{ version: 2 }]);
    expect(await log.read('account/a', 0, 1)).toEqual([commit]);
    expect(await log.read('account/b')).toEqual([]);
  });

  it('gives back facts of earlier shapes as the ones of today, by stream and by feed', async () => {
    const store = await open();
    await log.append({ ...request('account/a', 0, 'k1'), facts: [{ type: 'Old', data: 1 }] });
    const upcast = ({ type, data }: Fact): readonly Fact[] =>
      type === 'Old' ? [{ type: 'New', data, version: 2 }, { type: 'Added', data }] : [{ type, data }]; // prettier-ignore
    const today = await createCommitLog({ store, name: 'billing', upcast });
    const facts = [{ type: 'New', data: 1, version: 2 }, { type: 'Added', data: 1 }]; // prettier-ignore
    expect(await today.read('account/a')).toMatchObject([{ version: 1, facts }]);
    const sequencer = await createSequencer({ store, name: 'billing', bus: deafBus(), clock: () => AT, log: silentLogger, holder: 'test' }); // prettier-ignore
    await sequencer.runOnce();
    const feed = await openFeed({ store, name: 'billing', upcast: today.upcast });
    expect(await feed.read(0)).toMatchObject([{ position: 1, commit: { facts } }]);
    await sequencer.stop();
  });

  it('tells which streams have grown beyond what is known of them', async () => {
    for (let version = 0; version < 3; version += 1) await log.append(request('account/a', version, `k${version}`));
    await log.append(request('account/b', 0, 'k0'));
    const known = (versions: Record<string, number>) =>
      Object.entries(versions).map(([stream, version]) => ({ stream, version }));
    const grown = await log.grown(known({ 'account/a': 2, 'account/b': 1, 'account/c': 0 }));
    expect([...grown]).toEqual(['account/a']);
    expect([...(await log.grown(known({ 'account/a': 3, 'account/b': 0 })))]).toEqual(['account/b']);
  });

  it('tells which streams have begun', async () => {
    await log.append(request('account/a', 0, 'k1'));
    await log.append(request('account/a', 1, 'k2'));
    expect([...(await log.begun(['account/a', 'account/b', 'account/a']))]).toEqual(['account/a']);
  });

  it('refuses a fact key that the stream holds, whatever the version, and takes it on another stream', async () => {
    await log.append(request('account/a', 0, 'k1'));
    await log.append(request('account/a', 1, 'k2'));
    expect(await outcomes([request('account/a', 2, 'k1')])).toEqual(['REPEATED']);
    expect(await outcomes([request('account/a', 0, 'k1')])).toEqual(['REPEATED']);
    expect(await outcomes([request('account/b', 0, 'k1')])).toEqual(['COMMITTED']);
  });

  it('refuses a decision on an old version, or on one that is not there yet', async () => {
    await log.append(request('account/a', 0, 'k1'));
    expect(await outcomes([request('account/a', 0, 'k2')])).toEqual(['STALE']);
    expect(await outcomes([request('account/a', 2, 'k3')])).toEqual(['STALE']);
    expect(await log.versions(['account/a', 'account/b', 'account/a'])).toEqual(
      new Map([
        ['account/a', 1],
        ['account/b', 0],
      ]),
    );
  });

  it('lets requests of a batch build on one another, and not on one that was not committed', async () => {
    await log.append(request('account/x', 0, 'seen'));
    const results = await outcomes([
      request('account/a', 0, 'k1'),
      request('account/a', 1, 'k2'),
      request('account/a', 2, 'k2'),
      request('account/a', 2, 'k3'),
      request('account/a', 1, 'k4'),
      request('account/x', 1, 'seen'),
      request('account/x', 2, 'after'),
      request('account/b', 0, 'k1'),
    ]);
    expect(results).toEqual([
      ...['COMMITTED', 'COMMITTED', 'REPEATED', 'COMMITTED', 'STALE'],
      ...['REPEATED', 'STALE', 'COMMITTED'],
    ]);
    expect((await log.read('account/a')).map(({ factKey }) => factKey)).toEqual(['k1', 'k2', 'k3']);
    expect(await log.appendMany([])).toEqual([]);
  });

  it('tells which fact keys are held, in the order asked', async () => {
    await log.append(request('account/a', 0, 'k1'));
    const keys = ['k2', 'k1', 'k1'].map((factKey) => ({ stream: 'account/a', factKey }));
    expect(await log.holds([...keys, { stream: 'account/b', factKey: 'k1' }])).toEqual([false, true, true, false]);
  });

  it('refuses a request that is not whole', async () => {
    const wrong = [
      request('account', 0, 'k'),
      request('account/a@1', 0, 'k'),
      request('account/a', -1, 'k'),
      request('account/a', 0, ''),
      { ...request('account/a', 0, 'k'), facts: [] },
    ];
    for (const one of wrong) await expect(log.append(one)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(log.appendMany([request('account/a', 0, 'k'), ...wrong])).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await log.versions(['account/a'])).toEqual(new Map([['account/a', 0]]));
  });

  it('says when something was committed', async () => {
    let commits = 0;
    const told = await createCommitLog({ store: await open(), name: 'billing' });
    const stop = told.onCommit(() => void (commits += 1));
    await told.appendMany([request('account/a', 0, 'k1'), request('account/a', 1, 'k2')]);
    await told.append(request('account/a', 0, 'k1'));
    expect(commits).toBe(1);
    stop();
    await told.append(request('account/a', 2, 'k3'));
    expect(commits).toBe(1);
  });

  it('loses nothing when several writers append at once', async () => {
    const writers = await Promise.all(
      [1, 2, 3, 4].map(async () => createCommitLog({ store: await open(), name: 'billing' })),
    );
    const add = async (writer: CommitLog, stream: string, factKey: string): Promise<void> => {
      for (;;) {
        const version = (await writer.versions([stream])).get(stream) ?? 0;
        const { outcome } = await writer.append(request(stream, version, factKey));
        if (outcome !== 'STALE') return;
      }
    };
    const work = writers.flatMap((writer, who) =>
      Array.from({ length: 6 }, (_, n) => add(writer, `account/${n % 2}`, n === 0 ? 'same' : `k${who}.${n}`)),
    );
    await Promise.all(work);
    const read = await Promise.all(['account/0', 'account/1'].map((stream) => log.read(stream)));
    const commits = read.flat();
    expect(new Set(commits.map(({ stream, factKey }) => `${stream} ${factKey}`)).size).toBe(1 + 4 * 5);
    expect(commits).toHaveLength(1 + 4 * 5);
    for (const stream of read)
      expect(stream.map(({ version }) => version)).toEqual(stream.map((_, index) => index + 1));
  }, 60_000);

  it('gives a batch the results that its requests would have one by one', async () => {
    let run = 0;
    const step = fc.record({ stream: fc.nat(1), expected: fc.nat(3), key: fc.nat(4) });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        run += 1;
        const requests = (where: string): ReturnType<typeof request>[] =>
          steps.map(({ stream, expected, key }) => request(`${where}/${run}.${stream}`, expected, `k${key}`));
        const singly: string[] = [];
        for (const one of requests('single')) singly.push((await log.append(one)).outcome);
        expect(await outcomes(requests('batch'))).toEqual(singly);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
