import { parse } from 'graphql';
import { readSupergraphTags } from '../../gateway/supergraph-tags';

const SUPERGRAPH = parse(`
  type Query @tag(name: "portal") {
    claims(first: Int!, after: String @tag(name: "finance")): Int @tag(name: "portal") @tag(name: "finance")
    plain: Int
  }
  interface Party { name: String @tag(name: "portal") }
  enum Status { OPEN CLOSED @tag(name: "finance") }
`);

describe('the tags of a supergraph', () => {
  const tagsOf = readSupergraphTags(SUPERGRAPH);

  it('say of a field to which contracts it belongs, and of a field without tags to none', () => {
    const fields = ['Query.claims', 'Query.plain', 'Party.name', 'Query.absent'];
    expect(fields.map((field) => tagsOf('portal').shows(field))).toEqual([true, false, true, false]);
    expect(fields.map((field) => tagsOf('finance').shows(field))).toEqual([true, false, false, false]);
  });

  it('let arguments and enum values without tags of their own go with what they stand on', () => {
    const places = ['Query.claims(first:)', 'Query.claims(after:)', 'Status.OPEN', 'Status.CLOSED'];
    expect(places.map((place) => tagsOf('portal').admits(place))).toEqual([true, false, true, false]);
    expect(places.map((place) => tagsOf('finance').admits(place))).toEqual([true, true, true, true]);
  });
});
