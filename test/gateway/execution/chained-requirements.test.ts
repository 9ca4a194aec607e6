import { parse, print } from 'graphql';
import { inSubgraphs, withChainsApart } from '../../../gateway/execution/chained-requirements';
import { createPlanner } from '../../../gateway/execution/planning';
import { mapFetches, type QueryPlan } from '../../../gateway/execution/query-plan';
import { supergraphOf } from './federated-world';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable"])`;
const supergraph = (subgraphs: Readonly<Record<string, string>>): string =>
  supergraphOf({
    subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, sdl]) => [name, `${HEAD}\n${sdl}`])),
    entities: {},
    roots: {},
  });

/** The claim's subgraph makes `settled` of what the payer makes of what it is billed, and letters are made of that. */
const CHAINED = supergraph({
  claims: `type Query { claims: [Claim] count: Int }
    type Claim @key(fields: "id") { id: ID! billed: Int filed: String
      verdict: Verdict @external settled: Money @requires(fields: "verdict { kind by { id } }") }
    type Verdict { kind: Kind @external by: Payer @external } enum Kind { FULL PART }
    type Payer @key(fields: "id") { id: ID! phone: String } type Money { amount: Int }`,
  payer: `type Claim @key(fields: "id") { id: ID! billed: Int @external verdict: Verdict @requires(fields: "billed") }
    type Verdict { kind: Kind by: Payer } enum Kind { FULL PART } type Payer @key(fields: "id") { id: ID! }`,
  letters: `type Claim @key(fields: "id") { id: ID! settled: Money @external letter: String @requires(fields: "settled { amount }") }
    type Money { amount: Int @external }`,
});

function fetchesOf(plan: QueryPlan): readonly string[] {
  const found: string[] = [];
  mapFetches(plan, (fetch) => {
    found.push(`${fetch.serviceName} ${print(parse(fetch.operation)).replace(/\s+/g, ' ')}`);
    return fetch;
  });
  return found;
}

test('each link of a chain is asked when what it requires is there, of the subgraph that has it', () => {
  const fetches = fetchesOf(createPlanner(CHAINED).plan(parse('{ claims { letter } }')));
  const inEntities = (name: string, text: string) => expect.stringMatching(new RegExp(`^${name} .*_entities.* \\{ ${text} \\} \\} \\}`)); // prettier-ignore
  expect(fetches).toEqual([
    'claims { claims { __typename id billed } }',
    inEntities('payer', 'verdict { kind by { id } }'),
    inEntities('claims', 'settled { amount }'),
    inEntities('letters', 'letter'),
  ]);
});

test('a supergraph without such chains stays as it is', () => {
  const plain = supergraph({
    a: 'type Query { all: [T] } type T @key(fields: "id") { id: ID! one: Int }',
    b: 'type T @key(fields: "id") { id: ID! one: Int @external two: Int @requires(fields: "one") }',
  });
  const apart = withChainsApart(plain);
  expect(apart.sdl).toBe(plain);
  const plan = createPlanner(plain).plan(parse('{ all { two } }'));
  expect(inSubgraphs(plan, apart)).toBe(plan);
});

describe('what stands apart', () => {
  const { sdl, subgraphs } = withChainsApart(CHAINED);
  const [of] = [...subgraphs].find(([, meant]) => meant === 'claims') ?? [''];
  const lineOf = (start: string) => sdl.split('\n').find((line) => line.trim().startsWith(start));

  it('is the one field, no more where it was', () => {
    expect([...subgraphs.values()].sort()).toEqual(['claims', 'payer']);
    expect(lineOf('settled:')).toMatch(new RegExp(`@join__field\\(graph: ${of}, requires: "verdict { kind by { id } }"\\)`)); // prettier-ignore
    expect(lineOf('settled:')).not.toContain('graph: CLAIMS,');
    expect(lineOf('filed:')).not.toContain(of);
    expect(lineOf('count:')).not.toContain(of);
  });

  it('knows of others only what it is given, and its values whole', () => {
    expect(lineOf('type Payer')).toContain(`@join__type(resolvable: false, graph: ${of}, key: "id")`);
    expect(lineOf('phone:')).not.toContain(of);
    expect(lineOf('type Money')).toContain(`@join__type(graph: ${of})`);
    expect(lineOf('FULL')).toContain(`@join__enumValue(graph: ${of})`);
  });
});
