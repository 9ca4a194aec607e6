import { createLease } from '../../../platform/events/leases';
import type { Store } from '../../../platform/store/port';
import { handClock } from './commits';
import { onEachStore } from './stores';

onEachStore('a lease', (open) => {
  let store: Store;
  let time: ReturnType<typeof handClock>;
  beforeEach(async () => {
    store = await open();
    time = handClock();
  });
  const lease = (holder: string) => createLease({ store, name: 'work', holder, clock: time.clock, duration: 1_000 });

  it('is held by one at a time', async () => {
    const [one, two] = await Promise.all([lease('one'), lease('two')]);
    const held = await Promise.all([one.hold(), two.hold()]);
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it('is renewed as long as its holder asks, and passes on when that one is silent', async () => {
    const [one, two] = await Promise.all([lease('one'), lease('two')]);
    expect(await one.hold()).toBe(true);
    for (let round = 0; round < 5; round += 1) {
      time.pass(600);
      expect([await one.hold(), await two.hold()]).toEqual([true, false]);
    }
    time.pass(1_100);
    expect([await two.hold(), await one.hold()]).toEqual([true, false]);
  });

  it('is free at once when it is released, and to the same holder after a restart', async () => {
    const [one, two] = await Promise.all([lease('one'), lease('two')]);
    await one.hold();
    await two.release();
    expect(await two.hold()).toBe(false);
    expect(await (await lease('one')).hold()).toBe(true);
    await one.release();
    expect(await two.hold()).toBe(true);
  });
});
