import { buildSchema, parse } from 'graphql';
import { complete } from '../../../gateway/execution/completion';

const SHOWN = 'type Query { one: Thing all: [Thing!] state: State states: [State] } enum State { OPEN }';
const schema = buildSchema(`${SHOWN} interface Thing { id: ID! } type Book implements Thing { id: ID! }`);
const supergraphSchema = buildSchema(
  `${SHOWN.replace('OPEN', 'OPEN SEALED')} interface Thing { id: ID! } type Book implements Thing { id: ID! }
   type Hidden implements Thing { id: ID! }`,
);

function completed(query: string, root: Record<string, unknown>) {
  const document = parse(query);
  const { data, errors } = complete(root, { schema, supergraphSchema, document, variables: {} });
  const told = errors.map(({ path, originalError }) => [path?.join('.'), (originalError as { code?: string }).code]);
  return [data, Object.fromEntries(told)];
}

test('what clients may not know of is absent', () => {
  const things = [
    { __typename: 'Book', id: '1' },
    { __typename: 'Hidden', id: '2' },
  ];
  expect(completed('{ one { id } }', { one: things[1] })).toEqual([{ one: null }, { one: 'NOT_FOUND' }]);
  expect(completed('{ all { id } }', { all: things })).toEqual([{ all: null }, { 'all.1': 'NOT_FOUND' }]);
  expect(completed('{ state states }', { state: 'SEALED', states: ['OPEN', 'SEALED'] })).toEqual([
    { state: null, states: ['OPEN', null] },
    { state: 'NOT_FOUND', 'states.1': 'NOT_FOUND' },
  ]);
});

test('what nobody knows of is malformed, and what must not be null is absent', () => {
  expect(completed('{ one { id } state }', { one: { __typename: 'Film', id: '1' }, state: 'SHUT' })).toEqual([
    { one: null, state: null },
    { one: 'SOURCE_MALFORMED', state: 'SOURCE_MALFORMED' },
  ]);
  expect(completed('{ one { id } }', { one: { __typename: 'Book', id: null } })).toEqual([
    { one: null },
    { 'one.id': 'NOT_FOUND' },
  ]);
});
