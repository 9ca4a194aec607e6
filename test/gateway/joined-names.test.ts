import { parse } from 'graphql';
import { joinedNamesOf } from '../../gateway/joined-names';

describe('the names that the planner may select by itself', () => {
  it('are those of keys, requirements and provisions, nested ones included, and __typename', () => {
    const supergraph = parse(`
      type Patient @join__type(graph: A, key: "id org { code }") @join__type(graph: B, key: "mrn", resolvable: false) {
        id: ID! @join__field(graph: A)
        label: String @join__field(graph: B, requires: "name { family } size")
        author: Author @join__field(graph: A, provides: "penName")
        other: String @join__field(graph: B, external: true, type: "String", override: "notAName")
      }
      interface Party @join__type(graph: A, key: "partyId") { partyId: ID! }
      enum Size { LARGE @join__enumValue(graph: A) }
    `);
    const names = ['__typename', 'id', 'org', 'code', 'mrn', 'name', 'family', 'size', 'penName', 'partyId'];
    expect([...joinedNamesOf(supergraph)].sort()).toEqual(names.sort());
  });
});
