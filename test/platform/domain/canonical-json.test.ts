import fc from 'fast-check';
import { canonicalJson } from '../../../platform/domain/canonical-json';

describe('canonical JSON', () => {
  it('sorts fields by their code units, at every depth, and leaves lists in their order', () => {
    expect(canonicalJson({ b: [3, 1, { z: null, a: 'é"' }], a: true, B: 1.5 })).toBe(
      '{"B":1.5,"a":true,"b":[3,1,{"a":"é\\"","z":null}]}',
    );
  });

  it('leaves undefined fields out, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it('is JSON of the same value, and equal for equal values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});
