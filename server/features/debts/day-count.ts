import { type CalendarDate, daysBetween, earlierDate, laterDate } from '../../kernel/calendar-date.ts';

/** How a rate is read: per day, or per year by a day count. THIRTY_360 is 30E/360: a 31st counts as the 30th. */
export const DayCount = {
  PER_DAY: 'PER_DAY',
  ACT_365F: 'ACT_365F',
  ACT_366_BY_YEAR: 'ACT_366_BY_YEAR',
  ACT_360: 'ACT_360',
  THIRTY_360: 'THIRTY_360',
} as const;
export type DayCount = keyof typeof DayCount;

/** No interest from `from`, and interest again from `to`; `to` null: until further notice. */
export interface FrozenPeriod {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
}

/** Days that bear interest: the first is `from`, `to` is the day after the last. */
export interface InterestSpan {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly days: number;
}

interface Period {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** One denominator for all spans of a day count; 365 × 366 lets both kinds of year be added exactly. */
export const YEAR_BASE: Readonly<Record<DayCount, bigint>> = {
  PER_DAY: 1n,
  ACT_365F: 365n,
  ACT_366_BY_YEAR: 365n * 366n,
  ACT_360: 360n,
  THIRTY_360: 360n,
};

/** One day of this span, in parts of YEAR_BASE. */
export function dayWeight(span: InterestSpan, dayCount: DayCount): bigint {
  if (dayCount !== 'ACT_366_BY_YEAR') return 1n;
  return isLeapYear(yearOf(span.from)) ? 365n : 366n;
}

/** [from, to) without the frozen days, cut at New Year where the length of the year matters. */
export function interestSpans(
  from: CalendarDate,
  to: CalendarDate,
  dayCount: DayCount,
  frozen: readonly FrozenPeriod[],
): InterestSpan[] {
  return thawed(from, to, frozen)
    .flatMap((period) => (dayCount === 'ACT_366_BY_YEAR' ? byYear(period) : [period]))
    .map((period) => ({ ...period, days: countDays(period, dayCount) }))
    .filter(({ days }) => days > 0);
}

function thawed(from: CalendarDate, to: CalendarDate, frozen: readonly FrozenPeriod[]): Period[] {
  const periods: Period[] = [];
  let start = from;
  for (const freeze of inOrder(frozen)) {
    periods.push({ from: start, to: earlierDate(freeze.from, to) });
    start = laterDate(start, freeze.to ?? to);
  }
  periods.push({ from: start, to });
  return periods.filter((period) => period.from < period.to);
}

function inOrder(frozen: readonly FrozenPeriod[]): FrozenPeriod[] {
  return frozen
    .filter((freeze) => freeze.to === null || freeze.from < freeze.to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

function byYear({ from, to }: Period): Period[] {
  const newYear: CalendarDate = `${yearOf(from) + 1}-01-01`;
  if (newYear >= to) return [{ from, to }];
  return [{ from, to: newYear }, ...byYear({ from: newYear, to })];
}

function countDays({ from, to }: Period, dayCount: DayCount): number {
  return dayCount === 'THIRTY_360' ? day360(to) - day360(from) : daysBetween(from, to);
}

function day360(date: CalendarDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return 360 * year + 30 * month + Math.min(day, 30);
}

function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
