import {
  buildSchema,
  execute,
  parse,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
  type FragmentDefinitionNode,
} from 'graphql';
import fc from 'fast-check';
import { complete } from '../../../gateway/execution/completion';
import { compileProjector } from '../../../gateway/execution/projector';
import { refusedField } from '../../../gateway/execution/refused-fields';

const schema = buildSchema(`
  scalar Any enum Color { RED BLUE } interface I { id: ID } union U = A | B
  type A implements I { id: ID n: Int f: Float b: Boolean c: Color any: Any must: Int! list: [Int] deep: [[A!]] }
  type B implements I { id: ID s: String! }
  type Query { a: A i: I u: [U] strict: [A!]! }`);

function project(document: DocumentNode, root: Record<string, unknown>) {
  const operation = document.definitions[0] as OperationDefinitionNode;
  const fragments = new Map(
    document.definitions
      .slice(1)
      .map((node) => [(node as FragmentDefinitionNode).name.value, node as FragmentDefinitionNode]),
  );
  return compileProjector({ schema, operation, fragments })(root, true);
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
  expect(project(document, root)?.text).toBe(
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

describe('a refused selection', () => {
  /** The document with what is called `no` refused. */
  const refusing = (text: string): DocumentNode =>
    visit(parse(text), { Field: (node) => (node.alias?.value.startsWith('no') ? refusedField(node, `A.${node.name.value}`) : undefined) }); // prettier-ignore
  const told = (text: string, root: Record<string, unknown>) => {
    const projected = project(refusing(text), root);
    return [projected?.text, projected?.refusals.map(({ path }) => path.join('.'))];
  };

  test('is null whatever the data holds, and told of once with its first place', () => {
    expect(told('{ a { id no: n } }', { a: { id: '1', no: 5, n: 5 } })).toEqual([
      '{"a":{"id":"1","no":null}}',
      ['a.no'],
    ]);
    expect(told('{ strict { must no: f } a { deep { no: n } } }', { strict: [{ must: 1 }, { must: 2 }], a: { deep: [null, [], [{}, {}]] } })).toEqual([
      '{"strict":[{"must":1,"no":null},{"must":2,"no":null}],"a":{"deep":[null,[],[{"no":null},{"no":null}]]}}',
      ['strict.0.no', 'a.deep.2.0.no'],
    ]); // prettier-ignore
  });

  test('has places of its own for each way to it, by fragments and where one list stands twice', () => {
    const rows = [
      { __typename: 'B', id: '1' },
      { __typename: 'A', id: '2' },
    ];
    expect(told('{ u { ...F } x: u { ...F } } fragment F on A { no: n }', { u: rows, x: rows })[1]).toEqual(['u.1.no', 'x.1.no']); // prettier-ignore
    expect(told('{ u { ... on A { no: n } } }', { u: [rows[0]] })).toEqual(['{"u":[{}]}', []]);
  });

  test('is told of by completion too, where its object is there or goes with it', () => {
    const completed = (text: string, root: Record<string, unknown>) => {
      const document = refusing(text);
      expect(project(document, root)).toBeNull();
      const { data, refusals } = complete(root, { schema, document, variables: {}, supergraphSchema: schema });
      return [JSON.stringify(data), refusals.map(({ path }) => path.join('.'))];
    };
    const rows = [{ must: 1 }, { must: 2 }];
    expect(completed('{ a { list } strict { no: f } }', { a: { list: ['x'] }, strict: rows })).toEqual([
      '{"a":{"list":[null]},"strict":[{"no":null},{"no":null}]}',
      ['strict.0.no'],
    ]);
    expect(completed('{ a { no: must } }', { a: {} })).toEqual(['{"a":null}', ['a.no']]);
    expect(completed('{ a { no: f must } }', { a: { must: null } })).toEqual(['{"a":null}', []]);
  });
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
      const text = project(document, root)?.text;
      const completed = complete(root, {
        schema,
        document,
        variables: {},
        supergraphSchema: schema,
      });
      const expected = await execute({
        ...{ schema, document, rootValue: root },
        fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) => source[path.key],
        typeResolver: (one: { __typename: string }) => one.__typename,
      });
      expect(JSON.parse(JSON.stringify(completed.data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
      expect(completed.errors.map(({ path }) => path)).toEqual((expected.errors ?? []).map(({ path }) => path));
      if (text !== undefined) {
        expect(expected.errors).toBeUndefined();
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(expected.data)));
      }
    }),
    { numRuns: 500 },
  );
});
