import { createCommitLog } from '../../../platform/events/commit-log';
import { openFeed } from '../../../platform/events/feed';
import type { CommitLog, Feed } from '../../../platform/events/port';
import { createSequencer, type Sequencer } from '../../../platform/events/sequencer';
import type { Collection, Store, StoredDocument } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { deafBus, eventually, handClock, request } from './commits';
import { onEachStore } from './stores';

/** A store that dies at the n-th write: half of a batch is stored, then every call fails. */
function dyingStore(store: Store, atWrite: number): { store: Store; hasDied: () => boolean } {
  let writes = 0;
  const died = (): never => {
    throw new Error('the process is gone');
  };
  const hasDied = (): boolean => writes >= atWrite;
  const dying = <T extends StoredDocument>(collection: Collection<T>): Collection<T> =>
    new Proxy(collection, {
      get: (target, property) => {
        const call: unknown = Reflect.get(target, property);
        if (typeof call !== 'function') return call;
        return async (...given: unknown[]): Promise<unknown> => {
          if (hasDied()) return died();
          const isWrite = ['insertMany', 'patchMany', 'compareAndSet'].includes(String(property));
          writes += isWrite ? 1 : 0;
          if (!hasDied()) return Reflect.apply(call, target, given);
          const [many, ...rest] = given;
          if (Array.isArray(many))
            await Reflect.apply(call, target, [many.slice(0, Math.ceil(many.length / 2)), ...rest]);
          return died();
        };
      },
    });
  return { hasDied, store: { ...store, collection: async (spec) => dying(await store.collection(spec)) } };
}

onEachStore('a sequencer', (open) => {
  let store: Store;
  let log: CommitLog;
  let feed: Feed;
  let time: ReturnType<typeof handClock>;
  beforeEach(async () => {
    store = await open();
    time = handClock();
    log = await createCommitLog({ store, name: 'billing' });
    feed = await openFeed({ store, name: 'billing' });
  });
  const sequencer = (holder: string, over: Store = store, bus = deafBus()): Promise<Sequencer> =>
    createSequencer({ store: over, name: 'billing', bus, clock: time.clock, log: silentLogger, holder });
  const fill = async (streams: number, commits: number): Promise<void> => {
    for (let version = 0; version < commits; version += 1) {
      const batch = Array.from({ length: streams }, (_, s) => request(`account/${s}`, version, `k${version}`));
      await log.appendMany(batch);
    }
  };
  /** The feed holds every commit once, without a gap, each stream in order. */
  const expectWhole = async (total: number): Promise<void> => {
    const entries = await feed.read(0, 10_000);
    expect(entries.map(({ position }) => position)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(new Set(entries.map(({ commit }) => commit._id)).size).toBe(total);
    const last = new Map<string, number>();
    for (const { commit } of entries) {
      expect(commit.version).toBe((last.get(commit.stream) ?? 0) + 1);
      last.set(commit.stream, commit.version);
    }
  };

  it('gives every commit one place and tells the bus about it', async () => {
    const bus = deafBus();
    const one = await sequencer('one', store, bus);
    expect(await one.runOnce()).toBe(0);
    expect(await feed.head()).toBe(0);
    await fill(3, 4);
    expect(await one.runOnce()).toBe(12);
    expect(await one.runOnce()).toBe(0);
    expect(await feed.head()).toBe(12);
    await expectWhole(12);
    expect(await feed.read(10, 1)).toMatchObject([{ position: 11, commit: { factKey: 'k3' } }]);
    expect(bus.heard).toHaveLength(12);
    expect(bus.heard[0]).toEqual({
      ...{ topic: 'billing/account', stream: 'account/0', version: 1, position: 1, type: 'ChargePosted' },
      ...{ at: request('a/b', 0, 'k').at, trace: { correlationId: 'correlation-1', causationId: null } },
    });
    await one.stop();
  });

  it('leaves the work to the one that holds the lease, until it is freed or runs out', async () => {
    const [one, two] = [await sequencer('one'), await sequencer('two')];
    await fill(1, 1);
    expect(await one.runOnce()).toBe(1);
    await log.append(request('account/0', 1, 'next'));
    expect(await two.runOnce()).toBe(0);
    time.pass(20_000);
    expect(await two.runOnce()).toBe(1);
    await log.append(request('account/0', 2, 'last'));
    expect(await one.runOnce()).toBe(0);
    await two.stop();
    expect(await one.runOnce()).toBe(1);
    await expectWhole(3);
  });

  it('leaves a whole feed behind wherever it dies', async () => {
    let total = 0;
    for (let write = 1; ; write += 1) {
      const stream = (n: number): string => `account/${write}.${n}`;
      await log.appendMany([0, 1, 2].flatMap((n) => [request(stream(n), 0, 'k1'), request(stream(n), 1, 'k2')]));
      total += 6;
      const { store: mortal, hasDied } = dyingStore(store, write);
      await (await sequencer(`mortal-${write}`, mortal)).runOnce().catch(() => undefined);
      if (!hasDied()) break;
      time.pass(20_000);
      await (await sequencer(`heir-${write}`)).runOnce();
      await expectWhole(total);
      time.pass(20_000);
    }
    expect(total).toBeGreaterThan(6 * 3);
    await expectWhole(total);
  }, 60_000);

  it('never gives a place twice when two of them both believe that they hold the lease', async () => {
    const twins = await Promise.all([sequencer('twin'), sequencer('twin', await open())]);
    for (let round = 0; round < 5; round += 1) {
      await log.appendMany([0, 1, 2, 3].map((n) => request(`account/${n}`, round, `k${round}`)));
      await Promise.all(twins.map((twin) => twin.runOnce()));
    }
    await twins[0].runOnce();
    await expectWhole(20);
  });

  it('holds back a commit until the one before it has its place', async () => {
    await log.append(request('account/a', 0, 'k1'));
    const commits = await store.collection<StoredDocument>({ name: 'billing_commits' });
    const first = await commits.get('account/a@1');
    await log.append(request('account/a', 1, 'k2'));
    await commits.remove({ _id: 'account/a@1' });
    const one = await sequencer('one');
    expect(await one.runOnce()).toBe(0);
    if (first !== null) await commits.insert(first);
    expect(await one.runOnce()).toBe(2);
    await expectWhole(2);
  });

  it('works in the background, at a nudge and by itself', async () => {
    const one = await sequencer('one');
    await one.start();
    await fill(2, 1);
    one.nudge();
    await eventually(async () => (await feed.head()) === 2);
    await log.append(request('account/0', 1, 'later'));
    await eventually(async () => (await feed.head()) === 3);
    await one.stop();
    await expectWhole(3);
  });

  it('goes on when the bus does not deliver', async () => {
    const bus = { ...deafBus(), publish: () => Promise.reject(new Error('no bus')) };
    await fill(1, 2);
    expect(await (await sequencer('one', store, bus)).runOnce()).toBe(2);
  });
});
