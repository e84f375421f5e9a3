import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type UserError, userError } from '../../kernel/errors.ts';
import { type CurrencyCode, MAX_MINOR, money, toDecimal } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import {
  allocatePayment,
  type ComponentAmounts,
  type ComponentOrder,
  mapAmounts,
  minus,
  totalOf,
} from '../debts/allocation.ts';
import { type BalanceFacts, balanceAsOf } from '../debts/balance.ts';
import {
  isCleared,
  type PayDown,
  type PaymentStep,
  payDown,
  type SimulatedInstalment,
  smallestClearingAmount,
  stepsFrom,
} from './pay-down.ts';
import {
  buildSchedule,
  dueDates,
  type InstalmentSize,
  refuseSize,
  type ScheduleRounding,
  type Timetable,
  tooMany,
  tooSmall,
} from './schedule.ts';

export interface PlanRequest extends Timetable {
  readonly size: InstalmentSize;
  /** Counts from the day of the simulation. */
  readonly upFrontMinor?: bigint;
  /** For a fixed total, that is, with the interest frozen. */
  readonly rounding?: ScheduleRounding;
}

export interface SimulationInput {
  readonly facts: BalanceFacts;
  readonly asOf: CalendarDate;
  readonly request: PlanRequest;
  /** The balance of `asOf` is split; no interest arises while the plan runs. */
  readonly interestFreeze: boolean;
  readonly order: ComponentOrder;
  readonly maxCount?: number;
}

export interface Simulation {
  readonly asOf: CalendarDate;
  readonly currency: CurrencyCode;
  /** Owed on `asOf`, before the up-front payment. */
  readonly balanceMinor: bigint;
  readonly upFrontMinor: bigint;
  readonly instalments: readonly SimulatedInstalment[];
  /** Up-front payment and all instalments. */
  readonly totalMinor: bigint;
  /** All interest in `totalMinor`. */
  readonly interestMinor: bigint;
  /** The part of it that arises after `asOf`: what the plan costs. */
  readonly futureInterestMinor: bigint;
  readonly endsOn: CalendarDate;
}

/** A technical limit; what law and creditor allow is checked by the plan's policy. */
export const MAX_INSTALMENTS = 600;

/**
 * What a plan would come to, by the same interest, allocation and balance functions that post it later: if each
 * instalment is paid on its date, the ledger says to the cent what is said here.
 */
export function simulate(input: SimulationInput): Result<Simulation, UserError> {
  const { facts, asOf, request, order } = input;
  const balance = balanceAsOf(facts, asOf);
  const upFrontMinor = request.upFrontMinor ?? 0n;
  const refusal = refuse(input, balance.totalMinor, upFrontMinor);
  if (refusal) return err(refusal);
  const paidFirst = payUpFront(balance.components, upFrontMinor, order);
  const rows = instalmentsFor(input, paidFirst.opening);
  if (!rows.ok) return rows;
  const sum = (of: (row: SimulatedInstalment) => bigint) =>
    rows.value.reduce((total, row) => total + of(row), 0n);
  const totalMinor = upFrontMinor + sum((row) => row.amountMinor);
  return ok({
    asOf,
    currency: facts.currency,
    balanceMinor: balance.totalMinor,
    upFrontMinor,
    instalments: rows.value,
    totalMinor,
    interestMinor: paidFirst.interestMinor + sum((row) => row.interestMinor),
    futureInterestMinor: totalMinor - balance.totalMinor,
    endsOn: rows.value.at(-1)!.dueOn,
  });
}

function refuse(
  { asOf, request }: SimulationInput,
  totalMinor: bigint,
  upFrontMinor: bigint,
): UserError | null {
  if (totalMinor <= 0n) return userError('NOTHING_OWED', 'There is nothing to pay by instalments.');
  if (upFrontMinor < 0n)
    return userError('UP_FRONT_NEGATIVE', 'The first payment cannot be negative.', ['upFront']);
  if (upFrontMinor >= totalMinor) {
    return userError('UP_FRONT_COVERS_ALL', 'That pays the debt in full; no plan is needed.', ['upFront']);
  }
  if (request.firstDueOn < asOf) {
    return userError('FIRST_DATE_IN_PAST', `The first instalment cannot be due before ${asOf}.`, [
      'firstDueOn',
    ]);
  }
  return refuseSize(request.size);
}

/** A component in credit pays the others, as any payment would. */
function payUpFront(owed: ComponentAmounts, upFrontMinor: bigint, order: ComponentOrder) {
  const debits = mapAmounts((component) => (owed[component] > 0n ? owed[component] : 0n));
  const creditMinor = totalOf(debits) - totalOf(owed);
  const { parts } = allocatePayment(creditMinor + upFrontMinor, debits, order);
  return { opening: minus(debits, parts), interestMinor: parts.INTEREST };
}

/**
 * Interest is rounded where the books round it: at a payment. Until the first one they know of no `asOf`, so that the
 * first stretch is what they will have accrued by then, less what the balance of `asOf` has of it.
 */
function bookedSteps({ facts, asOf, request }: SimulationInput, steps: PaymentStep[]): PaymentStep[] {
  const [first, ...others] = steps;
  if (!first || request.upFrontMinor) return steps;
  const accruedBy = (day: CalendarDate) => balanceAsOf(facts, day).accrual.totalMinor;
  return [{ ...first, interestMinor: accruedBy(first.dueOn) - accruedBy(asOf) }, ...others];
}

function instalmentsFor(
  input: SimulationInput,
  opening: ComponentAmounts,
): Result<SimulatedInstalment[], UserError> {
  const { facts, asOf, request, interestFreeze, order, maxCount = MAX_INSTALMENTS } = input;
  const { size } = request;
  const terms = interestFreeze || facts.accruedThrough === null ? null : facts.terms;
  if (!terms) return splitBalance(request, opening, order, maxCount);
  const count = 'count' in size ? size.count : maxCount;
  if (count > maxCount) return err(tooMany(count, maxCount, size));
  const steps = bookedSteps(input, stepsFrom(asOf, dueDates(request, count), terms, facts.frozen));
  const debt: PayDown = { opening, steps, terms, order };
  return 'count' in size ? byCount(debt) : byAmount(debt, size.amountMinor, facts.currency);
}

function splitBalance(
  request: PlanRequest,
  opening: ComponentAmounts,
  order: ComponentOrder,
  maxCount: number,
): Result<SimulatedInstalment[], UserError> {
  const schedule = buildSchedule({ ...request, totalMinor: totalOf(opening), maxCount });
  if (!schedule.ok) return schedule;
  const steps = schedule.value.map(({ dueOn }) => ({ dueOn, spans: [] }));
  return ok(payDown({ opening, steps, terms: null, order }, (i) => schedule.value[i]!.amountMinor));
}

/** So many equal instalments. A very small debt may be cleared too soon: then one unit less, the rest on the last. */
function byCount(debt: PayDown): Result<SimulatedInstalment[], UserError> {
  const amount = smallestClearingAmount(debt);
  const rows = payDown(debt, () => amount);
  const last = debt.steps.length - 1;
  if (rows.length > last) return ok(rows);
  if (amount === 1n) return err(tooSmall());
  return ok(payDown(debt, (i) => (i === last ? MAX_MINOR : amount - 1n)));
}

function byAmount(debt: PayDown, amountMinor: bigint, currency: CurrencyCode) {
  const rows = payDown(debt, () => amountMinor);
  if (isCleared(rows)) return ok(rows);
  const grows = rows.at(-1)!.remainingMinor >= totalOf(debt.opening);
  const show = (minor: bigint) => `${toDecimal(money(minor, currency))} ${currency}`;
  const reason = grows ? 'does not cover the interest' : 'is too little';
  const least = show(smallestClearingAmount(debt));
  const message = `${show(amountMinor)} ${reason}: ${least} or more clears the debt in ${rows.length} instalments.`;
  return err(userError(grows ? 'INSTALMENT_BELOW_INTEREST' : 'TOO_MANY_INSTALMENTS', message, ['amount']));
}
