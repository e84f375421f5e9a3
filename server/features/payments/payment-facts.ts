import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type AllocationFacts, allocationFactsSql } from '../debts/allocation-choice.ts';
import type { BalanceFacts } from '../debts/balance.ts';
import { type BalanceFactsJson, balanceFactsSql, parseBalanceFacts } from '../debts/balance-facts.ts';
import { policyInForceSql } from '../policies/creditor-policy.ts';

/** What `previewPayment` needs to know of a debt, on one day. */
export interface PaymentFacts {
  /** The value date. */
  readonly asOf: CalendarDate;
  /** On the creditor's calendar. */
  readonly today: CalendarDate;
  readonly balance: BalanceFacts;
  readonly allocation: AllocationFacts;
}

/** What `paymentFactsSql` yields. */
export interface PaymentFactsJson {
  readonly asOf: CalendarDate;
  readonly today: CalendarDate;
  readonly balance: BalanceFactsJson;
  readonly allocation: AllocationFacts;
}

/**
 * The facts of a payment that arrives at `now` (a timestamptz) as one JSON object, for the reader's preview and for
 * the posting alike. `debt` is a row of `debt`. Null when the creditor has no policy in force.
 */
export function paymentFactsSql(debt: string, now: string): string {
  return `(select json_build_object(
      'asOf', value.day, 'today', today.day, 'balance', ${balanceFactsSql(debt, 'value.day')},
      'allocation', ${allocationFactsSql(debt, 'policy.allocation_preset')})
    from creditor c
   cross join lateral (select (${now} at time zone c.time_zone)::date as day) today
   cross join lateral (select ${valueDateSql(debt, 'today.day')} as day) value
   cross join lateral ${policyInForceSql('c.id', now)} policy
   where c.id = ${debt}.creditor_id)`;
}

/**
 * A payment counts from today. What is paid up front on the day of signing counts from the day of the offer: the
 * agreement states the balance of that day, and its schedule starts there. Not so once the books have gone on.
 */
function valueDateSql(debt: string, today: string): string {
  return `coalesce((select plan.started_on
      from plan
      join instalment up_front
        on up_front.debtor_id = plan.debtor_id and up_front.plan_id = plan.id and up_front.number = 0
     where plan.debtor_id = ${debt}.debtor_id and plan.debt_id = ${debt}.id and plan.status = 'ACTIVE'
       and not plan.interest_freeze and up_front.due_on = ${today} and up_front.paid_minor < up_front.amount_minor
       and ${debt}.accrues_from <= plan.started_on
       and not exists (select from ledger_entry later
         where later.debtor_id = plan.debtor_id and later.debt_id = plan.debt_id
           and later.effective_on > plan.started_on)), ${today})`;
}

export function parsePaymentFacts({ balance, ...facts }: PaymentFactsJson): PaymentFacts {
  return { ...facts, balance: parseBalanceFacts(balance) };
}
