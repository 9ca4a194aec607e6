import { Kind, parse } from 'graphql';
import { fieldsIn, fragmentsOf } from '../../../gateway/execution/fragments';

const document = parse(`
  { a ... on Query { b ...Some } ...None c: a @skip(if: true) }
  fragment Some on Query { d { below } ...Deeper }
  fragment Deeper on Query { e }
`);

describe('fragments', () => {
  it('are found by name', () => {
    expect([...fragmentsOf(document).keys()]).toEqual(['Some', 'Deeper']);
  });

  it('give their fields at their place, in order; none that is not there', () => {
    const [operation] = document.definitions;
    const set = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
    const names = fieldsIn(set, fragmentsOf(document)).map(({ alias, name }) => (alias ?? name).value);
    expect(names).toEqual(['a', 'b', 'd', 'e', 'c']);
    expect(fieldsIn(undefined, fragmentsOf(document))).toEqual([]);
  });
});
