import { buildSchema } from 'graphql';
import type { QueryPlanFieldNode } from '@apollo/query-planner';
import fc from 'fast-check';
import { compileRepresent, jsonText } from '../../../gateway/execution/representation';

const schema = buildSchema(
  'interface I { id: ID } type A implements I { id: ID size: Size } type B implements I { id: ID } type Size { w: Int h: Int } type Query { i: I }',
);
const field = (name: string, selections?: QueryPlanFieldNode[]): QueryPlanFieldNode => ({
  kind: 'Field',
  name,
  ...(selections ? { selections } : {}),
});
const on = (typeCondition: string, ...selections: QueryPlanFieldNode[]) => ({
  kind: 'InlineFragment' as const,
  typeCondition,
  selections,
});

test('an entity is told by the fields of its own type, nested ones too, in one order', () => {
  const represent = compileRepresent(
    [on('A', field('__typename'), field('id'), field('size', [field('w')])), on('B', field('__typename'), field('id'))],
    schema,
  );
  expect(represent({ size: { h: 1, w: 2 }, id: 'a"1', __typename: 'A', more: true })).toBe(
    '{"__typename":"A","id":"a\\"1","size":{"w":2}}',
  );
  expect(represent({ __typename: 'B', id: 'b' })).toBe('{"__typename":"B","id":"b"}');
});

test('a fragment on an interface holds for each implementation', () => {
  const represent = compileRepresent([on('I', field('__typename'), field('id'))], schema);
  expect(represent({ __typename: 'B', id: 'b' })).toBe('{"__typename":"B","id":"b"}');
});

test('an entity of another type, without a type, or that lacks a value is not read', () => {
  const represent = compileRepresent([on('A', field('__typename'), field('id'), field('size', [field('w')]))], schema);
  expect(represent({ __typename: 'B', id: 'b' })).toBeUndefined();
  expect(represent({ id: 'b' })).toBeUndefined();
  expect(represent({ __typename: 'A', id: 'a' })).toBeUndefined();
  expect(represent({ __typename: 'A', id: 'a', size: {} })).toBeUndefined();
});

test('null is a value, and lists are told item by item', () => {
  const represent = compileRepresent([on('A', field('__typename'), field('size', [field('w')]))], schema);
  expect(represent({ __typename: 'A', size: null })).toBe('{"__typename":"A","size":null}');
  expect(represent({ __typename: 'A', size: [{ w: 1 }, null] })).toBe('{"__typename":"A","size":[{"w":1},null]}');
});

test('text is written as JSON.stringify writes it', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => jsonText(text) === JSON.stringify(text)));
  expect(jsonText('\ud800')).toBe(JSON.stringify('\ud800'));
});
