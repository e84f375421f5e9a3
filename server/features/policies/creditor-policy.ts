import { type CurrencyCode, type Money, money } from '../../kernel/money.ts';
import type { AllocationPreset } from '../debts/allocation.ts';

/** What a creditor lets be agreed at once; outside of it an agent answers. */
export interface CreditorPolicy {
  readonly version: number;
  readonly maxInstalments: number;
  /** From the day of the quote to the last instalment. */
  readonly maxMonths: number;
  readonly minInstalment: Money;
  readonly minFirstPaymentPercent: number;
  readonly maxFirstDueDays: number;
  readonly interestFreeze: boolean;
  readonly allocationPreset: AllocationPreset;
  readonly decisionDays: number;
  readonly proposalValidDays: number;
}

/** As `policyJsonSql` yields it; amounts are text, because JSON numbers end at 2^53. */
export interface CreditorPolicyJson extends Omit<CreditorPolicy, 'minInstalment'> {
  readonly minInstalmentMinor: string;
  /** The creditor's. */
  readonly currency: CurrencyCode;
}

/** The row of `creditor_policy` in force at `now`, as a subquery to join. */
export function policyInForceSql(creditorId: string, now: string): string {
  return `(select v.* from creditor_policy v where v.creditor_id = ${creditorId} and v.effective_from <= ${now}
    order by v.version desc limit 1)`;
}

export function policyJsonSql(policy: string, currency: string): string {
  return `json_build_object('version', ${policy}.version, 'maxInstalments', ${policy}.max_instalments,
    'maxMonths', ${policy}.max_months, 'minInstalmentMinor', ${policy}.min_instalment_minor::text,
    'currency', ${currency}, 'minFirstPaymentPercent', ${policy}.min_first_payment_percent,
    'maxFirstDueDays', ${policy}.max_first_due_days, 'interestFreeze', ${policy}.interest_freeze,
    'allocationPreset', ${policy}.allocation_preset, 'decisionDays', ${policy}.decision_days,
    'proposalValidDays', ${policy}.proposal_valid_days)`;
}

export function parsePolicy({ minInstalmentMinor, currency, ...policy }: CreditorPolicyJson): CreditorPolicy {
  return { ...policy, minInstalment: money(BigInt(minInstalmentMinor), currency) };
}
