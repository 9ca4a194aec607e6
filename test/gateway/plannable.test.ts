import { buildSchema, parse, print, validate } from 'graphql';
import { withoutEmptySelections } from '../../gateway/execution/conditions';
import { plannable } from '../../gateway/plannable';

const schema = buildSchema(`
  interface Party { id: ID! city: String next: Party }
  type Person implements Party { id: ID! city: String name: String next: Party }
  type Company implements Party { id: ID! city: String next: Party }
  union Found = Person | Company
  type Query { person: Person party: Party found: [Found] }
`);

function written(text: string): string {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const result = plannable(document, schema, new Set(['__typename', 'id']));
  expect(validate(schema, withoutEmptySelections(result))).toEqual([]);
  return print(withoutEmptySelections(result))
    .replace(/renamed_[0-9a-f]+_/g, '~')
    .replace(/\s+/g, ' ');
}

describe('a plannable document', () => {
  it('is the same one where nothing is in the way', () => {
    const text = '{ person { key: id name: city id ...P } } fragment P on Person { name2: name }';
    expect(written(text)).toBe(print(parse(text)).replace(/\s+/g, ' '));
  });

  it('does not call a field by the name of another that the planner selects', () => {
    expect(written('{ person { id: city ...P } } fragment P on Person { __typename: name next { id } }')).toBe(
      '{ person { ~id: city ...P } } fragment P on Person { ~__typename: name next { id } }',
    );
  });

  it('keeps the object type in sight below fragments on its interfaces', () => {
    const text = written(
      '{ person { ...A } } fragment A on Person { ...B @include(if: true) } fragment B on Party { city ...C } fragment C on Person { name }',
    );
    expect(text).toBe(
      '{ person { ...A } } fragment A on Person { ... @include(if: true) { city ...C } } fragment C on Person { name }',
    );
  });

  it('leaves out what cannot be: a fragment on another object type within one on an interface', () => {
    expect(written('{ person { id ... on Party { ... on Company { city } } } }')).toBe('{ person { id ... { __typename } } }'); // prettier-ignore
    expect(written('{ person { ... on Party { ...C id } } } fragment C on Company { city }')).toBe('{ person { ... { id } } }'); // prettier-ignore
    expect(written('{ party { ... on Company { ... on Party { ... on Person { city } } } } }')).toBe('{ party { ... on Company { ... { __typename } } } }'); // prettier-ignore
  });

  it('leaves fragments within interfaces and unions alone', () => {
    const text =
      '{ party { ...B } found { ...B ... on Person { name } } } fragment B on Party { ... on Person { name } }';
    expect(written(text)).toBe(print(parse(text)).replace(/\s+/g, ' '));
  });

  it('reaches places below fields, in fragments too', () => {
    const text = written(
      '{ party { ...B } } fragment B on Person { next { ... on Person { ... on Party { ... on Person { name } } } } }',
    );
    expect(text).toBe(
      '{ party { ...B } } fragment B on Person { next { ... on Person { ... { ... on Person { name } } } } }',
    );
  });
});
