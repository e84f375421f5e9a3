import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { Jurisdiction } from '../creditors/jurisdiction.ts';
import { type AllocationFacts, allocationFactsSql } from '../debts/allocation-choice.ts';
import type { BalanceFacts } from '../debts/balance.ts';
import { type BalanceFactsJson, balanceFactsSql, parseBalanceFacts } from '../debts/balance-facts.ts';
import {
  type CreditorPolicy,
  type CreditorPolicyJson,
  parsePolicy,
  policyInForceSql,
  policyJsonSql,
} from '../policies/creditor-policy.ts';

/** Everything that a quote depends on besides the terms asked for. */
export interface QuoteFacts {
  readonly debtorId: string;
  readonly debtId: string;
  readonly creditorId: string;
  /** Today on the creditor's calendar. */
  readonly asOf: CalendarDate;
  readonly timeZone: string;
  readonly jurisdiction: Jurisdiction;
  readonly recalled: boolean;
  readonly allocation: AllocationFacts;
  readonly balance: BalanceFacts;
  readonly policy: CreditorPolicy;
}

export interface QuoteFactsJson extends Omit<QuoteFacts, 'balance' | 'policy'> {
  readonly balance: BalanceFactsJson;
  readonly policy: CreditorPolicyJson;
}

/**
 * The facts as one JSON object, for the query and for the use cases alike, so that the two cannot differ. `debt` is
 * a row of `debt`, `now` a timestamptz. Null when the creditor has no policy in force.
 */
export function quoteFactsSql(debt: string, now: string): string {
  return `(select json_build_object(
      'debtorId', ${debt}.debtor_id, 'debtId', ${debt}.id, 'creditorId', c.id, 'asOf', today.day,
      'timeZone', c.time_zone, 'jurisdiction', c.jurisdiction, 'recalled', ${debt}.recalled_at is not null,
      'allocation', ${allocationFactsSql(debt, 'policy.allocation_preset')},
      'balance', ${balanceFactsSql(debt, 'today.day')},
      'policy', ${policyJsonSql('policy', 'c.currency')})
    from creditor c
   cross join lateral (select (${now} at time zone c.time_zone)::date as day) today
   cross join lateral ${policyInForceSql('c.id', now)} policy
   where c.id = ${debt}.creditor_id)`;
}

export function parseQuoteFacts({ balance, policy, ...facts }: QuoteFactsJson): QuoteFacts {
  return { ...facts, balance: parseBalanceFacts(balance), policy: parsePolicy(policy) };
}
