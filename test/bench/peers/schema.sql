-- What a PostGraphile expert would add for this screen: the computed columns that its graph serves. Only in the
-- benchmark's database; the product computes the same in `server/features/debts/balance.ts` and `status.ts`.
-- The data have ACT_365F and ACT_360 contracts, for which interest is principal × daily rate × days, half up.

drop function if exists debt_balance(debt), instalment_status(instalment), creditor_today(uuid);
drop type if exists debt_balance;

create function creditor_today(creditor_id uuid) returns date language plpgsql stable parallel safe as $$
begin
  return (select (now() at time zone c.time_zone)::date from creditor c where c.id = creditor_id);
end $$;

create function instalment_status(instalment instalment) returns text language sql stable parallel safe as $$
  select case
    when instalment.paid_minor >= instalment.amount_minor then 'PAID'
    when instalment.due_on < creditor_today(instalment.creditor_id) then 'OVERDUE'
    when instalment.paid_minor > 0 then 'PARTLY_PAID'
    when instalment.due_on = creditor_today(instalment.creditor_id) then 'DUE'
    else 'UPCOMING' end
$$;

create type debt_balance as (
  as_of date, opening_minor bigint, charges_minor bigint, interest_minor bigint, fees_minor bigint,
  costs_minor bigint, paid_minor bigint, waived_minor bigint, written_off_minor bigint, total_minor bigint,
  days_past_due int, status text
);

create function debt_balance(debt debt) returns debt_balance language plpgsql stable parallel safe as $$
declare
  today date := creditor_today(debt.creditor_id);
  sums record;
  frozen_from date;
  due date := debt.defaulted_on;
  accrued bigint;
  answer debt_balance;
begin
  select coalesce(sum(amount_minor) filter (where account = 'PRINCIPAL'), 0)::bigint as principal,
         coalesce(-sum(amount_minor) filter (where account = 'CLEARING' and kind = 'OPENING'), 0)::bigint as opening,
         coalesce(sum(amount_minor) filter (where account = 'PRINCIPAL' and own), 0)::bigint as charges,
         coalesce(sum(amount_minor) filter (where account = 'INTEREST' and own), 0)::bigint as interest,
         coalesce(sum(amount_minor) filter (where account = 'FEES' and own), 0)::bigint as fees,
         coalesce(sum(amount_minor) filter (where account = 'COSTS' and own), 0)::bigint as costs,
         coalesce(sum(amount_minor) filter (where account = 'PAYMENTS'), 0)::bigint as paid,
         coalesce(sum(amount_minor) filter (where account = 'WAIVERS'), 0)::bigint as waived,
         coalesce(sum(amount_minor) filter (where account = 'WRITE_OFF'), 0)::bigint as written_off,
         greatest(debt.accrues_from, max(effective_on) filter (where kind = 'INTEREST')) as accrued_through
    into sums
    from (select kind, account, amount_minor, effective_on,
                 kind in ('CHARGE', 'FEE', 'COST', 'INTEREST', 'ADJUSTMENT') as own
            from ledger_entry e
           where e.debtor_id = debt.debtor_id and e.debt_id = debt.id and e.effective_on <= today) entry;
  select min(p.started_on) filter (where p.interest_freeze and p.status in ('ACTIVE', 'COMPLETED'))
    into frozen_from from plan p where p.debtor_id = debt.debtor_id and p.debt_id = debt.id;
  select min(i.due_on) into due
    from plan p join instalment i on i.debtor_id = p.debtor_id and i.plan_id = p.id and i.paid_minor < i.amount_minor
   where p.debtor_id = debt.debtor_id and p.debt_id = debt.id and p.status = 'ACTIVE' having count(*) > 0;
  if not found then due := debt.defaulted_on; end if;
  accrued := round(greatest(sums.principal, 0) * debt.daily_rate
    * greatest(least(today, coalesce(frozen_from, today)) - sums.accrued_through, 0));
  answer := (today, sums.opening, sums.charges, sums.interest + accrued, sums.fees, sums.costs, sums.paid, sums.waived,
    sums.written_off, sums.opening + sums.charges + sums.interest + accrued + sums.fees + sums.costs - sums.paid
      - sums.waived - sums.written_off, 0, 'SETTLED');
  if answer.total_minor > 0 then
    answer.days_past_due := greatest(today - due, 0);
    answer.status := case when answer.days_past_due > 0 then 'PAST_DUE' else 'CURRENT' end;
  end if;
  return answer;
end $$;
