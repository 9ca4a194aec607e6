import { createBreakGlass, type BreakGlass, type GlassGrant } from '../../../platform/access/break-glass';
import { instant, instantOf, millisecondsOf } from '../../../platform/domain/instant';
import type { Store } from '../../../platform/store/port';
import { onEachStore } from '../events/stores';
import { viewerOf } from './viewer-of';

const START = instant('2026-02-03T04:00:00Z');
const MINUTE = 60_000;

onEachStore('breaking the glass', (open) => {
  let store: Store;
  let minutes = 0;
  let announced: GlassGrant[] = [];
  const clock = () => instantOf(millisecondsOf(START) + minutes * MINUTE);
  const opened = (announce = async (grant: GlassGrant) => void announced.push(grant)): Promise<BreakGlass> =>
    createBreakGlass({ store, clock, announce });
  beforeEach(async () => {
    store = await open();
    minutes = 0;
    announced = [];
  });
  const nurse = viewerOf(['btg:use'], { purpose: 'BTG', compartment: { kind: 'FACILITY', facilityIds: ['f1'] } });

  it('opens for an hour from the first use of a reason, on every gateway', async () => {
    const glass = await opened();
    const { glass: broken, expiresAt } = await glass.open(nurse, ' unconscious ');
    expect(broken).toMatchObject({ reason: 'unconscious', until: '2026-02-03T05:00:00.000Z' });
    expect(expiresAt).toBe(broken?.until);
    minutes = 59;
    expect((await (await opened()).open(nurse, 'unconscious')).glass).toEqual(broken);
    minutes = 60;
    await expect(glass.open(nurse, 'unconscious')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect((await glass.open(nurse, 'still unconscious')).glass?.until).toBe('2026-02-03T06:00:00.000Z');
  });

  it('keeps an earlier end of the token', async () => {
    const expiresAt = instant('2026-02-03T04:10:00Z');
    expect((await (await opened()).open({ ...nurse, expiresAt }, 'why')).expiresAt).toBe(expiresAt);
  });

  it('has each breaking announced once, with ids and its facility, before anything is opened', async () => {
    const glass = await opened();
    await Promise.all([glass.open(nurse, 'a'), glass.open(nurse, 'b')]);
    await glass.open(nurse, 'a');
    await glass.open({ ...nurse, subject: 's2', compartment: { kind: 'NETWORK' } }, 'a');
    const told = announced.map(({ subject, reason, facilityId }) => [subject, reason, facilityId]);
    // Which of two at once comes first is the store's affair.
    expect([...told.slice(0, 2).sort(), ...told.slice(2)]).toEqual([
      ['s1', 'a', 'f1'],
      ['s1', 'b', 'f1'],
      ['s2', 'a', null],
    ]);
  });

  it('opens nothing that nobody could be told of, and tells later', async () => {
    const away = await opened(() => Promise.reject(new Error('the ledger is away')));
    await expect(away.open(nurse, 'a')).rejects.toThrow('the ledger is away');
    minutes = 10;
    const glass = await opened();
    expect((await glass.open(nurse, 'a')).glass?.until).toBe('2026-02-03T05:00:00.000Z');
    expect(announced).toHaveLength(1);
  });

  it.each([[undefined], [''], ['  '], [7], ['x'.repeat(501)]])('refuses the reason %j', async (reason) => {
    await expect((await opened()).open(nurse, reason)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(announced).toEqual([]);
  });

  it('refuses whoever may not', async () => {
    const other = viewerOf(['patient:read'], { purpose: 'BTG' });
    await expect((await opened()).open(other, 'why')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(announced).toEqual([]);
  });
});
