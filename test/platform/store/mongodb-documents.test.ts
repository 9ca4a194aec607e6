import fc from 'fast-check';
import { documentFrom, patchFrom, storedFrom, uniquePath } from '../../../platform/store/mongodb-documents';

const UNIQUE = { fields: ['owner', 'origin.id'], unique: true };
const keysOf = (value: unknown): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...(Array.isArray(value) ? [] : [key]), ...keysOf(item)]);
};

describe('a document in MongoDB', () => {
  it('comes back as it was given, and no stored key has a dot or begins with a dollar sign', () => {
    const key = fc.oneof(fc.constantFrom('a.b', '$set', '%', '%2E', '%unique', '%escaped', '', 'x'), fc.string());
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('json'), { maxLength: 3 }),
      object: fc.dictionary(key, tie('json'), { maxKeys: 3, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, json, { maxKeys: 4, noNullPrototype: true }), (fields) => {
        const document = { ...fields, _id: 'a' };
        const stored = storedFrom(document, [UNIQUE]);
        expect(keysOf(stored).filter((one) => /\.|^\$/.test(one))).toEqual([]);
        expect(documentFrom(stored)).toEqual(document);
      }),
    );
  });

  it('holds the values of a unique index as one text, and its own id where one of them is missing', () => {
    const label = uniquePath(UNIQUE).split('.')[1] ?? '';
    const textOf = (document: { _id: string }): unknown =>
      (storedFrom(document, [UNIQUE])['%unique'] as Record<string, unknown>)[label];
    expect(textOf({ _id: 'a', owner: 'x', origin: { id: 1 } } as never)).toBe('["x",1]');
    expect(textOf({ _id: 'a', owner: 'x', origin: { id: '1' } } as never)).toBe('["x","1"]');
    expect(textOf({ _id: 'a', owner: 'x' } as never)).toBe('{"id":"a"}');
    expect(textOf({ _id: 'b', owner: null, origin: { id: 1 } } as never)).toBe('{"id":"b"}');
  });

  it('is left as it is when nothing needs escaping', () => {
    expect(storedFrom({ _id: 'a', version: 1 }, [])).toEqual({ _id: 'a', version: 1 });
    expect(patchFrom({ note: { by: 'x' } })).toEqual({ note: { by: 'x' } });
    expect(patchFrom({ note: { 'a.b': 1 } })).toEqual({ note: { 'a%2Eb': 1 }, '%escaped': true });
  });
});
