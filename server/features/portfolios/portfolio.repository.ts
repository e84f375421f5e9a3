import type { Tx } from '../../database/transaction.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { FileAccount } from './portfolio-account.ts';
import type { PostedTransaction } from './revision.ts';

export interface AccountKey {
  readonly creditorId: string;
  readonly externalId: string;
}
/** An account that an earlier import loaded. */
export interface KnownAccount extends AccountKey {
  readonly debtorId: string;
  readonly debtId: string;
  readonly debtorExternalId: string;
  /** Day of the balance that was loaded last. */
  readonly loadedAsOf: CalendarDate;
  readonly contentHash: string;
}

export async function findAccounts(tx: Tx, keys: readonly AccountKey[]): Promise<KnownAccount[]> {
  return tx.query(
    `select known.creditor_id as "creditorId", known.external_id as "externalId", known.debtor_id as "debtorId",
            known.debt_id as "debtId", person.external_id as "debtorExternalId",
            debt.accrues_from::text as "loadedAsOf", debt.content_hash as "contentHash"
       from json_to_recordset($1::json) as given ("creditorId" uuid, "externalId" text)
       join external_debt known
         on known.creditor_id = given."creditorId" and known.external_id = given."externalId"
       join debt on debt.debtor_id = known.debtor_id and debt.id = known.debt_id
       join debtor_creditor person
         on person.debtor_id = known.debtor_id and person.creditor_id = known.creditor_id`,
    [JSON.stringify(keys)],
  );
}

/** In one order, so that two of them never deadlock. */
export async function lockDebtors(tx: Tx, debtorIds: readonly string[]): Promise<void> {
  if (debtorIds.length === 0) return;
  await tx.query(
    'select from debtor where debtor_id = any ($1::uuid[]) order by debtor_id for no key update',
    [debtorIds],
  );
}

export interface AccountToSave {
  readonly creditorId: string;
  readonly debtorId: string;
  readonly debtId: string;
  readonly originalCreditor: string | null;
  readonly account: FileAccount;
  readonly asOf: CalendarDate;
  readonly contentHash: string;
}

export async function addAccounts(tx: Tx, accounts: readonly AccountToSave[], now: Date): Promise<void> {
  if (accounts.length === 0) return;
  await tx.query(
    `with given as materialized (${givenAccounts}), named as (
       insert into external_debt (creditor_id, external_id, debtor_id, debt_id)
       select "creditorId", "externalId", "debtorId", "debtId" from given
     )
     insert into debt (debtor_id, id, creditor_id, external_id, original_creditor, product_type, number_last_four,
       currency, opened_on, defaulted_on, daily_rate, day_count, accrues_from, content_hash, created_at, updated_at)
     select "debtorId", "debtId", "creditorId", "externalId", "originalCreditor", "productType", "lastFour",
            currency, "openedOn", "defaultedOn", "dailyRate", "dayCount", "asOf", "contentHash", $2, $2
       from given`,
    [JSON.stringify(accounts.map(flat)), now],
  );
}

export async function updateAccounts(tx: Tx, accounts: readonly AccountToSave[], now: Date): Promise<void> {
  if (accounts.length === 0) return;
  await tx.query(
    `with given as materialized (${givenAccounts})
     update debt
        set original_creditor = given."originalCreditor", product_type = given."productType",
            number_last_four = given."lastFour", opened_on = given."openedOn",
            defaulted_on = given."defaultedOn", daily_rate = given."dailyRate", day_count = given."dayCount",
            accrues_from = given."asOf", content_hash = given."contentHash", version = version + 1,
            updated_at = $2
       from given
      where debt.debtor_id = given."debtorId" and debt.id = given."debtId"`,
    [JSON.stringify(accounts.map(flat)), now],
  );
}

/** Everything posted to these debts, with the debt it belongs to. */
export async function findPostings(
  tx: Tx,
  debts: readonly { debtorId: string; debtId: string }[],
): Promise<(PostedTransaction & { debtId: string })[]> {
  if (debts.length === 0) return [];
  return tx.query(
    `select posted.debt_id as "debtId", posted.kind, posted.effective_on::text as "effectiveOn",
            posted.payment_id is not null as "isOwnPayment",
            json_object_agg(entry.account, entry.amount_minor::text) as changes
       from json_to_recordset($1::json) as given ("debtorId" uuid, "debtId" uuid)
       join ledger_transaction posted
         on posted.debtor_id = given."debtorId" and posted.debt_id = given."debtId"
       join ledger_entry entry
         on entry.debtor_id = posted.debtor_id and entry.transaction_id = posted.id
        and entry.account in ('PRINCIPAL', 'INTEREST', 'FEES', 'COSTS')
      group by posted.debtor_id, posted.id
      order by posted.effective_on, posted.id`,
    [JSON.stringify(debts)],
  );
}

const givenAccounts = `
  select * from json_to_recordset($1::json) as row (
    "creditorId" uuid, "debtorId" uuid, "debtId" uuid, "externalId" text, "originalCreditor" text,
    "productType" text, "lastFour" text, currency text, "openedOn" date, "defaultedOn" date,
    "dailyRate" numeric, "dayCount" text, "asOf" date, "contentHash" text)`;

function flat({ account, ...row }: AccountToSave) {
  return { ...row, ...account };
}
