import { lintSchema } from '../../catalog/schema-lint';
import { SHARED } from './stub-subgraphs';

const API = 'extend schema @api(team: "t", domain: "d", version: "1.0.0", layer: "system", systems: [])';
const lint = (body: string) =>
  lintSchema(`${API}\n${body}`, SHARED).map(({ line, coordinate, message }) => `${line} ${coordinate}: ${message}`);
const query = (field: string) => `type Query {\n"What it is."\n${field}\n}`;

describe('the schema lint', () => {
  it('accepts a schema that keeps every rule', () => {
    const connection = '"A page." type AConnection @access(class: PUBLIC) { nodes: [String!]! totalCount: Int! }';
    const field =
      'all("How many." first: Int!, "Where." after: String): AConnection @access(class: INTERNAL, scopes: [["s"]])';
    expect(lint(`${query(field)}\n${connection}`)).toEqual([]);
  });

  it('asks for descriptions of types, fields, arguments, enum values and input fields', () => {
    const faults = lint(
      `type Query { a(b: Int @selectsBy(fields: [])): E @access(class: PUBLIC) }\nenum E {\nONE\n}\n"Fine."\ninput N { c: Int }`,
    );
    expect(faults).toEqual([
      '2 Query.a: has no description', '2 Query.a(b:): has no description', '3 E: has no description',
      '4 E.ONE: has no description', '7 N.c: has no description',
    ]); // prettier-ignore
  });

  it('asks for none on an id, a stub, or the fields of connections', () => {
    expect(lint(`${query('a: S @access(class: PUBLIC)')}\ntype S @key(fields: "id", resolvable: false) { id: ID! @access(class: INTERNAL) }`)).toEqual([]); // prettier-ignore
  });

  it('gives access faults the line of their field', () => {
    expect(lint(query('a: Int'))).toEqual([
      '4 Query.a: has no @access class: put @access(class: …) on the field or on its type',
    ]);
    expect(lint(query('a: Int! @access(class: PHI, scopes: [["s"]])'))).toEqual([
      '4 Query.a: is guarded, so a refusal must be able to make it null: take the outer ! off',
    ]);
    const keyed = '"An entity."\ntype A @key(fields: "id") {\nid: ID @access(class: PII, scopes: [["s"]]) }';
    expect(lint(`${query('a: A @access(class: PUBLIC)')}\n${keyed}`)).toEqual(['8 A.id: is part of a key and so must not be guarded: key the type by another field, or guard what leads to it']); // prettier-ignore
  });

  it('asks connections for a required first', () => {
    const connection = '"A page." type AConnection @access(class: PUBLIC) { totalCount: Int! }';
    const args = ['', '("n" first: Int)', '("n" first: Int! = 5)'];
    for (const given of args) {
      expect(lint(`${query(`all${given}: AConnection @access(class: PUBLIC)`)}\n${connection}`)).toEqual(['4 Query.all: a connection takes first: Int!']); // prettier-ignore
    }
  });

  it('asks for names that say what they are', () => {
    expect(lint(query('paid: Money @access(class: FINANCIAL)'))).toEqual(['4 Query.paid: an amount ends in Amount']);
    expect(lint(`${query('a: low @access(class: PUBLIC)')}\n"D." enum low { "d" x }`)).toEqual([
      '6 low: a type is named in PascalCase',
      '6 low.x: an enum value is named in CAPITALS',
    ]);
  });

  it('asks a deprecation for its date and the schema for its @api', () => {
    expect(lint(query('a: Int @access(class: PUBLIC) @deprecated(reason: "gone")'))).toHaveLength(1);
    expect(lint(query('a: Int @access(class: PUBLIC) @deprecated(reason: "b, from 2027-01-01")'))).toEqual([]);
    expect(lintSchema(query('a: Int @access(class: PUBLIC)'), SHARED)).toMatchObject([
      { line: 1, coordinate: 'schema' },
    ]);
  });

  it('refuses tags that no contract can be made of, each on its line', () => {
    const page = '"A page."\ntype AConnection @access(class: PUBLIC) { nodes: [String!] @tag(name: "finance") }';
    expect(lint(query('a: Int @access(class: PUBLIC) @tag(name: "partners")'))).toEqual([
      '4 Query.a: is tagged partners, which is no contract: there are portal, analytics, finance, governance',
    ]);
    const all =
      '"All." all("n" first: Int!): AConnection @access(class: PUBLIC) @tag(name: "portal") @tag(name: "finance")';
    expect(lint(`type Query { ${all} }\n${page}`)).toEqual([
      '2 Query.all: is in portal, which shows nothing of AConnection',
    ]);
  });
});
