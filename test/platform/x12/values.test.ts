import { calendarDate } from '../../../platform/domain/calendar-date';
import { money } from '../../../platform/domain/money';
import { formatX12Amount, formatX12Date, parseX12Amount, parseX12Date } from '../../../platform/x12/values';

const MALFORMED = expect.objectContaining({ code: 'SOURCE_MALFORMED' }) as Error;

describe('X12 dates', () => {
  it.each([
    ['20050318', '2005-03-18'],
    ['260105', '2026-01-05'],
    ['991231', '1999-12-31'],
  ])('reads %s', (text, date) => {
    expect(parseX12Date(text)).toBe(date);
  });

  it.each(['', '20050230', '2005031', '2005-03-18'])('refuses %j', (text) => {
    expect(() => parseX12Date(text)).toThrow(MALFORMED);
  });

  it('writes CCYYMMDD', () => {
    expect(formatX12Date(calendarDate('2005-03-18'))).toBe('20050318');
  });
});

describe('X12 amounts', () => {
  it.each([
    ['34.00', 3400],
    ['6', 600],
    ['.5', 50],
    ['-9.00', -900],
    ['500.04', 50_004],
  ])('reads %s', (text, minorUnits) => {
    expect(parseX12Amount(text)).toEqual(money(minorUnits));
  });

  it.each(['', '1,000', '1e3', '1.234', 'x'])('refuses %j', (text) => {
    expect(() => parseX12Amount(text)).toThrow(MALFORMED);
  });

  it.each([
    [3400, '34'],
    [4575, '45.75'],
    [450, '4.5'],
    [-900, '-9'],
    [100_000, '1000'],
    [0, '0'],
    [5, '0.05'],
  ])('writes %i cents as %s', (minorUnits, text) => {
    expect(formatX12Amount(money(minorUnits))).toBe(text);
  });
});
