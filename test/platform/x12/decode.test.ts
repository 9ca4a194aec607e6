import fc from 'fast-check';
import { createDecoder } from '../../../platform/x12/decode';

function decodeInChunks(bytes: Uint8Array, size: number): string {
  const decode = createDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decode(bytes.subarray(at, at + size));
  return text + decode(null);
}

describe('createDecoder', () => {
  it('gives UTF-8 text back whatever the chunks cut through', () => {
    const property = fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 9 }), (text, size) => {
      expect(decodeInChunks(Buffer.from(text), size)).toBe(text);
    });
    fc.assert(property);
  });

  it('reads bytes that are not UTF-8 as ISO 8859-1', () => {
    expect(decodeInChunks(Buffer.from('NM1*QC*1*MUÑOZ~', 'latin1'), 1000)).toBe('NM1*QC*1*MUÑOZ~');
  });
});
