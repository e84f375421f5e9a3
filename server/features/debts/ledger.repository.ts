import type { Tx } from '../../database/transaction.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { newId } from '../../kernel/id.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { LedgerTransaction } from './ledger.ts';

export interface Posting {
  readonly debtorId: string;
  readonly debtId: string;
  readonly creditorId: string;
  readonly currency: CurrencyCode;
  readonly transaction: LedgerTransaction;
  readonly effectiveOn: CalendarDate;
  readonly postedAt: Date;
  readonly description?: string | null;
  readonly paymentId?: string | null;
}

/** Appends one transaction with its entries; answers its id. That it sums to zero the database checks at commit. */
export async function postTransaction(tx: Tx, posting: Posting): Promise<string> {
  const [id] = await postTransactions(tx, [posting]);
  return id!;
}

/** Appends any number of transactions in one statement; answers their ids in the same order. */
export async function postTransactions(tx: Tx, postings: readonly Posting[]): Promise<string[]> {
  const rows = postings.map(toRow);
  if (rows.length > 0) await tx.query(insertSql, [JSON.stringify(rows)]);
  return rows.map(({ id }) => id);
}

function toRow({ transaction: { kind, entries }, description, paymentId, ...posting }: Posting) {
  return {
    id: newId(),
    debtor_id: posting.debtorId,
    debt_id: posting.debtId,
    creditor_id: posting.creditorId,
    currency: posting.currency,
    kind,
    effective_on: posting.effectiveOn,
    posted_at: posting.postedAt,
    description: description ?? null,
    payment_id: paymentId ?? null,
    entries: entries.map(({ account, amountMinor }) => ({ account, amount: amountMinor.toString() })),
  };
}

const insertSql = `
  with posting as materialized (
    select * from json_to_recordset($1::json) as row (
      id uuid, debtor_id uuid, debt_id uuid, creditor_id uuid, currency text, kind text, effective_on date,
      posted_at timestamptz, description text, payment_id uuid, entries json)
  ), posted as (
    insert into ledger_transaction
           (debtor_id, id, debt_id, creditor_id, kind, effective_on, posted_at, description, payment_id)
    select debtor_id, id, debt_id, creditor_id, kind, effective_on, posted_at, description, payment_id
      from posting
  )
  insert into ledger_entry
         (debtor_id, id, transaction_id, debt_id, creditor_id, kind, effective_on, account, amount_minor, currency)
  select posting.debtor_id, gen_random_uuid(), posting.id, posting.debt_id, posting.creditor_id, posting.kind,
         posting.effective_on, entry.account, entry.amount, posting.currency
    from posting, json_to_recordset(posting.entries) as entry (account text, amount bigint)`;
