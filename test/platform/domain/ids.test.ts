import fc from 'fast-check';
import { digestOf, idOf, newId } from '../../../platform/domain/ids';

test('the same parts always give the same id, of 22 characters that need no escaping', () => {
  expect(idOf('account', 'p1', 'facility-a')).toBe(idOf('account', 'p1', 'facility-a'));
  expect(idOf('account', 'p1', 'facility-a')).toBe('8_AIJ-m4gaSwCJPgs4FBJA');
  expect(idOf('x')).toMatch(/^[\w-]{22}$/);
});

test('other parts give another id, however they are cut', () => {
  const parts = fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (one, other) => {
      expect(idOf(...one) === idOf(...other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
  expect(idOf('ab', 'c')).not.toBe(idOf('a', 'bc'));
});

test('a new id is never the same', () => {
  expect(newId()).not.toBe(newId());
});

test('a digest is SHA-256 in lower-case hex, of text and bytes alike', () => {
  expect(digestOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(digestOf(Buffer.from('abc'))).toBe(digestOf('abc'));
});
