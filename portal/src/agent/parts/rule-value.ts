import { fromMinorUnits, toMinorUnits } from '../../amount.ts';
import { addMonths, daysBetween } from '../../calendar.ts';
import { formatDate, formatMoney } from '../../format.ts';
import type { Currency } from '../../graph.ts';
import type { Reason } from '../../shared/plan/rule-reasons.tsx';
import type { Words } from '../../words.tsx';
import type { Decision } from './rule.queries.ts';

/** A rule's plain value ("60", "500.00 CNY", "2026-12-01", "true") as people read it. */
export function ruleValue(ruleId: string, value: string | null | undefined, { t, locale }: Words): string {
  if (value === null || value === undefined) return '–';
  const money = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(value);
  if (money) {
    const [, amount = '0', code] = money;
    const currency = code as Currency;
    return formatMoney({ amount, currency, minorUnits: toMinorUnits(amount, currency).toString() }, locale);
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDate(value, locale, 'medium');
  if (value === 'true' || value === 'false') return t(`agent.yesNo.${value}`);
  if (!/^\d+$/.test(value)) return value;
  const count = Number(value);
  switch (ruleId) {
    case 'POLICY-FIRST-DUE':
      return t('ui.days', { count });
    case 'POLICY-MAX-MONTHS':
    case 'CN-PLAN-02':
      return t('agent.rule.months', { count });
    default:
      return value;
  }
}

/** What a rule limits, in two or three words; a rule without words is named by its id. */
export function ruleName(ruleId: string, { find }: Words): string {
  return find(`agent.rule.name.${ruleId}`) ?? ruleId;
}

/** The newest decision of each rule: of the offer that is on the table. */
export function latestDecisions(decisions: readonly Decision[]): Decision[] {
  const byRule = new Map<string, Decision>();
  for (const decision of decisions) {
    const known = byRule.get(decision.ruleId);
    if (!known || known.decidedAt < decision.decidedAt) byRule.set(decision.ruleId, decision);
  }
  return [...byRule.values()];
}

/** A decision keeps what it was applied to under the rule's own names. */
export function reasonOf({ ruleId, outcome, inputs, threshold, wouldPass }: Decision): Reason {
  return {
    ruleId,
    outcome,
    threshold,
    wouldPass,
    actual: askedIn(inputs as Readonly<Record<string, unknown>>),
  };
}

function askedIn(inputs: Readonly<Record<string, unknown>>): string | null {
  const { currency } = inputs;
  const minor = inputs.firstPaymentMinor ?? inputs.instalmentMinor;
  if (typeof minor === 'string' && typeof currency === 'string')
    return moneyText(minor, currency as Currency);
  const { asOf, endsOn, firstDueOn } = inputs;
  if (typeof asOf === 'string' && typeof endsOn === 'string') return String(monthsUntil(asOf, endsOn));
  if (typeof asOf === 'string' && typeof firstDueOn === 'string')
    return String(daysBetween(asOf, firstDueOn));
  const asked = inputs.instalments ?? inputs.interestFreeze;
  return asked === undefined ? null : String(asked);
}

/** Whole months that reach the date, a begun one counted, as the rule counts them. */
function monthsUntil(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  const months = 12 * (toYear - fromYear) + toMonth - fromMonth;
  return addMonths(from, months) < to ? months + 1 : months;
}

function moneyText(minor: string, currency: Currency): string {
  return `${fromMinorUnits(BigInt(minor), currency)} ${currency}`;
}
