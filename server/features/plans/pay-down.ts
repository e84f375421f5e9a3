import type { CalendarDate } from '../../kernel/calendar-date.ts';
import {
  allocatePayment,
  type ComponentAmounts,
  type ComponentOrder,
  minus,
  totalOf,
} from '../debts/allocation.ts';
import type { FrozenPeriod, InterestSpan } from '../debts/day-count.ts';
import { accrualSpans, accrue, type InterestTerms } from '../debts/interest.ts';

export interface SimulatedInstalment {
  readonly number: number;
  readonly dueOn: CalendarDate;
  readonly amountMinor: bigint;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly costsMinor: bigint;
  /** Still owed after this instalment. */
  readonly remainingMinor: bigint;
}

/** A due date, and the days that bear interest since the one before; or that interest, where it is known already. */
export interface PaymentStep {
  readonly dueOn: CalendarDate;
  readonly spans: readonly InterestSpan[];
  readonly interestMinor?: bigint;
}

/** What an accruing debt is paid down by; `terms` null: no interest arises any more. */
export interface PayDown {
  readonly opening: ComponentAmounts;
  readonly steps: readonly PaymentStep[];
  readonly terms: InterestTerms | null;
  readonly order: ComponentOrder;
}

export function stepsFrom(
  asOf: CalendarDate,
  dueDates: readonly CalendarDate[],
  terms: InterestTerms | null,
  frozen: readonly FrozenPeriod[],
): PaymentStep[] {
  return dueDates.map((dueOn, i) => ({
    dueOn,
    spans: terms ? accrualSpans(dueDates[i - 1] ?? asOf, dueOn, terms, frozen) : [],
  }));
}

/** Lets interest arise and pays `amountAt(i)`, never more than is owed, until nothing is owed or dates end. */
export function payDown(
  { opening, steps, terms, order }: PayDown,
  amountAt: (index: number) => bigint,
): SimulatedInstalment[] {
  const rows: SimulatedInstalment[] = [];
  let owed = opening;
  for (const [i, { dueOn, spans, interestMinor }] of steps.entries()) {
    const interest = interestMinor ?? (terms ? accrue(owed.PRINCIPAL, spans, terms).totalMinor : 0n);
    owed = { ...owed, INTEREST: owed.INTEREST + interest };
    const { parts } = allocatePayment(amountAt(i), owed, order);
    owed = minus(owed, parts);
    rows.push({
      number: i + 1,
      dueOn,
      amountMinor: totalOf(parts),
      principalMinor: parts.PRINCIPAL,
      interestMinor: parts.INTEREST,
      feesMinor: parts.FEES,
      costsMinor: parts.COSTS,
      remainingMinor: totalOf(owed),
    });
    if (totalOf(owed) === 0n) break;
  }
  return rows;
}

export function isCleared(rows: readonly SimulatedInstalment[]): boolean {
  return rows.at(-1)?.remainingMinor === 0n;
}

/**
 * The smallest equal amount that clears the debt by the last step, so the last instalment is at most as large.
 * Bisection is exact here, with rounded interest too: who pays more at each date owes no more of any component
 * at any later date, so "is cleared" turns from false to true once.
 */
export function smallestClearingAmount(debt: PayDown): bigint {
  const clears = (amount: bigint) => isCleared(payDown(debt, () => amount));
  let low = (totalOf(debt.opening) - 1n) / BigInt(debt.steps.length);
  let high = low + 1n;
  while (!clears(high)) [low, high] = [high, 2n * high];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (clears(middle)) high = middle;
    else low = middle;
  }
  return high;
}
