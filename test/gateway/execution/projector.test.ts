import {
  buildSchema,
  execute,
  parse,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type FragmentDefinitionNode,
} from 'graphql';
import fc from 'fast-check';
import { complete } from '../../../gateway/execution/completion';
import { compileProjector } from '../../../gateway/execution/projector';

const schema = buildSchema(`
  scalar Any enum Color { RED BLUE } interface I { id: ID } union U = A | B
  type A implements I { id: ID n: Int f: Float b: Boolean c: Color any: Any must: Int! list: [Int] deep: [[A!]] }
  type B implements I { id: ID s: String! }
  type Query { a: A i: I u: [U] strict: [A!]! }`);

function project(document: DocumentNode, root: Record<string, unknown>, refused: ReadonlySet<FieldNode> = new Set()) {
  const operation = document.definitions[0] as OperationDefinitionNode;
  const fragments = new Map(
    document.definitions
      .slice(1)
      .map((node) => [(node as FragmentDefinitionNode).name.value, node as FragmentDefinitionNode]),
  );
  return compileProjector({ schema, operation, fragments, refused })(root, false);
}

test('writes what was asked in the order it was asked, and nothing else', () => {
  const document = parse(
    '{ x: a { __typename id ...F } i { __typename ... on B { s } } u { ... on I { id } } } fragment F on A { n any deep { n } }',
  );
  const root = {
    x: { id: 1, n: 2, any: { a: [1] }, deep: [[{ n: 3 }], null], secret: 'not asked' },
    i: { __typename: 'B', s: 'quote "' },
    u: [{ __typename: 'A', id: 'a' }, null],
  };
  expect(project(document, root)).toBe(
    '{"x":{"__typename":"A","id":"1","n":2,"any":{"a":[1]},"deep":[[{"n":3}],null]},"i":{"__typename":"B","s":"quote \\""},"u":[{"id":"a"},null]}',
  );
});

test.each([
  ['a null where none may be', '{ a { must } }', { a: { must: null } }],
  ['text for a number', '{ a { n } }', { a: { n: '1' } }],
  ['a number beyond an Int', '{ a { n } }', { a: { n: 2_147_483_648 } }],
  ['a value that is in no enum', '{ a { c } }', { a: { c: 'GREEN' } }],
  ['a type that is none of an interface', '{ i { id } }', { i: { __typename: 'Query', id: 1 } }],
  ['an object for a list', '{ u { __typename } }', { u: {} }],
  ['a number that JSON has not', '{ a { f } }', { a: { f: Infinity } }],
])('leaves %s to completion', (_what, text, root) => {
  expect(project(parse(text), root)).toBeNull();
});

test('a refused selection is null whatever the data holds', () => {
  const document = parse('{ a { id n } }');
  const refused = new Set<FieldNode>();
  const [operation] = document.definitions as [OperationDefinitionNode];
  const a = operation.selectionSet.selections[0] as FieldNode;
  refused.add(a.selectionSet?.selections[1] as FieldNode);
  expect(project(document, { a: { id: '1', n: 5 } }, refused)).toBe('{"a":{"id":"1","n":null}}');
});

test('is right, or says that it cannot be, for any data', async () => {
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.constant(null),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.string(),
      fc.constantFrom('RED', 'A', 'B'),
    ),
    object: fc.record({
      __typename: fc.constantFrom('A', 'B', 'X'),
      id: tie('leaf'),
      n: tie('leaf'),
      f: tie('leaf'),
      b: tie('leaf'),
      c: tie('leaf'),
      must: fc.oneof({ weight: 3, arbitrary: fc.integer({ max: 9, min: 0 }) }, { weight: 1, arbitrary: tie('leaf') }),
      list: fc.oneof(tie('leaf'), fc.array(tie('leaf'))),
      s: tie('leaf'),
    }),
    any: fc.oneof(
      tie('object'),
      fc.constant(null),
      fc.array(fc.oneof(tie('object'), fc.constant(null)), { maxLength: 3 }),
    ),
  })).any;
  const document = parse(
    '{ a { id n f b c must list } i { id ... on B { s } } u { __typename ... on A { n } } strict { must } }',
  );
  await fc.assert(
    fc.asyncProperty(fc.record({ a: value, i: value, u: value, strict: value }), async (root) => {
      const text = project(document, root);
      const completed = complete(root, {
        schema,
        document,
        variables: {},
        refused: new Set(),
        supergraphSchema: schema,
      });
      const expected = await execute({
        ...{ schema, document, rootValue: root },
        fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) => source[path.key],
        typeResolver: (one: { __typename: string }) => one.__typename,
      });
      expect(JSON.parse(JSON.stringify(completed.data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
      expect(completed.errors.map(({ path }) => path)).toEqual((expected.errors ?? []).map(({ path }) => path));
      if (text !== null) {
        expect(expected.errors).toBeUndefined();
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expected.data)));
      }
    }),
    { numRuns: 500 },
  );
});
