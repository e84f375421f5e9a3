import { addPeriods, type CalendarDate, type Frequency, type MonthEnd } from '../../kernel/calendar-date.ts';
import { assertNever, type UserError, userError } from '../../kernel/errors.ts';
import { roundDivide } from '../../kernel/rate.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** How the instalments are sized when their number is given; published calculators really differ here. */
export type ScheduleRounding =
  /** Equal parts cut to the minor unit, the rest on the last (HMRC README, Fineract). */
  | { readonly kind: 'LAST_ABSORBS_TRUNCATE' }
  /** Equal parts of the capital, half up; `interestMinor`, a part of the total, on the last (HMRC code). */
  | { readonly kind: 'CAPITAL_HALF_UP_INTEREST_LAST'; readonly interestMinor: bigint }
  /** Equal parts cut to a multiple of `unitMinor`, the rest on the last (Fineract). */
  | { readonly kind: 'MULTIPLE_OF'; readonly unitMinor: bigint };

/** A person asks for so many instalments, or for so much each time. */
export type InstalmentSize = { readonly count: number } | { readonly amountMinor: bigint };

export interface Timetable {
  readonly firstDueOn: CalendarDate;
  readonly frequency: Frequency;
  readonly monthEnd?: MonthEnd;
}

export interface ScheduleRequest extends Timetable {
  readonly totalMinor: bigint;
  readonly size: InstalmentSize;
  readonly rounding?: ScheduleRounding;
  readonly maxCount: number;
}

export interface ScheduledInstalment {
  readonly number: number;
  readonly dueOn: CalendarDate;
  readonly amountMinor: bigint;
}

const TRUNCATE: ScheduleRounding = { kind: 'LAST_ABSORBS_TRUNCATE' };

/** Instalments that sum to the total, each above zero, only the last one different. */
export function buildSchedule(request: ScheduleRequest): Result<ScheduledInstalment[], UserError> {
  const { totalMinor, size, rounding = TRUNCATE, maxCount } = request;
  if (totalMinor <= 0n) return err(userError('NOTHING_OWED', 'There is nothing to pay by instalments.'));
  const sizeRefusal = refuseSize(size);
  if (sizeRefusal) return err(sizeRefusal);
  const count = 'count' in size ? size.count : instalmentCount(totalMinor, size.amountMinor);
  if (count > maxCount) return err(tooMany(count, maxCount, size));
  const regular = 'count' in size ? regularAmount(totalMinor, count, rounding) : size.amountMinor;
  const last = totalMinor - regular * BigInt(count - 1);
  if ((count > 1 && regular <= 0n) || last <= 0n) return err(tooSmall());
  return ok(
    dueDates(request, count).map((dueOn, i) => ({
      number: i + 1,
      dueOn,
      amountMinor: i === count - 1 ? last : regular,
    })),
  );
}

/** ceil(total / amount); the last instalment is the rest. */
export function instalmentCount(totalMinor: bigint, amountMinor: bigint): number {
  return Number(roundDivide(totalMinor, amountMinor, 'CEILING'));
}

export function dueDates(timetable: Timetable, count: number): CalendarDate[] {
  const { firstDueOn, frequency, monthEnd = 'CLAMP' } = timetable;
  return Array.from({ length: count }, (_, i) => addPeriods(firstDueOn, i, frequency, { monthEnd }));
}

export function refuseSize(size: InstalmentSize): UserError | null {
  if ('count' in size) {
    if (Number.isInteger(size.count) && size.count > 0) return null;
    return userError('COUNT_NOT_POSITIVE', 'Ask for at least one instalment.', ['count']);
  }
  if (size.amountMinor > 0n) return null;
  return userError('AMOUNT_NOT_POSITIVE', 'An instalment must be above zero.', ['amount']);
}

export function tooMany(count: number, maxCount: number, size: InstalmentSize): UserError {
  const path = 'count' in size ? 'count' : 'amount';
  const message = `This would take ${count} instalments; at most ${maxCount} are possible.`;
  return userError('TOO_MANY_INSTALMENTS', message, [path]);
}

export function tooSmall(): UserError {
  const message = 'Split so far, an instalment would be nothing. Ask for fewer instalments.';
  return userError('INSTALMENT_TOO_SMALL', message, ['count']);
}

function regularAmount(totalMinor: bigint, count: number, rounding: ScheduleRounding): bigint {
  const parts = BigInt(count);
  switch (rounding.kind) {
    case 'LAST_ABSORBS_TRUNCATE':
      return totalMinor / parts;
    case 'CAPITAL_HALF_UP_INTEREST_LAST':
      return roundDivide(totalMinor - rounding.interestMinor, parts, 'HALF_UP');
    case 'MULTIPLE_OF':
      return (totalMinor / (parts * rounding.unitMinor)) * rounding.unitMinor;
    default:
      return assertNever(rounding);
  }
}
