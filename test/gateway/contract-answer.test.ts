import { buildSchema, execute, parse, print, type DocumentNode } from 'graphql';
import { createContractAnswers } from '../../gateway/contract-answer';

const WHOLE = buildSchema(`
  type Query { thing: Thing box: Box strict: Strict status: Status any: Any plain(n: Int): String }
  interface Thing { id: ID! }
  type A implements Thing { id: ID! status: Status! box: Box }
  type B implements Thing { id: ID! }
  union Any = A | B
  type Box { things: [Thing] statuses: [Status] sure: [Thing!] }
  type Strict { thing: Thing! status: Status! label: String }
  enum Status { OPEN CLOSED }
`);
const PART = buildSchema(`
  type Query { thing: Thing box: Box strict: Strict status: Status any: Any plain(n: Int): String }
  interface Thing { id: ID! }
  type A implements Thing { id: ID! status: Status! box: Box }
  union Any = A
  type Box { things: [Thing] statuses: [Status] sure: [Thing!] }
  type Strict { thing: Thing! status: Status! label: String }
  enum Status { OPEN }
`);
const A = { __typename: 'A', id: 'a', status: 'OPEN' };
const B = { __typename: 'B', id: 'b' };

describe('an answer in the terms of a contract', () => {
  const answers = createContractAnswers({ schema: PART, narrowed: new Set(['Thing', 'Any', 'Status']) });

  /** Runs a query on the whole graph as the gateway does, then puts the answer in the contract's terms. */
  async function ask(text: string, rootValue: object, variables: Record<string, unknown> = {}) {
    const document = parse(text);
    const toRun = answers.documentFor(document);
    const result = await execute({ schema: WHOLE, document: toRun, rootValue, variableValues: variables });
    expect(result.errors).toBeUndefined();
    const { data, errors = [] } = await answers.complete({ document, variables }, result.data ?? {});
    return { data: JSON.parse(JSON.stringify(data)) as unknown, paths: errors.map(({ path }) => path), toRun };
  }

  it('has null for a runtime type outside, and the right __typename for those inside', async () => {
    const query = '{ thing { __typename id ... on A { status } } any { __typename } }';
    expect(await ask(query, { thing: A, any: A })).toMatchObject({
      data: { thing: { __typename: 'A', id: 'a', status: 'OPEN' }, any: { __typename: 'A' } },
      paths: [],
    });
    expect(await ask(query, { thing: B, any: B })).toMatchObject({ data: { thing: null, any: null }, paths: [] });
  });

  it('has null for an enum value outside', async () => {
    expect(await ask('{ state: status }', { status: 'CLOSED' })).toMatchObject({ data: { state: null }, paths: [] });
    expect(await ask('{ state: status }', { status: 'OPEN' })).toMatchObject({ data: { state: 'OPEN' } });
  });

  it('has null for single items of a list', async () => {
    const box = { things: [A, B, null, A], statuses: ['OPEN', 'CLOSED'] };
    expect(await ask('{ box { things { id } statuses } }', { box })).toMatchObject({
      data: { box: { things: [{ id: 'a' }, null, null, { id: 'a' }], statuses: ['OPEN', null] } },
      paths: [],
    });
  });

  it('lets a null rise to where null may stand, with one error for it, as any GraphQL answer does', async () => {
    const strict = { thing: B, status: 'OPEN', label: 'x' };
    expect(await ask('{ strict { label thing { id } } plain }', { strict, plain: 'p' })).toMatchObject({
      data: { strict: null, plain: 'p' },
      paths: [['strict', 'thing']],
    });
    expect(await ask('{ box { sure { id } } }', { box: { sure: [A, B] } })).toMatchObject({
      data: { box: { sure: null } },
      paths: [['box', 'sure', 1]],
    });
    expect(await ask('{ thing { ... on A { id s: status } } }', { thing: { ...A, status: 'CLOSED' } })).toMatchObject({
      data: { thing: null },
      paths: [['thing', 's']],
    });
  });

  it('follows aliases, fragments and conditions', async () => {
    const query = `query ($no: Boolean!) {
      one: thing { ...T } two: thing @include(if: $no) { id } three: thing { id @skip(if: $no) ... on A { box { ...X } } }
    } fragment T on Thing { name: id } fragment X on Box { things { ...T } }`;
    const thing = { ...A, box: { things: [B, A] } };
    expect(await ask(query, { thing }, { no: false })).toMatchObject({
      data: { one: { name: 'a' }, three: { id: 'a', box: { things: [null, { name: 'a' }] } } },
      paths: [],
    });
  });

  it('asks for the types under a name that the client does not use, once in each abstract place', async () => {
    const { toRun, data } = await ask('{ thing { typeOfThis: id } plain }', { thing: A, plain: 'p' });
    expect(print(toRun).replace(/\s+/g, ' ')).toBe('{ thing { typeOfThis: id typeOfThis_: __typename } plain }');
    expect(data).toEqual({ thing: { typeOfThis: 'a' }, plain: 'p' });
  });

  it('passes on what cannot come across anything outside, the document and the data themselves', async () => {
    const document: DocumentNode = parse('{ plain }');
    const data = { plain: 'p' };
    expect(answers.documentFor(document)).toBe(document);
    expect((await answers.complete({ document }, data)).data).toBe(data);
  });

  it('makes the document to run once, so that what is kept by it is found again', () => {
    const document = parse('{ thing { id } }');
    expect(answers.documentFor(document)).toBe(answers.documentFor(document));
  });
});
