import { buildSchema, parse, print, type ExecutionResult } from 'graphql';
import { askSchema, introspectionIn, together, type Introspection } from '../../gateway/introspection';

const divided = (text: string): Introspection => {
  const found = introspectionIn(parse(text));
  if (!found) throw new Error('it asks of the schema');
  return found;
};
const inOneLine = (document: Introspection['ofData']) => document && print(document).replace(/\s+/g, ' ').trim();

describe('an operation that asks of the schema', () => {
  it('is divided, each part with the fragments and variables that it uses', () => {
    const { ofSchema, ofData, names } = divided(`
      query ($type: String!, $id: ID!) { ...Both t: __type(name: $type) { ...Named } __typename }
      fragment Both on Query { account(id: $id) { ...Money } __schema { queryType { ...Named } } }
      fragment Named on __Type { name } fragment Money on Account { balance }`);
    expect(inOneLine(ofSchema)).toBe(
      'query ($type: String!) { __schema { queryType { ...Named } } t: __type(name: $type) { ...Named } __typename } fragment Named on __Type { name }',
    );
    expect(inOneLine(ofData)).toBe(
      'query ($id: ID!) { ...Both __typename } fragment Both on Query { account(id: $id) { ...Money } } fragment Money on Account { balance }',
    );
    expect(names).toEqual(['account', '__schema', 't', '__typename']);
  });

  it('may ask nothing else, and what asks nothing of it stays whole', () => {
    expect(divided('{ __typename __schema { description } }').ofData).toBeNull();
    expect(introspectionIn(parse('{ __typename account { id } }'))).toBeNull();
  });

  it('asks it at its root', () => {
    for (const text of [
      '{ self { __schema { description } } }',
      '{ ...Q self { ...Q } } fragment Q on Query { __type(name: "A") { name } }',
    ]) {
      // prettier-ignore
      expect(() => introspectionIn(parse(text))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    }
  });

  it('is answered in the order in which it was asked, errors of both parts told', async () => {
    const asked = divided('query ($n: String!) { b a: __type(name: $n) { name } c b }');
    const ofSchema = await askSchema(asked, buildSchema('type Query { b: Int c: Int }'), { n: 'Query' });
    const errors = [new Error('no c')] as unknown as NonNullable<ExecutionResult['errors']>;
    const answer = together(asked, ofSchema, { errors, data: { c: null, b: 1 } });
    expect(JSON.stringify(answer.data)).toBe('{"b":1,"a":{"name":"Query"},"c":null}');
    expect(answer.errors).toEqual(errors);
    expect(together(asked, ofSchema, { errors, data: null })).toEqual({ errors, data: null });
  });
});
