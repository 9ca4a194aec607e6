import { parse } from 'graphql';
import { createAdmission, DEFAULT_LIMITS, measure } from '../../gateway/limits';

describe('measure', () => {
  it('counts what fragments amount to, wherever they are spread', () => {
    const text = '{ a: x { ...F } x { ...F ... { y } } } fragment F on T { y { z: y } }';
    expect(measure(parse(text))).toEqual({ depth: 3, aliases: 3, rootFields: 2, selections: 7 });
  });

  it('adds the operations of a document up', () => {
    expect(measure(parse('query A { x } query B { x { y } }'))).toEqual({
      depth: 2,
      aliases: 0,
      rootFields: 2,
      selections: 3,
    });
  });

  it('is linear where the meaning is exponential', () => {
    const names = Array.from({ length: 200 }, (_, index) => index);
    const text = `{ ...F0 } ${names.map((n) => `fragment F${n} on T { a { ...F${n + 1} } b { ...F${n + 1} } }`).join(' ')} fragment F200 on T { x }`;
    const started = performance.now();
    expect(measure(parse(text)).selections).toBeGreaterThan(1e50);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('admission', () => {
  const admit = createAdmission({ ...DEFAULT_LIMITS, depth: 2, tokens: 40 });

  it('reads a text once', () => expect(admit('{ x }')).toBe(admit('{ x }')));

  it.each([
    ['{ x { y { z } } }', 'an operation may have at most 2 levels of fields'],
    ['{ x { ...A } } fragment A on T { ...B } fragment B on T { ...A }', 'a fragment may not spread itself'],
    [`{ ${'x '.repeat(50)} }`, 'Syntax Error: Document contains more that 40 tokens. Parsing aborted.'],
    ['{ x', 'Syntax Error: Expected Name, found <EOF>.'],
  ])('refuses %s', (text, message) => {
    expect(() => admit(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', message }));
  });
});
