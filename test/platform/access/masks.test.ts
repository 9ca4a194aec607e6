import fc from 'fast-check';
import { applyMask } from '../../../platform/access/masks';
import type { Instant } from '../../../platform/domain/instant';
import { MASKS } from '../../../platform/access/viewer';

const basis = { hashKey: 'key', clock: () => '2026-06-01T00:00:00.000Z' as Instant };
const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });

describe('applyMask', () => {
  it.each([
    ['REDACT', 'Ada Quill', 'REDACTED'],
    ['LAST4', '123456789', '****6789'],
    ['LAST4', '6789', '****'],
    ['YEAR_ONLY', '1980-02-03', '1980-01-01'],
    ['YEAR_ONLY', '1980-02-03T10:00:00.000Z', '1980-01-01T00:00:00.000Z'],
    ['YEAR_ONLY', 'in 1980', null],
    ['YEAR_ONLY', '1937-12-31', '1937-01-01'],
    ['YEAR_ONLY', '1936-01-01', '1936-01-01'],
    ['YEAR_ONLY', '1935-12-31', '1936-01-01'],
    ['YEAR_ONLY', '1899-05-05T10:00:00.000Z', '1936-01-01T00:00:00.000Z'],
    ['ZIP3', '02139-4307', '021'],
    ['ZIP3', '82190', '000'],
    ['ZIP3', 'AB', null],
    ['RANGE', usd(1_234_567), usd(1_230_000)],
    ['RANGE', usd(-1), usd(-10_000)],
    ['RANGE', { minorUnits: 12_345, currency: 'JPY' }, { minorUnits: 12_300, currency: 'JPY' }],
    ['RANGE', 'much', null],
    ['REDACT', 7, null],
  ] as const)('%s makes %j into %j', (mask, value, left) => {
    expect(applyMask(mask, value, basis)).toEqual(left);
  });

  it('keeps null null, and masks lists item by item', () => {
    for (const mask of MASKS) expect(applyMask(mask, null, basis)).toBeNull();
    expect(applyMask('LAST4', ['12345', null], basis)).toEqual(['****2345', null]);
  });

  it('leaves no year that tells an age over 89, on any day of any year', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1890-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 40_000 }),
        (birth, days) => {
          const today = new Date(birth.getTime() + days * 86_400_000);
          const clock = () => today.toISOString() as Instant;
          const year = Number(
            String(applyMask('YEAR_ONLY', birth.toISOString().slice(0, 10), { ...basis, clock })).slice(0, 4),
          );
          const isOld = today.getUTCFullYear() - birth.getUTCFullYear() >= 90;
          return year === (isOld ? today.getUTCFullYear() - 90 : birth.getUTCFullYear());
        },
      ),
    );
  });

  it('hashes equal values alike under one key, and otherwise under another', () => {
    expect(applyMask('HASH', 'x', basis)).toBe(applyMask('HASH', 'x', basis));
    expect(applyMask('HASH', 'x', basis)).not.toBe(applyMask('HASH', 'y', basis));
    expect(applyMask('HASH', 'x', basis)).not.toBe(applyMask('HASH', 'x', { ...basis, hashKey: 'other' }));
  });

  it('never raises an amount, and takes less than a hundred off', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        const { minorUnits } = applyMask('RANGE', usd(amount), basis) as { minorUnits: number };
        return minorUnits <= amount && amount - minorUnits < 10_000 && minorUnits % 10_000 === 0;
      }),
    );
  });
});
