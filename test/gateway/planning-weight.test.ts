import { buildSchema, parse } from 'graphql';
import { planningWeight } from '../../gateway/planning-weight';

const schema = buildSchema(`
  type Query { person: Person party: Party parties: [Party] }
  interface Party { id: ID friends: [Party] }
  type Person implements Party { id: ID friends: [Party] name: String }
  type Company implements Party { id: ID friends: [Party] }
  type State implements Party { id: ID friends: [Party] }`);
const weight = (text: string) => planningWeight(parse(text), schema);

describe('the weight of planning', () => {
  it.each([
    ['counts selections', '{ person { id name } }', 3],
    [
      'counts fragments wherever they are spread',
      '{ person { ...F } a: person { ...F } } fragment F on Person { id }',
      6,
    ],
    ['multiplies by the types that an interface may be', '{ party { id } }', 1 + 3],
    ['at every level', '{ party { friends { friends { id } } } }', 1 + 3 + 9 + 27],
    ['counts a fragment on one type once', '{ party { ... on Person { name } } }', 1 + 3 + 1],
  ])('%s', (_case, text, expected) => expect(weight(text)).toBe(expected));

  it('is worked out once per document', () => {
    const document = parse('{ person { id } }');
    const other = buildSchema('type Query { x: Int }');
    expect([planningWeight(document, schema), planningWeight(document, other)]).toEqual([2, 2]);
  });
});
