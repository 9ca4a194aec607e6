import { ERROR_CODES } from '../../../platform/domain/errors';
import { statusOf } from '../../../platform/http/status-of';

describe('an error that ends a request', () => {
  it('has a status by its code', () => {
    expect(Object.fromEntries(ERROR_CODES.map((code) => [code, statusOf(code)]))).toMatchObject({
      ...{ BAD_INPUT: 400, RULE_BROKEN: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409 },
      ...{ SOURCE_REJECTED: 422, SOURCE_MALFORMED: 422, RATE_LIMITED: 429, INTERNAL: 500 },
      ...{ SOURCE_UNAVAILABLE: 503, TIMED_OUT: 504 },
    });
  });

  it('is the client’s when its code is none of the hub’s', () => {
    expect([undefined, 'GRAPHQL_VALIDATION_FAILED'].map(statusOf)).toEqual([400, 400]);
  });
});
