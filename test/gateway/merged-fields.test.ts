import { parse } from 'graphql';
import { sharedPlaces } from '../../gateway/merged-fields';

const pairs = (text: string): number => sharedPlaces(parse(text));

describe('fields that share a place', () => {
  it('counts each pair once at its place', () => {
    expect(pairs('{ a b c }')).toBe(0);
    expect(pairs('{ a a a }')).toBe(3);
    expect(pairs('{ x: a x: b }')).toBe(1);
    expect(pairs('{ a { b b } a { b } }')).toBe(1 + 3);
  });

  it('counts through fragments, those that nothing spreads too', () => {
    expect(pairs('{ a ...F ... { a } } fragment F on T { a }')).toBe(3);
    expect(pairs('{ x } fragment F on T { a a }')).toBe(1);
  });

  it('sees how a thousand of one name become many', () => {
    expect(pairs(`{ a { ${'b '.repeat(1_000)} } }`)).toBe(499_500);
  });
});
