import { createRandom } from '../../sandbox/random';

describe('a stream of chance', () => {
  test('depends on seed and name alone', () => {
    const draw = (seed: number, name: string): number[] => {
      const random = createRandom(seed, name);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  test('spreads evenly and keeps its bounds', () => {
    const random = createRandom(1, 'spread');
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 60_000; draw += 1) {
      const face = random.integer(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
    expect(random.digits(9)).toMatch(/^[1-9]\d{8}$/);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
