import { StopSignal } from '../../../platform/connect/stop-signal';

describe('a stop signal', () => {
  const reason = new Error('time is up');

  it('tells why it has stopped, and throws it', () => {
    const signal = new StopSignal();
    expect(signal.reason).toBeNull();
    expect(() => signal.throwIfStopped()).not.toThrow();
    signal.stop(reason);
    expect(signal.reason).toBe(reason);
    expect(() => signal.throwIfStopped()).toThrow(reason);
  });

  it('calls back whoever still listens, once, when it first stops', () => {
    const signal = new StopSignal();
    const told: string[] = [];
    signal.onStop(() => told.push('first'));
    const unwatch = signal.onStop(() => told.push('second'));
    signal.onStop(() => told.push('third'));
    unwatch();
    unwatch();
    signal.stop(reason);
    signal.stop(new Error('again'));
    expect(told).toEqual(['first', 'third']);
    expect(signal.reason).toBe(reason);
  });

  it('lets who is called back listen no longer', () => {
    const signal = new StopSignal();
    let told = 0;
    const unwatch = signal.onStop(() => {
      told += 1;
      unwatch();
    });
    signal.stop(reason);
    expect(told).toBe(1);
  });
});
