import { parse } from 'graphql';
import { measure } from '../../gateway/document-size';

const sizeOf = (text: string) => measure(parse(text));

describe('the size of a document', () => {
  it('counts what fragments amount to, wherever they are spread', () => {
    const text = '{ a: x { ...F } x { ...F ... { y } } } fragment F on T { y { z: y } }';
    expect(sizeOf(text)).toMatchObject({ depth: 3, nesting: 4, aliases: 3, rootFields: 2, selections: 10 });
  });

  it('adds the operations of a document up, and fragments that none of them reaches', () => {
    const text = 'query A($a: I) { x } query B($b: I, $c: I) { x { y } } fragment F on T { u { v } w }';
    expect(sizeOf(text)).toMatchObject({ operations: 2, variables: 3, depth: 2, rootFields: 1, selections: 6 });
  });

  it('counts directives wherever they stand, repeated or unknown', () => {
    const text = 'query ($a: I @d) @d @d { x @u @u ...F @u } fragment F on T @d { y @u ... @u { z } }';
    expect(sizeOf(text).directives).toBe(9);
  });

  it('tells how deep literals go: in arguments, defaults and directives', () => {
    const deep = `${'['.repeat(3_000)}${']'.repeat(3_000)}`;
    expect(sizeOf('{ x(a: 1) { y } }').valueDepth).toBe(0);
    expect(sizeOf('{ x(a: { b: [{ c: 1 }] }) }').valueDepth).toBe(3);
    expect(sizeOf('query ($a: I = [[1]]) { x }').valueDepth).toBe(2);
    expect(sizeOf('{ x { y @d(a: [1]) } }').valueDepth).toBe(1);
    expect(() => sizeOf(`{ x(a: ${deep}) }`)).not.toThrow(TypeError);
  });

  it('is linear where the meaning is exponential', () => {
    const names = Array.from({ length: 200 }, (_, index) => index);
    const text = `{ ...F0 } ${names.map((n) => `fragment F${n} on T { a { ...F${n + 1} } b { ...F${n + 1} } }`).join(' ')} fragment F200 on T { x }`;
    const started = performance.now();
    expect(sizeOf(text).selections).toBeGreaterThan(1e50);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it.each(['{ ...A } fragment A on T { ...A }', '{ x } fragment A on T { ...B } fragment B on T { ...A }'])(
    'refuses fragments that spread themselves: %s',
    (text) => expect(() => sizeOf(text)).toThrow('a fragment may not spread itself'),
  );
});
