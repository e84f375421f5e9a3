import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { parseDate } from '../kernel/calendar-date.ts';
import { isUuid } from '../kernel/id.ts';

function stringScalar(
  name: string,
  description: string,
  parse: (text: string) => string | null,
  expected: string,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType {
  const parseValue = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) throw new GraphQLError(`${name}: expected ${expected}.`);
    return parsed;
  };
  return new GraphQLScalarType({
    name,
    description,
    serialize,
    parseValue,
    parseLiteral: (node: ValueNode) => parseValue(node.kind === Kind.STRING ? node.value : null),
  });
}

export const DateScalar = stringScalar(
  'Date',
  'A day of the calendar, `YYYY-MM-DD`, without a time zone. Due dates are dates.',
  (text) => {
    const date = parseDate(text);
    return date.ok ? date.value : null;
  },
  'a day that exists, written YYYY-MM-DD, such as "2026-11-22"',
);

export const DateTimeScalar = stringScalar(
  'DateTime',
  'An instant in UTC, ISO 8601 with milliseconds: `2026-11-22T08:30:00.000Z`. Events are instants.',
  (text) => {
    try {
      return Temporal.Instant.from(text).toString();
    } catch {
      return null;
    }
  },
  'an instant such as "2026-11-22T08:30:00.000Z"',
  (value) => Temporal.Instant.from(String(value)).toString({ fractionalSecondDigits: 3 }),
);

export const DecimalScalar = stringScalar(
  'Decimal',
  'An exact decimal number as a string, such as `"1234.56"`: ASCII digits, at most one point, no exponent.',
  (text) => (/^-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,12})?$/.test(text) ? text : null),
  'a plain decimal in a string, such as "1234.56"',
);

export const MinorUnitsScalar = stringScalar(
  'MinorUnits',
  'An amount in the smallest unit of its currency (fen, pence, cents) as a string of an integer.',
  (text) => (/^-?(0|[1-9][0-9]{0,18})$/.test(text) ? text : null),
  'an integer in a string, such as "123456"',
);

export const UuidScalar = stringScalar(
  'UUID',
  'A UUID made by the client. It becomes the id of what is created, so the same request may be sent again safely.',
  (text) => (isUuid(text.toLowerCase()) ? text.toLowerCase() : null),
  'a UUID such as "0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11"',
);

export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value; used where the shape is data, such as the inputs of a rule.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node) => valueFromASTUntyped(node),
});
