import fc from 'fast-check';
import { applyMask } from '../../../platform/access/masks';
import { MASKS } from '../../../platform/access/viewer';

const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });

describe('applyMask', () => {
  it.each([
    ['REDACT', 'Ada Quill', 'REDACTED'],
    ['LAST4', '123456789', '****6789'],
    ['LAST4', '6789', '****'],
    ['YEAR_ONLY', '1980-02-03', '1980-01-01'],
    ['YEAR_ONLY', '1980-02-03T10:00:00.000Z', '1980-01-01T00:00:00.000Z'],
    ['YEAR_ONLY', 'in 1980', null],
    ['ZIP3', '02139-4307', '021'],
    ['ZIP3', '82190', '000'],
    ['ZIP3', 'AB', null],
    ['RANGE', usd(1_234_567), usd(1_230_000)],
    ['RANGE', usd(-1), usd(-10_000)],
    ['RANGE', { minorUnits: 12_345, currency: 'JPY' }, { minorUnits: 12_300, currency: 'JPY' }],
    ['RANGE', 'much', null],
    ['REDACT', 7, null],
  ] as const)('%s makes %j into %j', (mask, value, left) => {
    expect(applyMask(mask, value, 'key')).toEqual(left);
  });

  it('keeps null null, and masks lists item by item', () => {
    for (const mask of MASKS) expect(applyMask(mask, null, 'key')).toBeNull();
    expect(applyMask('LAST4', ['12345', null], 'key')).toEqual(['****2345', null]);
  });

  it('hashes equal values alike under one key, and otherwise under another', () => {
    expect(applyMask('HASH', 'x', 'key')).toBe(applyMask('HASH', 'x', 'key'));
    expect(applyMask('HASH', 'x', 'key')).not.toBe(applyMask('HASH', 'y', 'key'));
    expect(applyMask('HASH', 'x', 'key')).not.toBe(applyMask('HASH', 'x', 'other'));
  });

  it('never raises an amount, and takes less than a hundred off', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => {
        const { minorUnits } = applyMask('RANGE', usd(amount), 'key') as { minorUnits: number };
        return minorUnits <= amount && amount - minorUnits < 10_000 && minorUnits % 10_000 === 0;
      }),
    );
  });
});
