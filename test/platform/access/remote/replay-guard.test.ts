import { createReplayGuard } from '../../../../platform/access/remote/replay-guard';

describe('a replay guard', () => {
  it('takes an id once for as long as it is valid', () => {
    const guard = createReplayGuard();
    expect(guard.take('a', 35, 0)).toBe(true);
    expect(guard.take('a', 35, 0)).toBe(false);
    expect(guard.take('b', 36, 1)).toBe(true);
    expect(guard.take('a', 35, 35)).toBe(false);
    expect(guard.take('a', 71, 35.5)).toBe(true);
  });

  it('forgets none early when too many come, and says so', () => {
    const guard = createReplayGuard({ most: 2 });
    guard.take('a', 35, 0);
    guard.take('b', 35, 0);
    expect(() => guard.take('c', 35, 1)).toThrow(expect.objectContaining({ code: 'SOURCE_UNAVAILABLE' }));
    expect(guard.take('a', 35, 1)).toBe(false);
    expect(guard.take('c', 71, 36)).toBe(true);
  });
});
