import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  addMoney,
  allocate,
  compareMoney,
  exponentOf,
  formatMoney,
  isZero,
  minMoney,
  money,
  negateMoney,
  parseMoney,
  subtractMoney,
  sumMoney,
  zero,
} from '../../../platform/domain/money';
import { expectError } from '../../expect-error';

const usd = (minorUnits: number) => money(minorUnits, 'USD');
const minorUnits = fc.integer({ min: -4_000_000_000_000_000, max: 4_000_000_000_000_000 });
const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR');

describe('an amount', () => {
  test('is a whole number of minor units in a currency', () => {
    expect(money(12550)).toEqual({ minorUnits: 12550, currency: 'USD' });
    expectError(() => money(0.5), 'BAD_INPUT');
    expectError(() => money(Number.MAX_SAFE_INTEGER + 1), 'BAD_INPUT');
    expectError(() => money(Number.NaN), 'BAD_INPUT');
    expectError(() => money(1, 'usd'), 'BAD_INPUT');
  });

  test('is never negative zero', () => {
    expect(Object.is(money(-0).minorUnits, 0)).toBe(true);
    expect(Object.is(negateMoney(zero()).minorUnits, 0)).toBe(true);
  });

  test('has the decimals of its currency', () => {
    expect([exponentOf('USD'), exponentOf('JPY'), exponentOf('KWD')]).toEqual([2, 0, 3]);
  });
});

describe('decimal text', () => {
  test.each([
    ['125.5', 12550],
    ['-.75', -75],
    ['100', 10000],
    ['+3.', 300],
    ['0.10', 10],
    ['  7.00 ', 700],
    ['1.2300', 123],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
  ])('%s is %d cents', (text, cents) => {
    expect(parseMoney(text)).toEqual(usd(cents));
  });

  test.each(['', '.', '-', '1,000.00', '1e3', '$5', '0x10', '1.2.3', 'NaN', '90071992547409.92'])(
    '%s is refused',
    (text) => {
      expectError(() => parseMoney(text), 'BAD_INPUT');
    },
  );

  test('finer than the minor unit is refused unless rounding is named', () => {
    expectError(() => parseMoney('1.005'), 'BAD_INPUT');
    expectError(() => parseMoney('1.5', 'JPY'), 'BAD_INPUT');
  });

  test.each([
    ['0.125', 12],
    ['0.135', 14],
    ['0.1250001', 13],
    ['-0.135', -14],
    ['-0.125', -12],
    ['28.104000000000003', 2810],
    ['0.995', 100],
  ])('%s rounded half to even is %d cents', (text, cents) => {
    expect(parseMoney(text, 'USD', 'HALF_EVEN')).toEqual(usd(cents));
  });

  test('written and read again is the same amount', () => {
    fc.assert(
      fc.property(minorUnits, currency, (units, code) => {
        const amount = money(units, code);
        expect(parseMoney(formatMoney(amount), code)).toEqual(amount);
      }),
    );
  });

  test('has exactly the currency’s decimals', () => {
    expect(formatMoney(usd(-5))).toBe('-0.05');
    expect(formatMoney(money(1234, 'JPY'))).toBe('1234');
    expect(formatMoney(money(1234, 'KWD'))).toBe('1.234');
  });

  test('half to even never moves an amount by more than half a unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }), (tenThousandths) => {
        const sign = tenThousandths < 0n ? '-' : '';
        const digits = (tenThousandths < 0n ? -tenThousandths : tenThousandths).toString().padStart(5, '0');
        const { minorUnits: cents } = parseMoney(
          `${sign}${digits.slice(0, -4)}.${digits.slice(-4)}`,
          'USD',
          'HALF_EVEN',
        );
        const off = BigInt(cents) * 100n - tenThousandths;
        expect(off <= 50n && off >= -50n).toBe(true);
        if (off === 50n || off === -50n) expect(Math.abs(cents % 2)).toBe(0);
      }),
    );
  });
});

describe('arithmetic', () => {
  test('adds, subtracts, negates and compares in one currency', () => {
    expect(addMoney(usd(10), usd(20))).toEqual(usd(30));
    expect(subtractMoney(usd(10), usd(20))).toEqual(usd(-10));
    expect(negateMoney(usd(10))).toEqual(usd(-10));
    expect(compareMoney(usd(1), usd(2))).toBe(-1);
    expect(minMoney(usd(1), usd(2))).toEqual(usd(1));
    expect(isZero(zero('JPY'))).toBe(true);
    expect(sumMoney([usd(1), usd(2), usd(3)])).toEqual(usd(6));
    expect(sumMoney([], 'JPY')).toEqual(zero('JPY'));
  });

  test('two currencies do not mix', () => {
    for (const work of [addMoney, subtractMoney, compareMoney, minMoney]) {
      expectError(() => work(usd(1), money(1, 'EUR')), 'BAD_INPUT');
    }
  });

  test('what does not fit is refused, not rounded', () => {
    expectError(() => addMoney(usd(Number.MAX_SAFE_INTEGER), usd(1)), 'BAD_INPUT');
  });
});

describe('splitting', () => {
  const weights = fc
    .array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
    .filter((all) => all.some((weight) => weight > 0));

  test('the parts sum to the whole, always', () => {
    fc.assert(
      fc.property(minorUnits, weights, (units, shares) => {
        const parts = allocate(usd(units), shares);
        expect(parts).toHaveLength(shares.length);
        expect(sumMoney(parts)).toEqual(usd(units));
      }),
    );
  });

  test('no part is a whole unit away from its exact share, and none goes to a weight of zero', () => {
    fc.assert(
      fc.property(minorUnits, weights, (units, shares) => {
        const sum = BigInt(shares.reduce((a, b) => a + b, 0));
        allocate(usd(units), shares).forEach(({ minorUnits: part }, index) => {
          const weight = BigInt(shares[index] ?? 0);
          const off = BigInt(part) * sum - BigInt(units) * weight;
          expect(off < sum && off > -sum).toBe(true);
          if (weight === 0n) expect(part).toBe(0);
        });
      }),
    );
  });

  test('left-over units go to the largest remainders, the earlier part first', () => {
    expect(allocate(usd(100), [1, 1, 1])).toEqual([usd(34), usd(33), usd(33)]);
    expect(allocate(usd(-100), [1, 1, 1])).toEqual([usd(-34), usd(-33), usd(-33)]);
    expect(allocate(usd(10), [1, 2, 4])).toEqual([usd(1), usd(3), usd(6)]);
  });

  test('weights must be whole, not negative, and not all zero', () => {
    for (const bad of [[], [0, 0], [-1, 2], [0.5, 0.5], [Number.NaN]]) {
      expectError(() => allocate(usd(100), bad), 'BAD_INPUT');
    }
  });
});

test('money is never handled as a fraction: no float parsing or rounding in the file', () => {
  const source = readFileSync(join(__dirname, '../../../platform/domain/money.ts'), 'utf8');
  expect(source).not.toMatch(/parseFloat|toFixed|Math\.round|Math\.floor|\* ?100\b|\/ ?100\b/);
});

test('no schema of the graph has a Float', () => {
  const root = join(__dirname, '../../..');
  const folders = readdirSync(join(root, 'subgraphs'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = [
    'platform/domain/value-types.graphql',
    ...folders.flatMap(({ name }) =>
      readdirSync(join(root, 'subgraphs', name)).filter((file) => file === 'schema.graphql').map((file) => `subgraphs/${name}/${file}`)), // prettier-ignore
  ];
  expect(files.filter((file) => /\bFloat\b/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});
