import type { Param } from '../../graph/reader/reads.ts';

/** The day it is for a creditor: interest and due dates follow the creditor's calendar, wherever the person is. */
export function creditorTodaySql(row: string, now: string): string {
  return `(${now} at time zone (select c.time_zone from creditor c where c.id = ${row}.creditor_id))::date`;
}

/** The day a read is about: its argument `asOf`, else the creditor's today. */
export function asOfSql(row: string, param: Param): string {
  const now = param((_args, env) => env.now.toString(), 'timestamptz');
  return `coalesce(${param((args) => args.asOf ?? null, 'date')}, ${creditorTodaySql(row, now)})`;
}

/**
 * Since when something is due and unpaid: with an active plan its oldest unpaid instalment; what a completed plan has
 * left over, such as interest of late payments, was due with its last instalment; without a plan the day of default.
 * `row` is a row of `debt`.
 */
export function oldestUnpaidDueSql(row: string): string {
  return `(case when exists (select from plan p where p.debtor_id = ${row}.debtor_id and p.debt_id = ${row}.id
        and p.status = 'ACTIVE')
    then (select min(i.due_on) from plan p join instalment i on i.debtor_id = p.debtor_id and i.plan_id = p.id
           where p.debtor_id = ${row}.debtor_id and p.debt_id = ${row}.id and p.status = 'ACTIVE'
             and i.paid_minor < i.amount_minor)
    else coalesce((select case when p.status = 'COMPLETED' then p.last_due_on end from plan p
           where p.debtor_id = ${row}.debtor_id and p.debt_id = ${row}.id
           order by p.created_at desc, p.id desc limit 1), ${row}.defaulted_on) end)`;
}
