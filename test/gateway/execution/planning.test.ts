import { parse, print } from 'graphql';
import { createPlanner, stepsOf } from '../../../gateway/execution/planning';
import { supergraphOf } from './federated-world';

const steps = (text: string): readonly string[] => stepsOf(parse(text)).map((step) => print(step).replace(/\s+/g, ' '));

test('a mutation is planned one root field after another, whatever fragments they come by', () => {
  expect(
    steps(
      'mutation ($n: Int, $m: Int) { a: add(by: $n) { id } ...M } fragment M on Mutation { b: add(by: $m) { id } a: add(by: $n) { value } }',
    ),
  ).toEqual([
    'mutation ($n: Int) { a: add(by: $n) { id } a: add(by: $n) { value } }',
    'mutation ($m: Int) { b: add(by: $m) { id } }',
  ]);
});

test('a query, and a mutation of one root field, stay whole', () => {
  expect(steps('{ a b }')).toEqual(['{ a b }']);
  expect(steps('mutation { a }')).toEqual(['mutation { a }']);
});

test('a supergraph that asks for access rules which nobody here enforces is refused', () => {
  const sdl = supergraphOf({
    subgraphs: {
      a: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@authenticated"])
        type Query { open: Int secret: Int @authenticated }`,
    },
    entities: {},
    roots: {},
  });
  expect(() => createPlanner(sdl)).toThrow(/authenticated/);
});
