import { GraphQLError, parse } from 'graphql';
import { atClientPlaces } from '../../gateway/client-places';
import { HubError } from '../../platform/domain/errors';
import { formatThrown } from '../../platform/domain/graphql-errors';

const document = parse(`
  query A { people: list { ...P ... { total: sum } } }
  query B { other }
  fragment P on Person { name next { name } }
`);
const errorAt = (path: (string | number)[], code: 'FORBIDDEN' | 'INTERNAL' = 'FORBIDDEN') => {
  const originalError = new HubError(code, 'Person.income needs a right', { details: { field: 'Person.income' } });
  return new GraphQLError(originalError.message, { path, originalError });
};
const told = (error: GraphQLError, operation = 'A') =>
  atClientPlaces([error], document, operation).map((one) => formatThrown(one))[0];

describe('errors of places that the client did not ask for', () => {
  it('stay as they are at its own places, behind fragments and other names', () => {
    for (const path of [['people'], ['people', 3, 'next', 'name'], ['people', 0, 'total']]) {
      const error = errorAt(path);
      expect(atClientPlaces([error], document, 'A')).toEqual([error]);
    }
    expect(atClientPlaces([], document, 'A')).toEqual([]);
  });

  it('are told of the nearest place above, and do not name theirs', () => {
    expect(told(errorAt(['people', 3, 'income']))).toEqual({
      message: 'something that this is made of could not be had',
      path: ['people', 3],
      extensions: { code: 'FORBIDDEN', retryable: false },
    });
    expect(told(errorAt(['people', 3, 'next', 'sum', 'x']))).toMatchObject({ path: ['people', 3, 'next'] });
    expect(told(errorAt(['people'], 'INTERNAL'), 'B')).toMatchObject({ extensions: { code: 'INTERNAL' } });
    expect(told(errorAt(['people']), 'B')).not.toHaveProperty('path');
  });
});
