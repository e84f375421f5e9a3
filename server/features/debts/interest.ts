import { addDays, type CalendarDate, laterDate } from '../../kernel/calendar-date.ts';
import { assertNever } from '../../kernel/errors.ts';
import { type Rate, type RoundingMode, roundDivide } from '../../kernel/rate.ts';
import {
  type DayCount,
  dayWeight,
  type FrozenPeriod,
  type InterestSpan,
  interestSpans,
  YEAR_BASE,
} from './day-count.ts';

/** Round each day, each line (the stretch between two postings), or the sum of all lines once. */
export const RoundAt = { DAILY: 'DAILY', PERIOD: 'PERIOD', TOTAL: 'TOTAL' } as const;
export type RoundAt = keyof typeof RoundAt;

/**
 * Simple interest by contract. Whether the first and the last day count is a parameter, because published
 * examples of one and the same card case differ by exactly that (17.40 and 17.85).
 */
export interface InterestTerms {
  readonly rate: Rate;
  readonly dayCount: DayCount;
  readonly startInclusive: boolean;
  readonly endInclusive: boolean;
  readonly roundAt: RoundAt;
  readonly roundingMode: RoundingMode;
}

/** What was owed from `from` until `to`; segments follow one another without a gap. */
export interface PrincipalSegment {
  readonly principalMinor: bigint;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}

/** One line that a person can check: principal × rate × days = amount. */
export interface InterestLine extends InterestSpan {
  readonly principalMinor: bigint;
  readonly amountMinor: bigint;
}

export interface Interest {
  readonly totalMinor: bigint;
  readonly lines: readonly InterestLine[];
}

interface Charge {
  readonly principalMinor: bigint;
  readonly span: InterestSpan;
}

/** The usual contract: a rate per day, the difference of dates, rounded once, half up. */
export function dailyTerms(rate: Rate, other: Partial<InterestTerms> = {}): InterestTerms {
  return {
    rate,
    dayCount: 'PER_DAY',
    startInclusive: true,
    endInclusive: false,
    roundAt: 'TOTAL',
    roundingMode: 'HALF_UP',
    ...other,
  };
}

/** Interest on a whole run of principal, e.g. to re-compute a statement. */
export function simpleInterest(
  segments: readonly PrincipalSegment[],
  terms: InterestTerms,
  frozen: readonly FrozenPeriod[] = [],
): Interest {
  const [first] = segments;
  if (!first) return { totalMinor: 0n, lines: [] };
  const firstDay = terms.startInclusive ? first.from : addDays(first.from, 1);
  const charges = segments.flatMap(({ principalMinor, from, to }, i) => {
    const next = segments[i + 1];
    if (next && next.from !== to)
      throw new RangeError(`A segment ends on ${to}, the next starts on ${next.from}.`);
    const end = !next && terms.endInclusive ? addDays(to, 1) : to;
    const spans = interestSpans(laterDate(from, firstDay), end, terms.dayCount, frozen);
    return spans.map((span) => ({ principalMinor, span }));
  });
  return interestOn(charges, terms);
}

/**
 * The days that a posting at `valueDate` charges when the last one was at `accruedThrough`. Their number is
 * the difference of the two dates under either convention; `endInclusive` decides which days they are.
 */
export function accrualSpans(
  accruedThrough: CalendarDate,
  valueDate: CalendarDate,
  terms: InterestTerms,
  frozen: readonly FrozenPeriod[],
): InterestSpan[] {
  const shift = terms.endInclusive ? 1 : 0;
  return interestSpans(addDays(accruedThrough, shift), addDays(valueDate, shift), terms.dayCount, frozen);
}

/** The `accruedThrough` a debt begins with, so that accrual starts as its contract says. */
export function accruedThroughAtStart(startsOn: CalendarDate, terms: InterestTerms): CalendarDate {
  return addDays(startsOn, (terms.startInclusive ? 0 : 1) - (terms.endInclusive ? 1 : 0));
}

/** Money work apart from date work, so that a search over amounts need not count the days again. */
export function accrue(
  principalMinor: bigint,
  spans: readonly InterestSpan[],
  terms: InterestTerms,
): Interest {
  const charges = spans.map((span) => ({ principalMinor, span }));
  return interestOn(charges, terms);
}

/** A credit balance bears nothing. */
function interestOn(charges: readonly Charge[], terms: InterestTerms): Interest {
  const round = rounderOf(terms);
  const lines: InterestLine[] = [];
  let exact = 0n;
  let totalMinor = 0n;
  for (const { principalMinor, span } of charges) {
    if (principalMinor <= 0n) continue;
    const perDay = principalMinor * terms.rate.digits * dayWeight(span, terms.dayCount);
    const days = BigInt(span.days);
    exact += perDay * days;
    const amountMinor = lineAmount(terms.roundAt, round, { perDay, days, exact, totalMinor });
    totalMinor += amountMinor;
    lines.push({ ...span, principalMinor, amountMinor });
  }
  return { totalMinor, lines };
}

type Rounder = (numerator: bigint) => bigint;

function rounderOf({ rate, dayCount, roundingMode }: InterestTerms): Rounder {
  const denominator = 10n ** BigInt(rate.scale) * YEAR_BASE[dayCount];
  return (numerator) => roundDivide(numerator, denominator, roundingMode);
}

/** Under TOTAL a line is the step between two rounded running sums: the lines always add up to the total. */
function lineAmount(
  roundAt: RoundAt,
  round: Rounder,
  line: { perDay: bigint; days: bigint; exact: bigint; totalMinor: bigint },
): bigint {
  switch (roundAt) {
    case 'DAILY':
      return round(line.perDay) * line.days;
    case 'PERIOD':
      return round(line.perDay * line.days);
    case 'TOTAL':
      return round(line.exact) - line.totalMinor;
    default:
      return assertNever(roundAt);
  }
}
