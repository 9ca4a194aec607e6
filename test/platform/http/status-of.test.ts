import { statusOf } from '../../../platform/http/status-of';

describe('an error that ends a request', () => {
  it('has a status by its code', () => {
    expect(
      ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'SOURCE_UNAVAILABLE', 'INTERNAL', 'BAD_INPUT'].map(statusOf),
    ).toEqual([401, 403, 404, 503, 500, 400]);
  });
});
