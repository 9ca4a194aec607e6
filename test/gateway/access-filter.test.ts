import { buildSchema, graphqlSync, parse, print, validate } from 'graphql';
import { createAccessFilter } from '../../gateway/access-filter';
import { finishDenials } from '../../gateway/denials';
import { inClientNames } from '../../gateway/plannable';
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

/** The whole way: filtered, run by the bare schema, finished. */
function answer(text: string, scopes: readonly string[] = [], variableValues: Record<string, unknown> = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const filtered = filter.filter(document, null, viewerOf(scopes));
  const source = print(filtered.document);
  const result = graphqlSync({ schema, source, rootValue: root, variableValues });
  const data = (filtered.isRenamed ? inClientNames(result.data) : result.data) as Record<string, unknown>;
  const finished = filtered.denials ? finishDenials(data, filtered.denials) : { data, errors: [] };
  const errors = finished.errors.map(({ path, message }) => [path?.join('.'), message.split(' ')[0]]);
  return { source, data: JSON.parse(JSON.stringify(finished.data)) as unknown, errors, run: result.errors };
}

describe('the access filter', () => {
  it('leaves a document alone when its viewer may see all of it', () => {
    const { data, source, errors } = answer('{ row { id label } }', ['row:read']);
    expect([data, errors]).toEqual([{ row: { id: '1', label: 'secret' } }, []]);
    expect(source).not.toContain('__typename');
  });

  it('never plans a refused field, nor its arguments, nor what is below it', () => {
    const { source, data } = answer('query ($of: String) { row { id words: text(of: $of) } }', [], { of: 'Ada' });
    expect(source).not.toMatch(/text|\$of/);
    expect(data).toEqual({ row: { id: '1', words: null } });
  });

  it('takes the nearest nullable parent with a refused field that cannot be null', () => {
    expect(answer('{ row { id must } }')).toMatchObject({ data: { row: null }, errors: [['row.must', 'Row.must']] });
    expect(answer('{ rowMust { id must } }').data).toBeNull();
    expect(answer('{ row { id next { list { must } } } }').data).toEqual({ row: { id: '1', next: { list: null } } });
    expect(answer('{ row { id next { grid { must } } } }').data).toEqual({
      row: { id: '1', next: { grid: [null, null] } },
    });
    expect(answer('{ things { ... on Box { size } ... on Row { id } } }').data).toEqual({ things: null });
  });

  it('gives one error for one selection, however many places it has', () => {
    const { data, errors } = answer('{ row { next { list { label } grid { called: label } } } }');
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

  it('refuses an interface field that one implementation refuses, and not the other type asked by name', () => {
    expect(answer('{ nodes { id label } }')).toMatchObject({
      data: { nodes: [{ id: '1', label: null }, { id: '2', label: null }, null] },
      errors: [['nodes.0.label', 'Node.label']],
    });
    const byName = answer('{ nodes { ... on Row { label } ... on Box { label } } }');
    expect(byName.data).toEqual({ nodes: [{ label: null }, { label: 'plain' }, null] });
    expect(byName.run).toBeUndefined();
  });

  it('lets a refusal win where one place is both refused and open', () => {
    const { data, run } = answer('{ nodes { label ... on Box { label } } }');
    expect(data).toEqual({ nodes: [{ label: null }, { label: null }, null] });
    expect(run).toBeUndefined();
  });

  it("is not misled by a client's own names", () => {
    const { data } = answer('{ things { ... on Row { called: label refused_x: id } ... on Box { called: label } } }');
    expect(data).toEqual({ things: [{ called: 'plain' }, { called: null, refused_x: '1' }] });
  });

  it('works through nested fragments, aliases and conditions', () => {
    const text = `query ($no: Boolean = false) {
      a: row { ...F } b: row { ...F }
    } fragment F on Row { id next { ...G } } fragment G on Node { ... on Row { l: label @skip(if: $no) label @include(if: $no) } }`;
    expect(answer(text).data).toEqual({ a: { id: '1', next: { l: null } }, b: { id: '1', next: { l: null } } });
    expect(answer(text).errors).toEqual([
      ['a.next.l', 'Row.label'],
      ['b.next.l', 'Row.label'],
    ]);
    expect(answer(text, [], { no: true }).data).toEqual({
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

  it('lets no stand-in take the name of a field that the planner selects itself', () => {
    const { source, data } = answer('{ row { id: label next { label } } }');
    expect(source).toContain('refused_id: __typename');
    expect(data).toEqual({ row: { id: null, next: { label: null } } });
  });
});
