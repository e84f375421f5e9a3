import { assertNever } from '../../kernel/errors.ts';
import { type Rate, rate } from '../../kernel/rate.ts';
import type { DayCount } from './day-count.ts';
import { dailyTerms, type InterestTerms } from './interest.ts';

/** The day counts that a contract may name; a rate per day is stored with each. */
export const ContractDayCount = {
  ACT_365F: 'ACT_365F',
  ACT_366_BY_YEAR: 'ACT_366_BY_YEAR',
  ACT_360: 'ACT_360',
  THIRTY_360: 'THIRTY_360',
} as const satisfies Partial<Record<DayCount, DayCount>>;
export type ContractDayCount = keyof typeof ContractDayCount;

export const ContractRounding = { HALF_UP: 'HALF_UP', HALF_EVEN: 'HALF_EVEN', DOWN: 'DOWN' } as const;
export type ContractRounding = keyof typeof ContractRounding;

/** As stored with the debt. */
export interface ContractTerms {
  readonly dailyRate: string;
  readonly dayCount: ContractDayCount;
  readonly roundingMode: ContractRounding;
}

/** Null where nothing accrues. */
export function interestTerms({ dailyRate, dayCount, roundingMode }: ContractTerms): InterestTerms | null {
  const perDay = rate(dailyRate);
  if (perDay.digits === 0n) return null;
  return dailyTerms(annualRate(perDay, dayCount), { dayCount, roundingMode });
}

/** The day counts read a rate per year: the daily rate times the days of the year that the contract counts. */
export function annualRate({ digits, scale }: Rate, dayCount: ContractDayCount): Rate {
  return { digits: digits * daysOfYear(dayCount), scale };
}

function daysOfYear(dayCount: ContractDayCount): bigint {
  switch (dayCount) {
    case 'ACT_365F':
    case 'ACT_366_BY_YEAR':
      return 365n;
    case 'ACT_360':
    case 'THIRTY_360':
      return 360n;
    default:
      return assertNever(dayCount);
  }
}
