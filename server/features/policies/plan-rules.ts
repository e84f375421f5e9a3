import { addDays, addMonths, type CalendarDate, daysBetween } from '../../kernel/calendar-date.ts';
import { type CurrencyCode, type Money, money, toDecimal } from '../../kernel/money.ts';
import { roundDivide } from '../../kernel/rate.ts';
import type { CreditorPolicy } from './creditor-policy.ts';
import type { Pack } from './pack.ts';

/** PASS: within the rule. REFER: outside, an agent decides. FAIL: nobody may agree to it. */
export const Outcome = { PASS: 'PASS', REFER: 'REFER', FAIL: 'FAIL' } as const;
export type Outcome = keyof typeof Outcome;

/** A rule, what it was applied to and what came out; threshold, actual and wouldPass are plain values as text. */
export interface RuleOutcome {
  readonly ruleId: string;
  readonly pack: string;
  readonly packVersion: string;
  readonly outcome: Outcome;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  readonly threshold: string;
  readonly actual: string;
  /** The nearest value that passes; null when this one does. */
  readonly wouldPass: string | null;
}

/** What the rules look at. */
export interface PlanShape {
  readonly asOf: CalendarDate;
  readonly currency: CurrencyCode;
  readonly balanceMinor: bigint;
  readonly upFrontMinor: bigint;
  readonly instalments: readonly { readonly dueOn: CalendarDate; readonly amountMinor: bigint }[];
  readonly interestFreeze: boolean;
}

type Finding = Omit<RuleOutcome, 'pack' | 'packVersion' | 'outcome' | 'wouldPass'> & {
  readonly passes: boolean;
  readonly wouldPass: string;
};

/** Every rule on a plan: the law's limit, which nobody may exceed; the creditor's, beyond which an agent answers. */
export function checkPlan(plan: PlanShape, policy: CreditorPolicy, pack: Pack): RuleOutcome[] {
  const ofPack = { pack: pack.pack, packVersion: pack.version, otherwise: 'FAIL' } as const;
  const ofPolicy = { pack: policyPack, packVersion: String(policy.version), otherwise: 'REFER' } as const;
  const limit = pack.planLimit ? [duration(pack.planLimit.ruleId, plan, pack.planLimit.maxMonths)] : [];
  const findings = [
    instalmentCount(plan, policy),
    duration('POLICY-MAX-MONTHS', plan, policy.maxMonths),
    smallestInstalment(plan, policy),
    firstPayment(plan, policy),
    firstDue(plan, policy),
    interestFreeze(plan, policy),
  ];
  return [
    ...limit.map((finding) => outcomeOf(finding, ofPack)),
    ...findings.map((finding) => outcomeOf(finding, ofPolicy)),
  ];
}

/** The `pack` of a creditor's own rules. */
export const policyPack = 'creditor-policy';

/** The latest day on which a plan of so many months may end. */
export function latestEnd(asOf: CalendarDate, maxMonths: number): CalendarDate {
  return addMonths(asOf, maxMonths);
}

/** The least first payment, in minor units. */
export function leastFirstPayment(balanceMinor: bigint, percent: number): bigint {
  return roundDivide(balanceMinor * BigInt(percent), 100n, 'CEILING');
}

function outcomeOf(
  { passes, wouldPass, ...finding }: Finding,
  { otherwise, ...source }: { pack: string; packVersion: string; otherwise: Outcome },
): RuleOutcome {
  return {
    ...finding,
    ...source,
    outcome: passes ? 'PASS' : otherwise,
    wouldPass: passes ? null : wouldPass,
  };
}

function instalmentCount({ instalments }: PlanShape, { maxInstalments }: CreditorPolicy): Finding {
  return {
    ruleId: 'POLICY-MAX-INSTALMENTS',
    passes: instalments.length <= maxInstalments,
    inputs: { instalments: instalments.length },
    threshold: String(maxInstalments),
    actual: String(instalments.length),
    wouldPass: String(maxInstalments),
  };
}

/** In months; what would pass is the day by which the last instalment must be due. */
function duration(ruleId: string, { asOf, instalments }: PlanShape, maxMonths: number): Finding {
  const endsOn = instalments.at(-1)!.dueOn;
  const latest = latestEnd(asOf, maxMonths);
  return {
    ruleId,
    passes: endsOn <= latest,
    inputs: { asOf, endsOn },
    threshold: String(maxMonths),
    actual: String(monthsUntil(asOf, endsOn)),
    wouldPass: latest,
  };
}

/** The last instalment is only the rest, so a plan's instalment is its first; a debt may be smaller than one. */
function smallestInstalment(plan: PlanShape, { minInstalment }: CreditorPolicy): Finding {
  const amount = money(plan.instalments[0]!.amountMinor, plan.currency);
  const sameCurrency = amount.currency === minInstalment.currency;
  return {
    ruleId: 'POLICY-MIN-INSTALMENT',
    passes: plan.instalments.length === 1 || (sameCurrency && amount.minor >= minInstalment.minor),
    inputs: { instalmentMinor: amount.minor.toString(), currency: amount.currency },
    threshold: textOf(minInstalment),
    actual: textOf(amount),
    wouldPass: textOf(minInstalment),
  };
}

/** The first money that comes: the up-front payment, or the first instalment where there is none. */
function firstPayment(plan: PlanShape, { minFirstPaymentPercent: percent }: CreditorPolicy): Finding {
  const { currency, balanceMinor, upFrontMinor } = plan;
  const first = upFrontMinor > 0n ? upFrontMinor : plan.instalments[0]!.amountMinor;
  const least = leastFirstPayment(balanceMinor, percent);
  return {
    ruleId: 'POLICY-MIN-FIRST-PAYMENT',
    passes: first >= least,
    inputs: { percent, balanceMinor: balanceMinor.toString(), firstPaymentMinor: first.toString(), currency },
    threshold: textOf(money(least, currency)),
    actual: textOf(money(first, currency)),
    wouldPass: textOf(money(least, currency)),
  };
}

/** In days; what would pass is the latest day. */
function firstDue({ asOf, instalments }: PlanShape, { maxFirstDueDays }: CreditorPolicy): Finding {
  const firstDueOn = instalments[0]!.dueOn;
  const days = daysBetween(asOf, firstDueOn);
  return {
    ruleId: 'POLICY-FIRST-DUE',
    passes: days <= maxFirstDueDays,
    inputs: { asOf, firstDueOn },
    threshold: String(maxFirstDueDays),
    actual: String(days),
    wouldPass: addDays(asOf, maxFirstDueDays),
  };
}

function interestFreeze(plan: PlanShape, policy: CreditorPolicy): Finding {
  return {
    ruleId: 'POLICY-INTEREST-FREEZE',
    passes: policy.interestFreeze || !plan.interestFreeze,
    inputs: { interestFreeze: plan.interestFreeze },
    threshold: String(policy.interestFreeze),
    actual: String(plan.interestFreeze),
    wouldPass: String(policy.interestFreeze),
  };
}

/** Whole months that reach the date, a begun one counted. */
function monthsUntil(from: CalendarDate, to: CalendarDate): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  const months = 12 * (toYear - fromYear) + toMonth - fromMonth;
  return addMonths(from, months) < to ? months + 1 : months;
}

function textOf(amount: Money): string {
  return `${toDecimal(amount)} ${amount.currency}`;
}
