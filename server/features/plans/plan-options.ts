import { addDays, addMonths, earlierDate } from '../../kernel/calendar-date.ts';
import { balanceAsOf } from '../debts/balance.ts';
import { leastFirstPayment } from '../policies/plan-rules.ts';
import { type Quote, quoteFor } from './quote.ts';
import type { QuoteFacts } from './quote-facts.ts';
import { MAX_INSTALMENTS } from './simulation.ts';

/** Lengths that people think in, in months. */
const usualLengths = [3, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72];

/** The shortest usual, the longest and a middle plan that the policy decides at once; fewer for a small debt. */
export function planOptions(facts: QuoteFacts): Quote[] {
  const longest = longestAtOnce(facts);
  if (longest === 0) return [];
  const usual = usualLengths.filter((length) => length < longest);
  const lengths = usual.length >= 2 ? [...usual, longest] : upTo(longest);
  const chosen = new Set([lengths[0]!, lengths[Math.floor((lengths.length - 1) / 2)]!, longest]);
  return [...chosen].flatMap((months) => monthlyAtOnce(facts, months) ?? []);
}

/** Longer plans pass fewer rules, so the longest is found by halving. */
function longestAtOnce(facts: QuoteFacts): number {
  let passes = 0;
  let fails = Math.min(facts.policy.maxInstalments, MAX_INSTALMENTS) + 1;
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2);
    if (monthlyAtOnce(facts, middle)) passes = middle;
    else fails = middle;
  }
  return passes;
}

/** So many monthly instalments, with the first payment that the policy asks for where an instalment is too little. */
function monthlyAtOnce(facts: QuoteFacts, count: number): Quote | null {
  const { asOf, policy } = facts;
  const firstDueOn = earlierDate(addMonths(asOf, 1), addDays(asOf, policy.maxFirstDueDays));
  const first = leastFirstPayment(balanceAsOf(facts.balance, asOf).totalMinor, policy.minFirstPaymentPercent);
  for (const upFrontMinor of new Set([0n, first])) {
    const quote = quoteFor(facts, { size: { count }, frequency: 'MONTHLY', firstDueOn, upFrontMinor });
    if (quote.ok && quote.value.withinPolicy) return quote.value;
  }
  return null;
}

function upTo(longest: number): number[] {
  return longest < 3 ? [longest] : Array.from({ length: longest - 1 }, (_, i) => i + 2);
}
