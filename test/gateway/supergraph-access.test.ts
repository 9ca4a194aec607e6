import { buildSchema, parse } from 'graphql';
import { readSupergraphAccess } from '../../gateway/supergraph-access';
import { viewerOf } from '../platform/access/viewer-of';

const supergraph = `
  directive @access(class: Class!, scopes: [[String!]!], mask: Mask) on FIELD_DEFINITION
  directive @join__field(graph: Graph, requires: String, external: Boolean) repeatable on FIELD_DEFINITION
  enum Class { INTERNAL PII FINANCIAL }
  enum Mask { LAST4 }
  enum Graph { A B }
  interface Party { level: String @access(class: INTERNAL) }
  type Patient implements Party {
    income: Int @access(class: FINANCIAL, scopes: [["income:read"]]) @join__field(graph: A) @join__field(graph: B, external: true)
    card: String @access(class: PII, scopes: [["card:read"]], mask: LAST4)
    address: Address @access(class: PII, scopes: [["address:read"]])
    level: String @access(class: INTERNAL) @join__field(graph: B, requires: "income")
    label: String @access(class: INTERNAL) @join__field(graph: B, requires: "card")
    area: String @access(class: INTERNAL) @join__field(graph: B, requires: "address { city }")
    plain: String @access(class: INTERNAL) @join__field(graph: B)
  }
  type Address { city: String @access(class: INTERNAL) }
  type Query { patient: Patient @access(class: INTERNAL) party: Party @access(class: INTERNAL) }
`;
const schema = buildSchema(supergraph);
const patient = schema.getType('Patient') as never;
const party = schema.getType('Party') as never;
const decisions = (scopes: readonly string[]) => {
  const rules = readSupergraphAccess(parse(supergraph), schema).rulebookFor(viewerOf(scopes));
  return [
    rules.decide(party, 'level'),
    ...['level', 'label', 'area', 'plain'].map((field) => rules.decide(patient, field)),
  ];
};

describe('the access of a supergraph', () => {
  it('denies what is worked out from a field that the viewer may not see whole, on interfaces too', () => {
    expect(decisions(['income:read', 'card:read', 'address:read'])).toEqual([
      'ALLOW',
      'ALLOW',
      'ALLOW',
      'ALLOW',
      'ALLOW',
    ]);
    expect(decisions([])).toEqual(['DENY', 'DENY', 'DENY', 'DENY', 'ALLOW']);
    expect(decisions(['income:read'])).toEqual(['ALLOW', 'ALLOW', 'DENY', 'DENY', 'ALLOW']);
  });

  it('is not read of a supergraph with unclassified fields', () => {
    const open = 'type Query { open: Int }';
    expect(() => readSupergraphAccess(parse(open), buildSchema(open))).toThrow(
      '1 fields without @access, such as Query.open',
    );
  });
});
