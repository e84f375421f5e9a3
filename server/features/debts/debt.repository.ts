import type { Tx } from '../../database/transaction.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { BalanceFacts } from './balance.ts';
import { type BalanceFactsJson, balanceFactsSql, parseBalanceFacts } from './balance-facts.ts';
import { DebtEntity } from './debt.entity.ts';

export interface DebtKey {
  readonly debtorId: string;
  readonly id: string;
}

export async function findDebt(tx: Tx, { debtorId, id }: DebtKey): Promise<DebtEntity | null> {
  return tx.findOneBy(DebtEntity, { debtorId, id });
}

/** What `balanceAsOf` needs, in one statement; null when the debt does not exist or is not the actor's to see. */
export async function loadBalanceFacts(
  tx: Tx,
  { debtorId, id }: DebtKey,
  asOf: CalendarDate,
): Promise<BalanceFacts | null> {
  const rows: { facts: BalanceFactsJson }[] = await tx.query(
    `select ${balanceFactsSql('debt', '$3::date')} as facts from debt where debtor_id = $1 and id = $2`,
    [debtorId, id, asOf],
  );
  return rows[0] ? parseBalanceFacts(rows[0].facts) : null;
}
