import { parse, print } from 'graphql';
import { createPlanner } from '../../../gateway/execution/planning';
import { hasRequires, mapFetches, type EntityFetchNode } from '../../../gateway/execution/query-plan';
import { withTypedRequirements } from '../../../gateway/execution/typed-requirements';
import { supergraphOf } from './federated-world';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@interfaceObject"])`;
const supergraph = (subgraphs: Readonly<Record<string, string>>): string =>
  supergraphOf({
    subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, sdl]) => [name, `${HEAD}\n${sdl}`])),
    entities: {},
    roots: {},
  });

const CLAIMS = `type Query { bills: [Bill] } interface Bill @key(fields: "id") { id: ID! total: Int }
  type Claim implements Bill @key(fields: "id") { id: ID! total: Int }
  type Invoice implements Bill @key(fields: "id") { id: ID! total: Int }`;
const DUNNED = supergraph({
  claims: CLAIMS,
  dunning: `type Bill @key(fields: "id") @interfaceObject { id: ID! letters: Int total: Int @external
    risk(scale: Int): String @requires(fields: "total") }`,
});

/** Fetches by reference: the subgraph, what is asked, and of whom. */
function entityFetchesOf(sdl: string, query: string): readonly (readonly string[])[] {
  const found: EntityFetchNode[] = [];
  mapFetches(createPlanner(sdl).plan(parse(query)), (fetch) => {
    if (hasRequires(fetch)) found.push(fetch);
    return fetch;
  });
  return found.map(({ serviceName, operation, inputRewrites = [] }) => {
    const [, selected = ''] =
      /_entities[^{]*\{ (.*) \} \}$/.exec(print(parse(operation)).replace(/\s+/g, ' ').trim()) ?? [];
    return [serviceName, selected, ...inputRewrites.map(({ path }) => path.join(' '))];
  });
}

test('a field of an interface object that requires others is asked of the object, for the types that are meant', () => {
  expect(entityFetchesOf(DUNNED, '{ bills { risk } }')).toEqual([
    ['dunning', '... on Bill { risk }', '... on Claim __typename', '... on Invoice __typename'],
  ]);
  expect(entityFetchesOf(DUNNED, '{ bills { ... on Claim { risk } } }')).toEqual([
    ['dunning', '... on Bill { risk }', '... on Claim __typename'],
  ]);
});

test('what is asked otherwise of one type than of another is asked apart', () => {
  const query = '{ bills { ... on Claim { r: risk(scale: 1) } ... on Invoice { r: risk(scale: 2) } } }';
  expect(entityFetchesOf(DUNNED, query)).toEqual([
    ['dunning', '... on Bill { r: risk(scale: 1) }', '... on Claim __typename'],
    ['dunning', '... on Bill { r: risk(scale: 2) }', '... on Invoice __typename'],
  ]);
});

test('a supergraph whose interface objects require nothing stays as it is', () => {
  const plain = supergraph({
    claims: CLAIMS,
    dunning: 'type Bill @key(fields: "id") @interfaceObject { id: ID! letters: Int }',
  });
  expect(withTypedRequirements(plain)).toEqual({ sdl: plain, meant: new Map() });
});
