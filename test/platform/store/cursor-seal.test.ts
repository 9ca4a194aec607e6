import fc from 'fast-check';
import { createCursorSeal } from '../../../platform/store/cursor-seal';
import { expectError } from '../../expect-error';

const seal = createCursorSeal('secret');

describe('a cursor seal', () => {
  it('gives back every place, for its own list alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.string(), (value, list, other) => {
        const place = JSON.stringify(value);
        const cursor = seal.seal(list, place);
        expect(seal.open(list, cursor)).toBe(place);
        if (other !== list) expectError(() => seal.open(other, cursor), 'BAD_INPUT');
      }),
    );
  });

  it('gives equal places equal cursors, in every process that has the secret, and no other', () => {
    const cursor = seal.seal('accounts', '[1]');
    expect(createCursorSeal('secret').seal('accounts', '[1]')).toBe(cursor);
    expect(seal.seal('accounts', '[2]')).not.toBe(cursor);
    expect(seal.seal('claims', '[1]')).not.toBe(cursor);
    expectError(() => createCursorSeal('another').open('accounts', cursor), 'BAD_INPUT');
  });

  it('uses no nonce twice for places that differ', () => {
    const nonces = Array.from({ length: 5_000 }, (_, n) => seal.seal('accounts', `[${n}]`).slice(0, 16));
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it.each(['', 'A', '%%%', 'v12', Buffer.from('[1]').toString('base64url'), 'A'.repeat(10_000)])(
    'refuses %.20s, which it never made',
    (text) => {
      expectError(() => seal.open('accounts', text), 'BAD_INPUT');
    },
  );
});
