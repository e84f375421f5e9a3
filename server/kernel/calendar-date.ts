import { Temporal } from 'temporal-polyfill';
import { assertNever } from './errors.ts';
import { err, ok, type Result } from './result.ts';

/**
 * A day of the calendar, 'YYYY-MM-DD'. A string, because it is the same on the wire, in PostgreSQL and in
 * a snapshot, and sorts by itself; the template type keeps arbitrary strings out without a class.
 */
export type CalendarDate = `${number}-${number}-${number}`;

export type DateProblem = 'REQUIRED' | 'PATTERN' | 'NO_SUCH_DAY' | 'OUT_OF_RANGE';

export const Frequency = {
  WEEKLY: 'WEEKLY',
  FORTNIGHTLY: 'FORTNIGHTLY',
  FOUR_WEEKLY: 'FOUR_WEEKLY',
  MONTHLY: 'MONTHLY',
} as const;
export type Frequency = keyof typeof Frequency;

/** Where the 31st falls in a shorter month: CLAMP to its last day, or ROLL to the first of the next. */
export type MonthEnd = 'CLAMP' | 'ROLL';
export interface MonthOptions {
  readonly monthEnd: MonthEnd;
}

const PATTERN = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const EARLIEST = '1900-01-01';
const LATEST = '2200-12-31';
const CLAMP: MonthOptions = { monthEnd: 'CLAMP' };

export function parseDate(text: string): Result<CalendarDate, DateProblem> {
  if (text === '') return err('REQUIRED');
  if (!PATTERN.test(text)) return err('PATTERN');
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return err('NO_SUCH_DAY');
  if (text < EARLIEST || text > LATEST) return err('OUT_OF_RANGE');
  return ok(text as CalendarDate);
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return iso(Temporal.PlainDate.from(date).add({ days }));
}

export function addMonths(
  date: CalendarDate,
  months: number,
  { monthEnd }: MonthOptions = CLAMP,
): CalendarDate {
  const from = Temporal.PlainDate.from(date);
  const clamped = from.add({ months });
  return iso(monthEnd === 'ROLL' && clamped.day < from.day ? clamped.add({ days: 1 }) : clamped);
}

/**
 * The date `count` periods after `first`. Months are always counted from the first date, never from the one
 * before, so 31 January gives 28 February and then 31 March again.
 */
export function addPeriods(
  first: CalendarDate,
  count: number,
  frequency: Frequency,
  options: MonthOptions = CLAMP,
): CalendarDate {
  switch (frequency) {
    case 'WEEKLY':
      return addDays(first, 7 * count);
    case 'FORTNIGHTLY':
      return addDays(first, 14 * count);
    case 'FOUR_WEEKLY':
      return addDays(first, 28 * count);
    case 'MONTHLY':
      return addMonths(first, count, options);
    default:
      return assertNever(frequency);
  }
}

/** The difference of the two dates: 31 January to 5 March 2013 is 33. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

export function compareDates(a: CalendarDate, b: CalendarDate): -1 | 0 | 1 {
  return a === b ? 0 : a < b ? -1 : 1;
}

export function earlierDate(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}

export function laterDate(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

/** The day it is at this instant on the wall calendar of `timeZone`, e.g. 'Asia/Shanghai'. */
export function todayIn(instant: Temporal.Instant, timeZone: string): CalendarDate {
  return iso(instant.toZonedDateTimeISO(timeZone).toPlainDate());
}

function iso(date: Temporal.PlainDate): CalendarDate {
  return date.toString() as CalendarDate;
}

function daysInMonth(year: number, month: number): number {
  return Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
}
