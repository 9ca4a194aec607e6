import { parse } from 'graphql';
import { refusedShapes } from '../../catalog/refused-shapes';

const faultsOf = (...sdls: string[]) =>
  refusedShapes(sdls.map((sdl, index) => ({ name: `s${index}`, document: parse(sdl) })));

describe('refused federation shapes', () => {
  it('are @requires that read a field with arguments, here or where it is owned', () => {
    const owner = 'type A @key(fields: "id") { id: ID, price(in: String): Int }';
    const reader = 'type A @key(fields: "id") { id: ID, price: Int @external, tax: Int @requires(fields: "price") }';
    expect(faultsOf(owner, reader)).toMatchObject([
      { rule: 'REQUIRES_ARGUMENTS', coordinates: ['A.tax', 'A.price'], subgraphs: ['s1'] },
    ]);
  });

  it('are found in nested selections', () => {
    const sdl = 'type A { b: B @external, c: Int @requires(fields: "b { n }") } type B { n(x: Int): Int }';
    expect(faultsOf(sdl).map(({ coordinates }) => coordinates)).toEqual([['A.c', 'B.n']]);
  });

  it('are interface objects', () => {
    expect(faultsOf('type A @interfaceObject @key(fields: "id") { id: ID }')).toMatchObject([
      { rule: 'INTERFACE_OBJECT' },
    ]);
  });

  it('are not: @requires of a plain field, or one that cannot be read, which composition reports', () => {
    expect(
      faultsOf('type A { b: Int @external, c: Int @requires(fields: "b"), d: Int @requires(fields: "{") }'),
    ).toEqual([]);
  });
});
