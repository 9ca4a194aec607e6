import { buildSchema, parse, print, validate } from 'graphql';
import { clientName, inClientNames, plannable } from '../../gateway/plannable';

const schema = buildSchema(`
  interface Party { id: ID! city: String next: Party }
  type Person implements Party { id: ID! city: String name: String next: Party }
  type Company implements Party { id: ID! city: String next: Party }
  union Found = Person | Company
  type Query { person: Person party: Party found: [Found] }
`);

function written(text: string) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const result = plannable(document, schema, new Set(['__typename', 'id']));
  expect(validate(schema, result.document)).toEqual([]);
  return {
    ...result,
    text: print(result.document)
      .replace(/renamed_[0-9a-f]+_/g, '~')
      .replace(/\s+/g, ' '),
  };
}

describe('a plannable document', () => {
  it('is the same one where nothing is in the way', () => {
    const text = '{ person { key: id name: city id ...P } } fragment P on Person { name2: name }';
    expect(written(text)).toMatchObject({ isRenamed: false, text: print(parse(text)).replace(/\s+/g, ' ') });
  });

  it('does not call a field by the name of another that the planner selects', () => {
    const { text, isRenamed } = written(
      '{ person { id: city ...P } } fragment P on Person { __typename: name next { id } }',
    );
    expect(isRenamed).toBe(true);
    expect(text).toBe('{ person { ~id: city ...P } } fragment P on Person { ~__typename: name next { id } }');
  });

  it('gives the answer back in the names of the client, in order, lists and paths included', () => {
    const { document } = written('{ person { id: city name } }');
    const [name = ''] = /renamed_\w+/.exec(print(document)) ?? [];
    const answer = inClientNames({ person: [{ [name]: 'Linz', name: null }, null] });
    expect(JSON.stringify(answer)).toBe('{"person":[{"id":"Linz","name":null},null]}');
    expect(['person', 0, name].map(clientName)).toEqual(['person', 0, 'id']);
  });

  it('keeps the object type in sight below fragments on its interfaces', () => {
    const { text } = written(
      '{ person { ...A } } fragment A on Person { ...B @include(if: true) } fragment B on Party { city ...C } fragment C on Person { name }',
    );
    expect(text).toBe(
      '{ person { ...A ~present: __typename } } fragment A on Person { ... @include(if: true) { city ...C } } fragment C on Person { name }',
    );
  });

  it('asks for the presence of an object of which conditions may leave nothing to ask, and tells nobody', () => {
    const { text, document, isRenamed } = written('query ($no: Boolean!) { person { name @include(if: $no) ... @skip(if: $no) { id } } party { id next { city } } }'); // prettier-ignore
    expect(isRenamed).toBe(true);
    expect(text).toContain('... @skip(if: $no) { id } ~present: __typename }');
    expect(text.match(/~present/g)).toHaveLength(1);
    const [, name = ''] = /(\w+): __typename/.exec(print(document)) ?? [];
    expect(inClientNames({ person: { [name]: 'Person' }, list: [{ [name]: 'Person', id: '1' }] })).toEqual({ person: {}, list: [{ id: '1' }] }); // prettier-ignore
  });

  it('leaves out what cannot be: a fragment on another object type within one on an interface', () => {
    expect(written('{ person { id ... on Party { ... on Company { city } } } }').text).toBe('{ person { id ... { ~present: __typename } } }'); // prettier-ignore
    expect(written('{ person { ... on Party { ...C id } } } fragment C on Company { city }').text).toBe('{ person { ... { id } } }'); // prettier-ignore
    expect(written('{ party { ... on Company { ... on Party { ... on Person { city } } } } }').text).toBe('{ party { ... on Company { ... { ~present: __typename } } } }'); // prettier-ignore
  });

  it('leaves fragments within interfaces and unions alone', () => {
    const text =
      '{ party { ...B } found { ...B ... on Person { name } } } fragment B on Party { ... on Person { name } }';
    expect(written(text).text).toBe(print(parse(text)).replace(/\s+/g, ' '));
  });

  it('reaches places below fields, in fragments too', () => {
    const { text } = written(
      '{ party { ...B } } fragment B on Person { next { ... on Person { ... on Party { ... on Person { name } } } } }',
    );
    expect(text).toBe(
      '{ party { ...B } } fragment B on Person { next { ... on Person { ... { ... on Person { name } } } } }',
    );
  });
});
