import { addDays, type CalendarDate, Frequency, parseDate } from '../../kernel/calendar-date.ts';
import { type UserError, userError } from '../../kernel/errors.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { parseMoney, type RawMoney } from '../../kernel/money-input.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { InstalmentSize } from './schedule.ts';
import { MAX_INSTALMENTS } from './simulation.ts';

/** The plan that somebody has in mind, as it comes in: every member may be nonsense. */
export interface RawTerms {
  readonly instalmentAmount?: RawMoney | null;
  readonly instalmentCount?: number | null;
  readonly frequency: string;
  readonly firstDueOn: string;
  readonly upFront?: RawMoney | null;
}

export interface PlanTerms {
  readonly size: InstalmentSize;
  readonly frequency: Frequency;
  readonly firstDueOn: CalendarDate;
  readonly upFrontMinor: bigint;
}

/** Later first dates are typing errors. */
export const MAX_DAYS_TO_FIRST = 366;

/** Exact terms, or every field that is wrong, each with what would be right. */
export function parseTerms(
  raw: RawTerms,
  currency: CurrencyCode,
  today: CalendarDate,
): Result<PlanTerms, UserError[]> {
  const size = parseSize(raw, currency);
  const frequency = parseFrequency(raw.frequency);
  const firstDueOn = parseFirstDue(raw.firstDueOn, today);
  const upFrontMinor = raw.upFront ? parseAmount('upFront', raw.upFront, currency, 0n) : ok(0n);
  if (size.ok && frequency.ok && firstDueOn.ok && upFrontMinor.ok) {
    return ok({
      size: size.value,
      frequency: frequency.value,
      firstDueOn: firstDueOn.value,
      upFrontMinor: upFrontMinor.value,
    });
  }
  return err([size, frequency, firstDueOn, upFrontMinor].flatMap((part) => (part.ok ? [] : [part.error])));
}

function parseSize(raw: RawTerms, currency: CurrencyCode): Result<InstalmentSize, UserError> {
  const { instalmentAmount, instalmentCount } = raw;
  const hasCount = instalmentCount !== null && instalmentCount !== undefined;
  if (instalmentAmount && hasCount) {
    return wrong('instalmentAmount', 'ONE_OF_TWO', 'Give an amount or a number of instalments, not both.');
  }
  if (instalmentAmount) {
    const amount = parseAmount('instalmentAmount', instalmentAmount, currency, 1n);
    return amount.ok ? ok({ amountMinor: amount.value }) : amount;
  }
  if (!hasCount) return wrong('instalmentCount', 'REQUIRED', 'Give an amount or a number of instalments.');
  if (!Number.isInteger(instalmentCount) || instalmentCount < 1 || instalmentCount > MAX_INSTALMENTS) {
    const message = `The number of instalments is a whole number from 1 to ${MAX_INSTALMENTS}.`;
    return wrong('instalmentCount', 'OUT_OF_RANGE', message);
  }
  return ok({ count: instalmentCount });
}

function parseAmount(
  field: string,
  raw: RawMoney,
  expected: CurrencyCode,
  least: bigint,
): Result<bigint, UserError> {
  const parsed = parseMoney(raw, expected, [field]);
  if (!parsed.ok) return parsed;
  if (parsed.value.minor < least) {
    const message = least > 0n ? 'The amount must be above zero.' : 'The amount cannot be below zero.';
    return err(userError('AMOUNT_NOT_POSITIVE', message, [field, 'amount']));
  }
  return ok(parsed.value.minor);
}

function parseFrequency(text: string): Result<Frequency, UserError> {
  if (Object.hasOwn(Frequency, text)) return ok(text as Frequency);
  return wrong('frequency', 'UNKNOWN', `How often is one of ${Object.keys(Frequency).join(', ')}.`);
}

function parseFirstDue(text: string, today: CalendarDate): Result<CalendarDate, UserError> {
  const parsed = parseDate(text);
  const latest = addDays(today, MAX_DAYS_TO_FIRST);
  const range = `between ${today} and ${latest}`;
  if (!parsed.ok)
    return wrong('firstDueOn', parsed.error, `The first date is a day ${range}, written YYYY-MM-DD.`);
  if (parsed.value < today || parsed.value > latest) {
    const code = parsed.value < today ? 'FIRST_DATE_IN_PAST' : 'FIRST_DATE_TOO_LATE';
    return wrong('firstDueOn', code, `The first instalment is due ${range}.`);
  }
  return ok(parsed.value);
}

function wrong(field: string, code: string, message: string): Result<never, UserError> {
  return err(userError(code, message, [field]));
}
