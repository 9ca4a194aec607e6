import { CLINIC_PRICES } from '../../sandbox/prices';

describe('the charge master', () => {
  test('prices every code once, in whole cents, and has something for every kind of visit', () => {
    expect(new Set(CLINIC_PRICES.map(({ code }) => code)).size).toBe(CLINIC_PRICES.length);
    for (const { code, cents, description } of CLINIC_PRICES) {
      expect(code).toMatch(/^\d{5}$/);
      expect(Number.isSafeInteger(cents) && cents > 0).toBe(true);
      expect(description).not.toBe('');
    }
    expect(new Set(CLINIC_PRICES.map(({ kind }) => kind))).toEqual(
      new Set(['VISIT', 'CHILD_VISIT', 'EMERGENCY', 'SERVICE']),
    );
  });
});
