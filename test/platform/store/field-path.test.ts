import { fieldPath, valueAt } from '../../../platform/store/field-path';

describe('a field path', () => {
  it('is words joined by dots', () => {
    for (const path of ['a', '_id', 'origin.system', 'a1.b_c.d-e', 'X12']) expect(fieldPath(path)).toBe(path);
  });

  it('is nothing else', () => {
    const wrong = [
      '',
      '.',
      'a.',
      '.a',
      'a..b',
      'a b',
      "a'",
      'a"',
      'a)',
      '$a',
      'a.$b',
      '1',
      'a.0',
      'é',
      'a\n',
      `a${'b'.repeat(200)}`,
    ];
    for (const path of wrong) expect(() => fieldPath(path)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });

  it('reaches into objects, not into lists, text or what every object inherits', () => {
    const document = { a: { b: 1, c: null }, list: [{ b: 2 }], text: 'x' };
    expect(valueAt(document, 'a.b')).toBe(1);
    expect(valueAt(document, 'a.c')).toBeNull();
    expect(valueAt(document, 'a.b.c')).toBeUndefined();
    expect(valueAt(document, 'list.b')).toBeUndefined();
    expect(valueAt(document, 'list.length')).toBeUndefined();
    expect(valueAt(document, 'text.length')).toBeUndefined();
    expect(valueAt(document, 'constructor')).toBeUndefined();
  });
});
