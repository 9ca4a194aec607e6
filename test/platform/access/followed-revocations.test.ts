import { followRevocations, type FollowedRevocations } from '../../../platform/access/followed-revocations';
import { openRevocationList } from '../../../platform/access/revocation-list';
import { hubViewer } from '../../../platform/access/roles';
import { instant, instantOf, millisecondsOf, type Instant } from '../../../platform/domain/instant';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { Bus } from '../../../platform/events/port';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { onEachStore } from '../events/stores';
import { viewerOf } from './viewer-of';

const START = instant('2026-02-03T04:00:00Z');
const viewer = viewerOf([]); // s1 with the token t1
const subject = { kind: 'SUBJECT', id: 's1' } as const;
const token = { kind: 'TOKEN', id: 't1' } as const;

onEachStore('revocations in the store', (open) => {
  let store: Store;
  let minutes: number;
  const clock = (): Instant => instantOf(millisecondsOf(START) + minutes * 60_000);
  const gateways: FollowedRevocations[] = [];
  const gateway = async (more: { bus?: Bus; interval?: number } = {}): Promise<FollowedRevocations> => {
    const list = await openRevocationList({ store: await open(), clock });
    const followed = await followRevocations({ list, clock, log: silentLogger, interval: 60_000, ...more });
    gateways.push(followed);
    return followed;
  };
  beforeEach(async () => {
    store = await open();
    minutes = 0;
  });
  afterEach(async () => {
    await Promise.all(gateways.splice(0).map((one) => one.stop()));
  });
  const list = (bus?: Bus) => openRevocationList({ store, clock, ...(bus ? { bus } : {}) });

  it('end a subject with all their tokens, or one token, and nobody else', async () => {
    await (await list()).change({ of: token, by: 'operator' });
    const first = await gateway();
    expect(first.isRevoked(viewer)).toBe(true);
    expect(first.isRevoked({ ...viewer, tokenId: 't2' })).toBe(false);
    expect(first.isRevoked({ ...viewer, subject: 't1', tokenId: null })).toBe(false);
    await (await list()).change({ of: subject, by: 'operator' });
    await first.refresh();
    expect(first.isRevoked({ ...viewer, tokenId: 't2' })).toBe(true);
    expect(first.isRevoked(hubViewer)).toBe(false);
  });

  it('reach a gateway that looks again by itself, and end its streams once', async () => {
    const far = await gateway({ interval: 10 });
    let told = 0;
    const told2 = new Promise<void>((resolve) => far.onRevoked(() => (told += 1) && resolve()));
    await (await list()).change({ of: subject, by: 'operator' });
    await told2;
    expect(far.isRevoked(viewer)).toBe(true);
    await far.refresh();
    expect(told).toBe(1);
  });

  it('reach it at once over the bus', async () => {
    const bus = createInProcessBus({ channel: 'revocations-test' });
    const near = await gateway({ bus });
    const told = new Promise<void>((resolve) => near.onRevoked(resolve));
    await (await list(bus)).change({ of: token, by: 'operator' });
    await told;
    expect(near.isRevoked(viewer)).toBe(true);
    await bus.close();
  });

  it('end by themselves, or when they are undone', async () => {
    const one = await gateway();
    const until = instant('2026-02-03T04:10:00Z');
    await (await list()).change({ of: subject, until, by: 'operator' });
    await one.refresh();
    expect(one.isRevoked(viewer)).toBe(true);
    minutes = 10;
    expect(one.isRevoked(viewer)).toBe(false);
    await (await list()).change({ of: subject, by: 'operator' });
    await one.refresh();
    expect(one.isRevoked(viewer)).toBe(true);
    const undone = await (await list()).change({ of: subject, undo: true, by: 'another' });
    expect(undone).toMatchObject({ version: 3, isUndone: true, changedBy: 'another' });
    await one.refresh();
    expect(one.isRevoked(viewer)).toBe(false);
  });

  it('are refused where they make no sense', async () => {
    const all = await list();
    await expect(all.change({ of: { kind: 'TOKEN', id: '' }, by: 'o' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(all.change({ of: subject, until: START, by: 'o' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(all.change({ of: subject, undo: true, by: 'o' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hold as they were last known while the store is away', async () => {
    const entry = await (await list()).change({ of: subject, by: 'operator' });
    let looks = 0;
    const changedSince = async () => {
      looks += 1;
      if (looks > 1) throw new Error('the store is away');
      return [entry];
    };
    const change = () => Promise.reject(new Error('not here'));
    const one = await followRevocations({ list: { change, changedSince }, clock, log: silentLogger, interval: 5 });
    while (looks < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(one.isRevoked(viewer)).toBe(true);
    await expect(one.refresh()).rejects.toThrow('away');
    await one.stop();
  });
});
