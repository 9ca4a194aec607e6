import { dataHeaders } from '../../gateway/safe-headers';

describe('the headers of data', () => {
  it('let no browser show it, frame it, guess its type or tell of it', () => {
    expect(dataHeaders()).toEqual({
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });
});
