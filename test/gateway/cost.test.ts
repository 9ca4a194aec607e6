import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { compileCost } from '../../gateway/cost';
import { readCostRules } from '../../gateway/cost-directives';

const SDL = `
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) {
    query: Query mutation: Mutation
  }
  directive @link(url: String, import: [String]) on SCHEMA
  directive @cost(weight: Int!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | OBJECT | INPUT_FIELD_DEFINITION | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
  type Query {
    account(id: ID!): Account
    accounts(first: Int!, after: String): AccountConnection
    plain: [Account!]!
    eleven: [Account] @listSize(assumedSize: 11)
    sliced(limit: Int = 4): [Account] @listSize(slicingArguments: ["limit"])
    dear(by: By @cost(weight: 8)): Int @cost(weight: 100)
    party: Party
    heavy: Heavy
    grid: [[Account]]
    self: Query
  }
  type Mutation { post(by: By): Account }
  input By { name: String @cost(weight: 3) }
  type Heavy @cost(weight: 40) { x: Int }
  interface Party { id: ID }
  type Account implements Party { id: ID balance: Money entries(first: Int!): EntryConnection }
  type Person implements Party { id: ID }
  type Money { minorUnits: Int }
  type AccountConnection { nodes: [Account!] edges: [AccountEdge!] totalCount: Int }
  type AccountEdge { node: Account cursor: String }
  type EntryConnection { nodes: [Account] }`;
const document = parse(SDL);
const basis = { schema: buildSchema(SDL), rules: readCostRules(document) };

const formula = (text: string) => {
  const parsed = parse(text);
  const operation = getOperationAST(parsed);
  if (!operation) throw new Error('one operation');
  return compileCost(parsed, operation, basis);
};
const cost = (text: string, variables: Record<string, unknown> = {}) => formula(text).costOf(variables, 200).ofData;

describe('the cost of an operation', () => {
  it.each([
    ['an object weighs 1, a leaf nothing', '{ account(id: 1) { id balance { minorUnits } } }', 2],
    ['a list is taken to have 10 items', '{ plain { balance { minorUnits } } }', 20],
    ['a list of lists is no shorter', '{ grid { id } }', 10],
    [
      'a connection is as long as its first',
      '{ accounts(first: 50) { nodes { balance { minorUnits } } } }',
      1 + 50 * 2,
    ],
    ['nodes and edges both count', '{ accounts(first: 50) { nodes { id } edges { node { id } } } }', 1 + 50 + 100],
    ['lists in lists multiply', '{ accounts(first: 20) { nodes { entries(first: 30) { nodes { id } } } } }', 1 + 20 * (2 + 30)], // prettier-ignore
    ['@listSize tells the size', '{ eleven { id } }', 11],
    ['a slicing argument tells it', '{ sliced(limit: 3) { id } }', 3],
    ['so does its default', '{ sliced { id } }', 4],
    ['@cost stands for the type', '{ heavy { x } }', 40],
    ['on a field it stands for that', '{ dear }', 100],
    ['arguments and input fields add theirs', '{ dear(by: { name: "a" }) }', 100 + 8 + 3],
    ['a mutation weighs more', 'mutation { post { id } }', 11],
    ['fragments count wherever they are spread', '{ a: account(id: 1) { ...F } ...Q } fragment F on Account { balance { minorUnits } } fragment Q on Query { b: account(id: 2) { ...F ... { ...F } } }', 2 + 3], // prettier-ignore
  ])('%s', (_case, text, expected) => expect(cost(text)).toBe(expected));

  it('follows variables', () => {
    const text = 'query ($n: Int!) { accounts(first: $n) { nodes { id } } }';
    expect([5, 100].map((n) => cost(text, { n }))).toEqual([6, 101]);
    expect(cost(text, { n: -5 })).toBe(2);
  });

  it('refuses a list that is asked to be too long', () => {
    expect(() => cost('{ accounts(first: 201) { totalCount } }')).toThrow('first must be between 1 and 200');
    expect(() => cost('query ($n: Int!) { accounts(first: $n) { totalCount } }', { n: 1e6 })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', details: { limit: 'longestList', most: 200 } }),
    );
  });

  it('knows introspection, and how much of it there is', () => {
    const standard = formula(getIntrospectionQuery());
    expect([standard.isIntrospection, formula('{ __typename dear }').isIntrospection]).toEqual([true, false]);
    const ofSchema = (text: string) => formula(text).costOf({}, 200).ofSchema;
    expect(ofSchema(getIntrospectionQuery())).toBeGreaterThan(200);
    const nested = '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }';
    expect(ofSchema(nested)).toBeGreaterThan(2 * ofSchema('{ __schema { types { fields { name } } } }'));
    const one = '{ __type(name: "Query") { fields { name } } }';
    expect(ofSchema(one)).toBeLessThan(20);
    expect(formula(one.replace('{', '{ dear')).costOf({}, 200)).toEqual({ ofData: 100, ofSchema: ofSchema(one) });
    expect(formula('{ self { __schema { description } } }').isIntrospection).toBe(true);
  });
});
