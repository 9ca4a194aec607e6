import { parse, print } from 'graphql';
import { typesAskedOnce } from '../../../gateway/execution/typenames';

const once = (text: string): string =>
  print(typesAskedOnce(parse(text)))
    .replace(/\s+/g, ' ')
    .trim();

describe('types of a document', () => {
  it('are asked once in each set of selections', () => {
    expect(once('{ a: __typename rows { id b: __typename c: __typename ... on Row { d: __typename } } }')).toBe(
      '{ rows { id ... on Row { __typename } __typename } __typename }',
    );
    expect(once('{ rows { __typename id } } ')).toBe('{ rows { __typename id } }');
    expect(once('{ rows { __typename id b: __typename } }')).toBe('{ rows { id __typename } }');
  });

  it('stay as they are where a field takes their name', () => {
    expect(once('{ rows { __typename: id b: __typename } }')).toBe('{ rows { __typename: id b: __typename } }');
  });
});
