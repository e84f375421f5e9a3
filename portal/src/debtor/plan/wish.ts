import { addMonths } from '../../calendar.ts';
import type { Simulation } from '../../shared/plan/plan.queries.ts';
import { type PlanTerms, termsFrom } from '../../shared/plan/plan-terms.ts';
import type { BuilderLimits } from '../../shared/plan/slider-scale.ts';
import type { PlanDebt } from './builder.queries.ts';

/** What somebody is about to propose, kept until it is sent: one of the computed options, or their own. */
export interface Wish {
  /** The index of an option, or OWN. */
  readonly choice: string;
  readonly terms: PlanTerms;
  readonly message: string;
}

export const OWN = 'OWN';

export const wishName = {
  propose: (debtId: string) => `wish:${debtId}`,
  counter: (proposalId: string, version: number) => `wish:${proposalId}:${version}`,
};

const fallbackMaxInstalments = 60;

export function limitsOf(debt: PlanDebt): BuilderLimits {
  const { policy } = debt.creditor;
  return {
    maxInstalments: policy?.maxInstalments ?? fallbackMaxInstalments,
    minInstalment: policy?.minInstalment ?? null,
    earliest: debt.balance.asOf,
  };
}

/** Starts from the middle option; without options, from a year of monthly payments. */
export function firstWish(debt: PlanDebt, options: readonly Simulation[]): Wish {
  const middle = Math.floor((options.length - 1) / 2);
  const option = options[middle];
  if (option) return { choice: String(middle), terms: termsFrom(option), message: '' };
  const firstDueOn = addMonths(debt.balance.asOf, 1);
  const terms = {
    by: 'COUNT',
    amount: '',
    count: '12',
    frequency: 'MONTHLY',
    firstDueOn,
    upFront: '',
  } as const;
  return { choice: OWN, terms, message: '' };
}

/** From the shortest to the longest. */
export function sortOptions(options: readonly Simulation[]): Simulation[] {
  return options.toSorted((a, b) => a.lastDueOn.localeCompare(b.lastDueOn));
}
