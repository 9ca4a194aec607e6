import { parse } from 'graphql';
import { canonicalSdl, declaredTypes, hashOfSdl, isStub } from '../../catalog/schema-document';

describe('canonicalSdl', () => {
  it('is the same for another order, layout and comments', () => {
    const one =
      'type B { y(b: Int, a: Int): Int\n x: Int } # note\n enum E { Q P } type A @k(b: 1, a: 2) @j { id: ID }';
    const other = 'type A @j @k(a: 2, b: 1) { id: ID }  enum E { P, Q }\ntype B { x: Int, y(a: Int, b: Int): Int }';
    expect(canonicalSdl(one)).toBe(canonicalSdl(other));
    expect(hashOfSdl(one)).toBe(hashOfSdl(other));
  });

  it('differs with a description, a type and the order inside a list value', () => {
    const base = 'type A @k(v: ["x", "y"]) { "d" id: ID }';
    const hashes = [base, base.replace('"d"', '"e"'), base.replace('id: ID', 'id: ID!'), base.replace('"x", "y"', '"y", "x"')].map(hashOfSdl); // prettier-ignore
    expect(new Set(hashes).size).toBe(4);
  });

  it('is stable when applied again', () => {
    const once = canonicalSdl(
      'interface I { a: Int } type T implements I @x { a: Int } union U = T input N { z: Int = 1 }',
    );
    expect(canonicalSdl(once)).toBe(once);
  });
});

describe('declared types', () => {
  const document = parse('type A @key(fields: "id") { id: ID } extend type A { b: Int } type S @key(fields: "id", resolvable: false) { id: ID }'); // prettier-ignore

  it('gathers a type with its extensions', () => {
    expect(declaredTypes(document).get('A')).toHaveLength(2);
  });

  it('tells a stub from an entity', () => {
    const types = declaredTypes(document);
    expect([...types.keys()].filter((name) => isStub(types.get(name) ?? []))).toEqual(['S']);
  });
});
