import { GraphQLError } from 'graphql';
import { errorsWithin } from '../../gateway/contract-errors';
import { HubError, type ErrorCode } from '../../platform/domain/errors';

const before = { parties: [{ city: null }, { city: 'x', next: { city: null } }, null], one: { city: null } };
const after = { parties: [null, { city: 'x', next: null }, null], one: { city: null } };
const told = (path: (string | number)[], code: ErrorCode = 'INTERNAL') => {
  const originalError = new HubError(code, 'no');
  const errors = errorsWithin([new GraphQLError('no', { path, originalError })], { before, after });
  return errors.map((error) => error.path);
};

describe('errors of an answer within a contract', () => {
  it('stay at places that it has', () => {
    for (const path of [
      ['one', 'city'],
      ['parties', 1, 'city'],
      ['parties', 2, 'city'],
      ['parties', 0],
    ]) {
      expect(told(path)).toEqual([path]);
    }
    const general = new GraphQLError('no');
    expect(errorsWithin([general], { before, after })).toEqual([general]);
    expect(errorsWithin([general], { before: undefined, after: undefined })).toEqual([general]);
  });

  it('are left out below what it has made null', () => {
    expect(told(['parties', 0, 'city'])).toEqual([]);
    expect(told(['parties', 1, 'next', 'city'], 'NOT_FOUND')).toEqual([]);
  });

  it('are told of the next item where they stand for all, or not at all where there is none', () => {
    expect(told(['parties', 0, 'city'], 'FORBIDDEN')).toEqual([['parties', 1, 'city']]);
    expect(told(['parties', 1, 'next', 'city'], 'FORBIDDEN')).toEqual([]);
  });
});
