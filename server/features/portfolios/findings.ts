import { Temporal } from 'temporal-polyfill';
import { type CalendarDate, type DateProblem, parseDate } from '../../kernel/calendar-date.ts';
import { type CurrencyCode, currencyExponent, type MoneyProblem, parseDecimal } from '../../kernel/money.ts';
import { type FieldPath, type FieldProblem, problem, type RowErrorCode } from './row-errors.ts';

/** Sums of a whole history still fit int8 with this much room. */
const AMOUNT_MAX_MINOR = 100_000_000_000_000n;

/** Reads the fields of one record and collects everything that is wrong with it. */
export class Findings {
  readonly problems: FieldProblem[] = [];

  add(path: FieldPath, code: RowErrorCode, message: string): void {
    this.problems.push(problem(path, code, message));
  }

  date(path: FieldPath, text: string | null | undefined): CalendarDate | null {
    if (text === null || text === undefined) return null;
    const parsed = parseDate(text);
    if (parsed.ok) return parsed.value;
    this.add(path, parsed.error, dateSentence(parsed.error, text));
    return null;
  }

  /** ISO instant in UTC. */
  instant(path: FieldPath, text: string | null | undefined): string | null {
    if (text === null || text === undefined) return null;
    try {
      return Temporal.Instant.from(text).toString();
    } catch {
      this.add(path, 'NO_SUCH_DAY', `There is no instant ${text}; check the month, the day and the hour.`);
      return null;
    }
  }

  amount(path: FieldPath, text: string, currency: CurrencyCode): bigint {
    const parsed = parseDecimal(text, currency);
    if (!parsed.ok) {
      this.add(path, parsed.error, amountSentence(parsed.error, currency));
      return 0n;
    }
    const { minor } = parsed.value;
    if (minor >= AMOUNT_MAX_MINOR || -minor >= AMOUNT_MAX_MINOR) {
      this.add(path, 'OUT_OF_RANGE', amountSentence('OUT_OF_RANGE', currency));
    }
    return minor;
  }

  timeZone(path: FieldPath, name: string): void {
    if (isTimeZone(name)) return;
    this.add(
      path,
      'UNKNOWN_TIME_ZONE',
      `There is no time zone ${name}; write an IANA name such as Asia/Taipei.`,
    );
  }

  notBefore(path: FieldPath, date: CalendarDate | null, limit: CalendarDate | null, what: string): void {
    if (date === null || limit === null || date >= limit) return;
    this.add(path, 'WRONG_ORDER', `${date} is before ${what} (${limit}); correct one of the two.`);
  }

  notAfter(path: FieldPath, date: CalendarDate | null, limit: CalendarDate | null, what: string): void {
    if (date === null || limit === null || date <= limit) return;
    this.add(path, 'WRONG_ORDER', `${date} is after ${what} (${limit}); correct the date.`);
  }
}

const zones = new Map<string, boolean>();

function isTimeZone(name: string): boolean {
  const known = zones.get(name) ?? canFormatIn(name);
  if (zones.size < 1_000) zones.set(name, known);
  return known;
}

function canFormatIn(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function dateSentence(found: DateProblem, text: string): string {
  return found === 'OUT_OF_RANGE'
    ? `${text} is not between 1900-01-01 and 2200-12-31.`
    : `There is no day ${text} in the calendar; check the month and the day.`;
}

function amountSentence(found: MoneyProblem, currency: CurrencyCode): string {
  return found === 'TOO_MANY_DECIMALS'
    ? `${currency} has ${currencyExponent(currency)} decimal places; leave out the others.`
    : 'The amount is too large to be one of a consumer; check the digits.';
}
