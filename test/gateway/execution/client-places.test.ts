import { getOperationAST, GraphQLError, Kind, parse, visit, type DocumentNode } from 'graphql';
import { atClientPlaces } from '../../../gateway/execution/client-places';
import { refusedField } from '../../../gateway/execution/refused-fields';
import { HubError } from '../../../platform/domain/errors';
import { formatThrown } from '../../../platform/domain/graphql-errors';

const document = parse(`
  query A { people: list { ...P ... { total: sum } } }
  query B { other }
  fragment P on Person { name next { name } }
`);
const errorAt = (path: (string | number)[], code: 'FORBIDDEN' | 'INTERNAL' = 'FORBIDDEN') => {
  const originalError = new HubError(code, 'Person.income needs a right', { details: { field: 'Person.income' } });
  return new GraphQLError(originalError.message, { path, originalError });
};
function placed(error: GraphQLError, name = 'A', asked: DocumentNode = document): GraphQLError | undefined {
  const operation = getOperationAST(asked, name);
  if (!operation) throw new Error(`no operation ${name}`);
  const fragments = asked.definitions.flatMap((node) =>
    node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
  );
  return atClientPlaces([error], operation, new Map(fragments))[0];
}
const told = (...asked: Parameters<typeof placed>) => formatThrown(placed(...asked));

describe('errors of places that the client did not ask for', () => {
  it('stay as they are at its own places, behind fragments and other names', () => {
    for (const path of [['people'], ['people', 3, 'next', 'name'], ['people', 0, 'total']]) {
      const error = errorAt(path);
      expect(placed(error)).toBe(error);
    }
  });

  it('are no places of refused selections, though what is needed for others has their names', () => {
    const refusing = visit(document, { Field: (node) => (node.name.value === 'sum' ? refusedField(node, 'Person.sum') : undefined) }); // prettier-ignore
    expect(told(errorAt(['people', 0, 'total']), 'A', refusing)).toMatchObject({ path: ['people', 0] });
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
