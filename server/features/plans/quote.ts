import type { CalendarDate, Frequency } from '../../kernel/calendar-date.ts';
import { type UserError, userError } from '../../kernel/errors.ts';
import { encodeId } from '../../kernel/id.ts';
import { type CurrencyCode, type Money, money, toDecimal } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type AllocationPreset, allocationOrders, type ComponentAmounts } from '../debts/allocation.ts';
import { allocationChoice } from '../debts/allocation-choice.ts';
import { balanceAsOf } from '../debts/balance.ts';
import { canonicalJson, sha256Hex } from '../documents/canonical-json.ts';
import { type Pack, packFor } from '../policies/pack.ts';
import { checkPlan, latestEnd, type RuleOutcome } from '../policies/plan-rules.ts';
import { partsToJson, scheduleToJson } from './offer-schedule.ts';
import type { SimulatedInstalment } from './pay-down.ts';
import type { PlanTerms, RawTerms } from './plan-terms.ts';
import type { QuoteFacts } from './quote-facts.ts';
import { dueDates } from './schedule.ts';
import { MAX_INSTALMENTS, type Simulation, simulate } from './simulation.ts';

/** What a plan would come to, and what the rules say of it. Whatever is signed later equals it to the minor unit. */
export interface Quote {
  readonly debtId: string;
  readonly asOf: CalendarDate;
  readonly frequency: Frequency;
  readonly instalmentCount: number;
  readonly instalmentAmount: Money;
  readonly lastInstalmentAmount: Money;
  readonly firstDueOn: CalendarDate;
  readonly lastDueOn: CalendarDate;
  /** Null when nothing is paid on the day of signing. */
  readonly upFront: Money | null;
  readonly balance: Money;
  readonly balanceParts: ComponentAmounts;
  readonly interestFreeze: boolean;
  /** What the plan adds to the balance: totalToPay − balance. */
  readonly totalInterest: Money;
  readonly totalToPay: Money;
  readonly schedule: readonly (SimulatedInstalment & { readonly currency: CurrencyCode })[];
  readonly allocationOrder: AllocationPreset;
  /** Whether the creditor's policy agrees at once; if not, an agent answers within `decisionDays`. */
  readonly withinPolicy: boolean;
  readonly decisionDays: number;
  readonly policyVersion: number;
  readonly ruleOutcomes: readonly RuleOutcome[];
  /** Hash of everything that would be agreed. */
  readonly fingerprint: string;
}

/**
 * The one function behind the simulation that a person sees, the options and the offer that is kept. Refuses what
 * cannot be computed and what nobody may agree to, field by field. `interestFreeze` is the policy's unless an agent
 * grants another.
 */
export function quoteFor(
  facts: QuoteFacts,
  terms: PlanTerms,
  interestFreeze: boolean = facts.policy.interestFreeze,
): Result<Quote, UserError[]> {
  if (facts.recalled) return err([userError('DEBT_RECALLED', recalledSentence, ['debtId'])]);
  const pack = packFor(facts.jurisdiction);
  const allocationOrder = allocationChoice(facts.allocation, facts.asOf).preset;
  const wish = { facts, terms, interestFreeze, allocationOrder };
  const simulation = simulated(wish);
  if (!simulation.ok) return err([refusalOf(simulation.error, wish, pack)]);
  const ruleOutcomes = checkPlan({ ...simulation.value, interestFreeze }, facts.policy, pack);
  if (pack.planLimit && ruleOutcomes.some(({ outcome }) => outcome === 'FAIL')) {
    return err([tooLong(wish, pack.planLimit)]);
  }
  return ok(quoteOf(wish, simulation.value, ruleOutcomes));
}

export const recalledSentence = 'The creditor has taken this debt back; nothing can be agreed on it here.';

interface Wish {
  readonly facts: QuoteFacts;
  readonly terms: PlanTerms;
  readonly interestFreeze: boolean;
  readonly allocationOrder: AllocationPreset;
}

function simulated({ facts, terms, interestFreeze, allocationOrder }: Wish) {
  const { asOf, balance } = facts;
  const order = allocationOrders[allocationOrder];
  return simulate({ facts: balance, asOf, request: terms, interestFreeze, order });
}

function quoteOf(
  { facts, terms, interestFreeze, allocationOrder }: Wish,
  simulation: Simulation,
  ruleOutcomes: RuleOutcome[],
): Quote {
  const { asOf, currency, instalments } = simulation;
  const inCurrency = (minor: bigint) => money(minor, currency);
  const agreed = {
    debtId: encodeId({ type: 'Debt', debtorId: facts.debtorId, id: facts.debtId }),
    asOf,
    frequency: terms.frequency,
    instalmentCount: instalments.length,
    instalmentAmount: inCurrency(instalments[0]!.amountMinor),
    lastInstalmentAmount: inCurrency(instalments.at(-1)!.amountMinor),
    firstDueOn: instalments[0]!.dueOn,
    lastDueOn: simulation.endsOn,
    upFront: simulation.upFrontMinor > 0n ? inCurrency(simulation.upFrontMinor) : null,
    balance: inCurrency(simulation.balanceMinor),
    balanceParts: balanceAsOf(facts.balance, asOf).components,
    interestFreeze,
    totalInterest: inCurrency(simulation.futureInterestMinor),
    totalToPay: inCurrency(simulation.totalMinor),
    schedule: instalments.map((row) => ({ ...row, currency })),
    allocationOrder,
  };
  return {
    ...agreed,
    withinPolicy: ruleOutcomes.every(({ outcome }) => outcome === 'PASS'),
    decisionDays: facts.policy.decisionDays,
    policyVersion: facts.policy.version,
    ruleOutcomes,
    fingerprint: fingerprintOf(agreed),
  };
}

type Agreed = Omit<Quote, 'withinPolicy' | 'decisionDays' | 'policyVersion' | 'ruleOutcomes' | 'fingerprint'>;

/** Equal for equal deals only: every date and minor unit that would be agreed is in it, and nothing else. */
export function fingerprintOf(agreed: Agreed): string {
  const { debtId, asOf, frequency, interestFreeze, allocationOrder, balanceParts, schedule } = agreed;
  return sha256Hex(
    canonicalJson({
      version: 1,
      debtId,
      asOf,
      currency: agreed.balance.currency,
      frequency,
      interestFreeze,
      allocationOrder,
      balanceParts: partsToJson(balanceParts),
      upFrontMinor: (agreed.upFront?.minor ?? 0n).toString(),
      totalMinor: agreed.totalToPay.minor.toString(),
      schedule: scheduleToJson(schedule),
    }),
  );
}

/** The simulation speaks of `count` and `amount`; the input has longer names. Too slow a plan meets the law first. */
function refusalOf({ code, message, path }: UserError, wish: Wish, { planLimit }: Pack): UserError {
  if (planLimit && tooSlow.has(code)) return tooLong(wish, planLimit);
  const names: Readonly<Record<string, string>> = { count: 'instalmentCount', amount: 'instalmentAmount' };
  const field = path.map((step) => names[step] ?? step);
  return userError(code, message, field);
}

const tooSlow: ReadonlySet<string> = new Set(['TOO_MANY_INSTALMENTS', 'INSTALMENT_BELOW_INTEREST']);

/** The law's limit names itself and what would pass, in the words of what was asked for. */
function tooLong(wish: Wish, { ruleId, maxMonths }: NonNullable<Pack['planLimit']>): UserError {
  const { facts, terms } = wish;
  const latest = latestEnd(facts.asOf, maxMonths);
  const most = countUntil(latest, terms);
  const refuse = (field: keyof RawTerms, passes: string) => {
    const rule = `${ruleId}: a plan ends within ${maxMonths} months, on ${latest} at the latest.`;
    return userError(ruleId, `${rule} ${passes} would pass.`, [field]);
  };
  if (most < 1) return refuse('firstDueOn', 'An earlier first date');
  if ('count' in terms.size) return refuse('instalmentCount', `${most} instalments or fewer`);
  const shortest = simulated({ ...wish, terms: { ...terms, size: { count: most } } });
  const least = shortest.ok ? clearingAmount(shortest.value) : 'A larger amount';
  return refuse('instalmentAmount', `${least} or more each time`);
}

function countUntil(latest: CalendarDate, terms: PlanTerms): number {
  return dueDates(terms, MAX_INSTALMENTS).filter((dueOn) => dueOn <= latest).length;
}

/** The equal amount that clears the debt in so many: when the last instalment has to be larger, one unit more. */
function clearingAmount({ instalments, currency }: Simulation): string {
  const regular = instalments[0]!.amountMinor;
  const least = instalments.at(-1)!.amountMinor > regular ? regular + 1n : regular;
  return `${toDecimal(money(least, currency))} ${currency}`;
}
