import { GraphQLError } from 'graphql';
import { codesOf, refusedIn } from '../../gateway/errors';
import { refusal } from '../../platform/access/guards';
import { HubError } from '../../platform/domain/errors';
import { formatResult } from '../../platform/domain/graphql-errors';

const wrapped = (originalError: Error) => new GraphQLError(originalError.message, { path: ['a'], originalError });

describe('errors on their way out', () => {
  it('are counted by code', () => {
    const { errors } = formatResult({
      data: null,
      errors: [wrapped(refusal('A.b')), wrapped(new HubError('FORBIDDEN', 'rule'))],
    });
    expect(codesOf(errors)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(refusedIn(errors)).toBe(1);
    expect(formatResult({ data: {} })).toEqual({ data: {} });
    expect(codesOf([{ message: 'x' }])).toEqual(['INTERNAL']);
  });
});
