import { parseValue, type GraphQLScalarType } from 'graphql';
import { CalendarDate, Currency, Instant, MinorUnits } from '../../../platform/domain/scalars';

const literal = (scalar: GraphQLScalarType, text: string) => scalar.parseLiteral(parseValue(text));
const cases: readonly [GraphQLScalarType, readonly unknown[], readonly unknown[]][] = [
  [MinorUnits, [0, -12_550, Number.MAX_SAFE_INTEGER], [1.5, '12', true, Number.MAX_SAFE_INTEGER + 1, Number.NaN]],
  [CalendarDate, ['2024-02-29'], ['2023-02-29', '2024-2-9', '2024-02-29T00:00:00Z', 20240229]],
  [Currency, ['USD', 'JPY'], ['usd', 'QQQ', 'XYZW', 840]],
  [Instant, ['2026-01-05T10:00:00.000Z'], ['2026-01-05', '2026-01-05T10:00:00', 'now', 1_767_607_200_000]],
];

describe.each(cases)('%s', (scalar, good, bad) => {
  it.each(good)('takes and gives %j', (value) => {
    expect(scalar.parseValue(value)).toBe(value);
    expect(scalar.serialize(value)).toBe(value);
    expect(literal(scalar, JSON.stringify(value))).toBe(value);
  });

  it.each(bad)('refuses %j, and does not repeat it', (value) => {
    for (const [code, convert] of [
      ['BAD_INPUT', scalar.parseValue],
      ['INTERNAL', scalar.serialize],
    ] as const) {
      const thrown = (): unknown => {
        try {
          return convert(value);
        } catch (error) {
          return error;
        }
      };
      expect(thrown()).toMatchObject({ code });
      expect(String(thrown())).not.toContain(String(value));
    }
  });
});

it('reads an instant with an offset as UTC', () => {
  expect(Instant.parseValue('2026-01-05T12:00:00+02:00')).toBe('2026-01-05T10:00:00.000Z');
});
