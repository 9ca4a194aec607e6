import { MongoNetworkError, MongoServerError } from 'mongodb';
import { HubError } from '../../../platform/domain/errors';
import { mongoError } from '../../../platform/store/mongodb-errors';

const server = (code: number, message = 'dup key: { name: "Jane Doe" }'): MongoServerError =>
  Object.assign(new MongoServerError({ message }), { code });

describe('an error of a MongoDB server', () => {
  it.each([
    [server(11_000), 'CONFLICT'],
    [server(1, 'UNIQUE constraint failed: index x'), 'CONFLICT'],
    [server(18), 'BAD_INPUT'],
    [server(10_334), 'BAD_INPUT'],
    [server(96), 'INTERNAL'],
    [new MongoNetworkError('connection to Jane Doe closed'), 'SOURCE_UNAVAILABLE'],
    [new TypeError('Jane Doe'), 'INTERNAL'],
    ['Jane Doe', 'INTERNAL'],
  ])('%s becomes %s', (error, code) => {
    const translated = mongoError(error, 'mongodb://db/accord');
    expect(translated.code).toBe(code);
    expect(translated.message).not.toContain('Jane');
  });

  it('that is ours already stays as it is', () => {
    const error = new HubError('NOT_FOUND', 'no such thing');
    expect(mongoError(error, 'mongodb://db')).toBe(error);
  });
});
