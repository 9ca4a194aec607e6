import { createHash } from 'node:crypto';

/** A repeatable source of choices. Not for secrets. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number;
  /** True in `rate` of the cases, 0 to 1. */
  chance(rate: number): boolean;
  /** One of `items`; throws RangeError when there are none. */
  pick<T>(items: readonly T[]): T;
  /** `count` digits as text, the first never 0. */
  digits(count: number): string;
}

/**
 * The generator (xoshiro128**, Blackman and Vigna 2018) that `seed` and `stream` always give, at its beginning.
 * Streams are independent: what one consumer draws never changes what another sees.
 */
export function createRandom(seed: number | string, stream: string): Random {
  const state = new Uint32Array(4);
  const digest = createHash('sha256').update(`${seed}\n${stream}`).digest();
  for (let index = 0; index < 4; index += 1) state[index] = digest.readUInt32LE(index * 4);
  const next = (): number => step(state) / 4_294_967_296; // 2^32
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    chance: (rate) => next() < rate,
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[integer(0, items.length - 1)] as (typeof items)[number];
    },
    digits: (count) => Array.from({ length: count }, (_, index) => integer(index === 0 ? 1 : 0, 9)).join(''),
  };
}

function step(state: Uint32Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = state;
  const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
  const third = c ^ a;
  const fourth = d ^ b;
  state[1] = b ^ third;
  state[0] = a ^ fourth;
  state[2] = third ^ (b << 9);
  state[3] = rotate(fourth, 11);
  return result;
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
