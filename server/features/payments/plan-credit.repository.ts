import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CreditableInstalment } from './plan-credit.ts';

interface DebtKey {
  readonly debtorId: string;
  readonly debtId: string;
}
export interface LockedPlan {
  readonly id: string;
  readonly instalments: readonly CreditableInstalment[];
}

/** With its instalments in due order. */
export async function lockActivePlan(tx: Tx, { debtorId, debtId }: DebtKey): Promise<LockedPlan | null> {
  const [plan] = await tx.query<{ id: string }[]>(
    `select id from plan where debtor_id = $1 and debt_id = $2 and status = 'ACTIVE' for no key update`,
    [debtorId, debtId],
  );
  if (!plan) return null;
  const rows = await tx.query<{ id: string; amount: string; paid: string }[]>(
    `select id, amount_minor as amount, paid_minor as paid from instalment
      where debtor_id = $1 and plan_id = $2 order by due_on, number for no key update`,
    [debtorId, plan.id],
  );
  const instalments = rows.map(({ id, amount, paid }) => ({
    id,
    amountMinor: BigInt(amount),
    paidMinor: BigInt(paid),
  }));
  return { id: plan.id, instalments };
}

export async function saveInstalmentPayments(
  tx: Tx,
  debtorId: string,
  changed: readonly Pick<CreditableInstalment, 'id' | 'paidMinor'>[],
): Promise<void> {
  const rows = changed.map(({ id, paidMinor }) => ({ id, paid_minor: paidMinor.toString() }));
  await tx.query(
    `update instalment set paid_minor = paid.paid_minor
       from json_to_recordset($2::json) as paid (id uuid, paid_minor bigint)
      where instalment.debtor_id = $1 and instalment.id = paid.id`,
    [debtorId, JSON.stringify(rows)],
  );
}

/** The plan is kept to its end; what rested because of it rests no longer. */
export async function completePlan(
  tx: Tx,
  debtorId: string,
  id: string,
  now: Temporal.Instant,
  endedOn: CalendarDate,
): Promise<void> {
  await tx.query(
    `update plan set status = 'COMPLETED', ended_on = $3, version = version + 1 where debtor_id = $1 and id = $2`,
    [debtorId, id, endedOn],
  );
  await tx.query(
    'update collection_hold set ends_at = $3 where debtor_id = $1 and plan_id = $2 and ends_at is null',
    [debtorId, id, now.toString()],
  );
}
