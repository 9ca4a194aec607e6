import { GraphQLScalarType, Kind, type GraphQLScalarTypeConfig } from 'graphql';
import { GraphQLCurrency, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';
import { HubError } from './errors';
import { instant } from './instant';

interface ScalarSpec<Internal> {
  readonly name: string;
  /** Said for any value that does not fit; the value itself may be health data and is never repeated. */
  readonly fault: string;
  readonly base: GraphQLScalarTypeConfig<unknown, Internal>;
}

/** A scalar of another name and of quiet errors: BAD_INPUT from clients, INTERNAL from our own resolvers. */
function scalar<Internal>({ name, fault, base }: ScalarSpec<Internal>): GraphQLScalarType<unknown, Internal> {
  const { serialize, parseValue, parseLiteral } = new GraphQLScalarType<unknown, Internal>({ ...base, name });
  const or = <T>(code: 'BAD_INPUT' | 'INTERNAL', convert: () => T): T => {
    try {
      return convert();
    } catch {
      throw new HubError(code, fault);
    }
  };
  return new GraphQLScalarType<unknown, Internal>({
    name,
    serialize: (value) => or('INTERNAL', () => serialize(value)),
    parseValue: (value) => or('BAD_INPUT', () => parseValue(value)),
    parseLiteral: (node, variables) => or('BAD_INPUT', () => parseLiteral(node, variables)),
  });
}

/** `MinorUnits`: a safe integer as a JSON number; nothing is coerced into one. Throws BAD_INPUT. */
export const MinorUnits = scalar<string | number>({
  name: 'MinorUnits',
  fault: 'MinorUnits must be a whole number within the safe integers',
  base: {
    ...GraphQLSafeInt.toConfig(),
    serialize(value) {
      if (!Number.isSafeInteger(value)) throw new TypeError('not a safe integer');
      return value as number;
    },
  },
});

/** `CalendarDate`: a day that exists, `YYYY-MM-DD`. Throws BAD_INPUT. */
export const CalendarDate = scalar<string>({
  name: 'CalendarDate',
  fault: 'a CalendarDate must be a day that exists, as YYYY-MM-DD',
  base: GraphQLLocalDate.toConfig(),
});

/** graphql-scalars knows the codes, but takes them in small letters too. */
const capitals = (value: unknown): string => {
  const code = GraphQLCurrency.parseValue(value);
  if (code !== code.toUpperCase()) throw new TypeError('not capitals');
  return code;
};

const currency: GraphQLScalarTypeConfig<unknown, string> = {
  name: 'Currency',
  serialize: capitals,
  parseValue: capitals,
  parseLiteral: (node) => capitals(node.kind === Kind.STRING ? node.value : null),
};

/** `Currency`: an ISO 4217 alphabetic code. Throws BAD_INPUT. */
export const Currency = scalar<string>({
  name: 'Currency',
  fault: 'a Currency must be an ISO 4217 code in capitals',
  base: currency,
});

const instantText = (value: unknown): string => {
  if (typeof value !== 'string') throw new TypeError('not text');
  return instant(value);
};

/** `Instant`: ISO 8601 with a zone, read into and written as UTC with milliseconds and `Z`. Throws BAD_INPUT. */
export const Instant = scalar<string>({
  name: 'Instant',
  fault: 'an Instant must be ISO 8601 with a zone',
  base: {
    name: 'Instant',
    serialize: instantText,
    parseValue: instantText,
    parseLiteral: (node) => instantText(node.kind === Kind.STRING ? node.value : null),
  },
});

/** Resolvers of the value types' scalars, for every subgraph. */
export const SCALAR_RESOLVERS = { MinorUnits, CalendarDate, Currency, Instant };
