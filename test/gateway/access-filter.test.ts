import {
  buildSchema,
  execute,
  Kind,
  OperationTypeNode,
  parse,
  print,
  validate,
  visit,
  type DocumentNode,
} from 'graphql';
import { createAccessFilter } from '../../gateway/access-filter';
import { compileOperation } from '../../gateway/execution/compile';
import { decideConditions } from '../../gateway/execution/conditions';
import { asPlanned } from '../../gateway/execution/refused-fields';
import { readSupergraphAccess } from '../../gateway/supergraph-access';
import { viewerOf } from '../platform/access/viewer-of';

const sdl = `
  directive @access(class: String!, scopes: [[String!]!]) on FIELD_DEFINITION | OBJECT | INTERFACE
  interface Node { id: ID! @access(class: INTERNAL) label: String @access(class: INTERNAL) }
  type Row implements Node @access(class: INTERNAL) {
    id: ID!
    label: String @access(class: PHI, scopes: [["row:read"]])
    must: String! @access(class: PHI, scopes: [["row:read"]])
    next: Row
    list: [Row!]
    grid: [[Row!]]!
    text(of: String): String @access(class: PHI, scopes: [["row:read"]])
  }
  type Box implements Node @access(class: INTERNAL) { id: ID! label: String size: Int! @access(class: INTERNAL, scopes: [["box:read"]]) }
  union Thing = Row | Box
  type Query @access(class: INTERNAL) { row: Row rowMust: Row! node: Node things: [Thing!] nodes: [Node] }
`;
const schema = buildSchema(sdl.replace(/class: String!/, 'class: Class!').concat('enum Class { INTERNAL PHI }'));
const filter = createAccessFilter(schema, readSupergraphAccess(parse(sdl), schema), new Set(['__typename', 'id']));
const row: Record<string, unknown> = { __typename: 'Row', id: '1', label: 'secret', must: 'secret', text: 'secret' };
const box = { __typename: 'Box', id: '2', label: 'plain', size: 3 };
const root = {
  row: { ...row, next: { ...row, list: [row, row], grid: [[row], [row, row]] } },
  rowMust: row,
  node: row,
  nodes: [row, box, null],
  things: [box, row],
};

/** As a planner has it: the type of whatever may have several is asked. */
const withTypes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    SelectionSet: (set) => ({
      ...set,
      selections: [...set.selections, { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
    }),
  });

/** The whole way: its conditions decided, filtered, asked of the one service that has it all, and completed. */
async function answer(text: string, scopes: readonly string[] = [], variables: Record<string, unknown> = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const filtered = filter.filter(decideConditions(document)(variables), null, viewerOf(scopes));
  const planned = asPlanned(filtered.document);
  expect(validate(schema, planned)).toEqual([]);
  const operation = print(withTypes(planned));
  const node = {
    kind: 'Fetch',
    serviceName: 'all',
    operation,
    operationKind: OperationTypeNode.QUERY,
    operationName: undefined,
  } as const;
  const compiled = compileOperation<null>({
    plan: { kind: 'QueryPlan', node: { ...node, variableUsages: Object.keys(variables) } },
    document: filtered.document,
    ...{ schema, supergraphSchema: schema },
  });
  const fetch = async () => execute({ schema, document: parse(operation), rootValue: root, variableValues: variables });
  const { text: data, errors, refusals } = await compiled.run({ fetchers: new Map([['all', { fetch }]]), call: null, variables }); // prettier-ignore
  expect(errors).toEqual([]);
  return {
    source: print(planned),
    data: JSON.parse(data) as unknown,
    errors: refusals.map(({ coordinate, path }) => [path.join('.'), coordinate]),
    denied: filtered.denied,
  };
}

describe('the access filter', () => {
  it('leaves a document alone when its viewer may see all of it', async () => {
    const { data, source, errors } = await answer('{ row { id label } }', ['row:read']);
    expect([data, errors]).toEqual([{ row: { id: '1', label: 'secret' } }, []]);
    expect(source.replace(/\s+/g, ' ')).toBe('{ row { id label } }');
  });

  it('never plans a refused field, nor its arguments, nor what is below it', async () => {
    const { source, data, denied } = await answer('query ($of: String) { row { id words: text(of: $of) } }', [], {
      of: 'Ada',
    });
    expect(source).not.toMatch(/text|\$of/);
    expect(data).toEqual({ row: { id: '1', words: null } });
    expect(denied).toEqual(['Row.text']);
  });

  it('takes the nearest nullable parent with a refused field that cannot be null', async () => {
    const dataOf = async (text: string) => (await answer(text)).data;
    expect(await answer('{ row { id must } }')).toMatchObject({
      data: { row: null },
      errors: [['row.must', 'Row.must']],
    });
    expect(await dataOf('{ rowMust { id must } }')).toBeNull();
    expect(await dataOf('{ row { id next { list { must } } } }')).toEqual({ row: { id: '1', next: { list: null } } });
    expect(await dataOf('{ row { id next { grid { must } } } }')).toEqual({
      row: { id: '1', next: { grid: [null, null] } },
    });
    expect(await dataOf('{ things { ... on Box { size } ... on Row { id } } }')).toEqual({ things: null });
  });

  it('gives one error for one selection, however many places it has', async () => {
    const { data, errors } = await answer('{ row { next { list { label } grid { called: label } } } }');
    expect(data).toEqual({
      row: {
        next: {
          list: [{ label: null }, { label: null }],
          grid: [[{ called: null }], [{ called: null }, { called: null }]],
        },
      },
    });
    expect(errors).toEqual([
      ['row.next.list.0.label', 'Row.label'],
      ['row.next.grid.0.0.called', 'Row.label'],
    ]);
  });

  it('refuses an interface field that one implementation refuses, and not the other type asked by name', async () => {
    expect(await answer('{ nodes { id label } }')).toMatchObject({
      data: { nodes: [{ id: '1', label: null }, { id: '2', label: null }, null] },
      errors: [['nodes.0.label', 'Node.label']],
    });
    const byName = await answer('{ nodes { ... on Row { label } ... on Box { label } } }');
    expect(byName.data).toEqual({ nodes: [{ label: null }, { label: 'plain' }, null] });
  });

  it('lets a refusal win where one place is both refused and open', async () => {
    const { data } = await answer('{ nodes { label ... on Box { label } } }');
    expect(data).toEqual({ nodes: [{ label: null }, { label: null }, null] });
  });

  it("is not misled by a client's own names", async () => {
    const { data } = await answer(
      '{ things { ... on Row { called: label refused_x: id } ... on Box { called: label } } }',
    );
    expect(data).toEqual({ things: [{ called: 'plain' }, { called: null, refused_x: '1' }] });
  });

  it('works through nested fragments, aliases and conditions', async () => {
    const text = `query ($no: Boolean = false) {
      a: row { ...F } b: row { ...F }
    } fragment F on Row { id next { ...G } } fragment G on Node { ... on Row { l: label @skip(if: $no) label @include(if: $no) } }`;
    expect((await answer(text)).data).toEqual({ a: { id: '1', next: { l: null } }, b: { id: '1', next: { l: null } } });
    expect((await answer(text)).errors).toEqual([
      ['a.next.l', 'Row.label'],
      ['b.next.l', 'Row.label'],
    ]);
    expect((await answer(text, [], { no: true })).data).toEqual({
      a: { id: '1', next: { label: null } },
      b: { id: '1', next: { label: null } },
    });
  });

  it('keys plans by what is left: equal for equal rights, other for others, and for each operation of a document', () => {
    const document = parse('query A { row { id label } } query B { row { label } }');
    const hash = (name: string, scopes: readonly string[]) => filter.filter(document, name, viewerOf(scopes)).hash;
    expect(hash('A', [])).toBe(hash('A', ['other:read']));
    expect(new Set([hash('A', []), hash('A', ['row:read']), hash('B', []), hash('B', ['row:read'])]).size).toBe(4);
    expect(filter.filter(document, 'A', viewerOf(['x']))).toBe(filter.filter(document, 'A', viewerOf(['x'])));
    expect(() => filter.filter(document, null, viewerOf([]))).toThrow('name the one operation');
  });
});

describe('a supergraph with an unclassified field', () => {
  it('is not served, and names it', () => {
    const open = 'type Query { open: Int }';
    expect(() => readSupergraphAccess(parse(open), buildSchema(open))).toThrow(
      '1 fields without @access, such as Query.open',
    );
  });

  it('refuses under a name that is the name of a field which the planner selects itself', async () => {
    const { source, data } = await answer('{ row { id: label next { label } } }');
    expect(source.replace(/\s+/g, ' ')).toBe('{ row { next { __typename } } }');
    expect(data).toEqual({ row: { id: null, next: { label: null } } });
  });
});
