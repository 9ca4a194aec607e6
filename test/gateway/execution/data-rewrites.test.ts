import { buildSchema } from 'graphql';
import { applyRewrites, rewrittenPath } from '../../../gateway/execution/data-rewrites';

const schema = buildSchema(
  'interface I { id: ID } type A implements I { id: ID } type B implements I { id: ID } type Query { i: I }',
);

test('a value is set on objects of the type that the path names', () => {
  const value = [{ __typename: 'A' }, { __typename: 'B' }, { id: 'untyped' }, null];
  applyRewrites([{ kind: 'ValueSetter', path: ['... on A', '__typename'], setValueTo: 'I' }], value, schema);
  expect(value).toEqual([{ __typename: 'I' }, { __typename: 'B' }, { id: 'untyped', __typename: 'I' }, null]);
});

test('a key is renamed, whatever its value', () => {
  for (const held of [0, '', false, null, 'x', { y: 1 }]) {
    const value = {
      list: [
        { __typename: 'A', n__1: held },
        { __typename: 'B', n__1: held },
      ],
    };
    applyRewrites([{ kind: 'KeyRenamer', path: ['list', '... on A', 'n__1'], renameKeyTo: 'n' }], value, schema);
    expect(value.list).toEqual([
      { __typename: 'A', n: held },
      { __typename: 'B', n__1: held },
    ]);
  }
});

test('paths of errors lead to renamed keys', () => {
  const rewrites = [{ kind: 'KeyRenamer' as const, path: ['list', '... on A', 'n__1'], renameKeyTo: 'n' }];
  expect(rewrittenPath(rewrites, ['list', 2, 'n__1', 'below'])).toEqual(['list', 2, 'n', 'below']);
  expect(rewrittenPath(rewrites, ['other', 'n__1'])).toEqual(['other', 'n__1']);
});
