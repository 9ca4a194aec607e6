import { parse, print } from 'graphql';
import { inOwnersWords, typeOwners } from '../../catalog/type-owners';

const parts = (sdls: Record<string, string>) =>
  Object.entries(sdls).map(([name, sdl]) => ({ name, document: parse(sdl) }));
const owners = (sdls: Record<string, string>) => Object.fromEntries(typeOwners(parts(sdls)));
const entity = (fields: string) => `type T @key(fields: "id") { id: ID ${fields} }`;

describe('the owner of a type', () => {
  it('is the only API that declares it', () => {
    expect(owners({ a: 'type T { x: Int }' })).toEqual({ T: 'a' });
  });

  it('is, for an entity, the API that brings the most fields', () => {
    expect(owners({ a: entity('x: Int'), b: entity('y: Int z: Int') })).toEqual({ T: 'b' });
  });

  it('is the one that a description names, in whichever schema', () => {
    expect(owners({ a: `"Owner: b; more." ${entity('x: Int y: Int')}`, b: entity('') })).toEqual({ T: 'b' });
  });

  it('is no one for a value type that several declare', () => {
    expect(owners({ a: 'type T { x: Int }', b: 'type T { x: Int }' })).toEqual({ T: null });
  });

  it('is never an API that only points to it', () => {
    expect(owners({ a: 'type T @key(fields: "id", resolvable: false) { id: ID }', b: entity('') })).toEqual({ T: 'b' });
  });
});

describe("descriptions in the owner's words", () => {
  it('are taken off a type where another API owns it', () => {
    const sdls = { a: `"Mine." ${entity('x: Int')}`, b: `"Theirs; Owner: a." ${entity('')} "Kept." type U { u: Int }` };
    const [a, b] = inOwnersWords(parts(sdls)).map(({ document }) => print(document));
    expect(a).toContain('Mine.');
    expect(b).not.toContain('Theirs');
    expect(b).toContain('Kept.');
  });
});
