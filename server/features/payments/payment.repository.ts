import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { Language } from '../../locales/language.ts';
import { PaymentEntity } from './payment.entity.ts';
import {
  type PaymentFacts,
  type PaymentFactsJson,
  parsePaymentFacts,
  paymentFactsSql,
} from './payment-facts.ts';
import type { PaymentProviderName } from './payment-provider.ts';

export interface PaymentKey {
  readonly debtorId: string;
  readonly id: string;
}

/** A debt as somebody who wants to pay it meets it. */
export interface PayableDebt {
  readonly creditorId: string;
  readonly creditorName: string;
  readonly currency: CurrencyCode;
  readonly language: Language;
  readonly isRecalled: boolean;
  readonly activePlanId: string | null;
  readonly facts: PaymentFacts;
}

/** Null when there is no such debt, or when it is not the actor's to see. Throws when its creditor has no policy. */
export async function findPayableDebt(
  tx: Tx,
  { debtorId, id }: { debtorId: string; id: string },
  now: Temporal.Instant,
): Promise<PayableDebt | null> {
  const [row] = await tx.query<(Omit<PayableDebt, 'facts'> & { facts: PaymentFactsJson | null })[]>(
    `select debt.creditor_id as "creditorId", creditor.name as "creditorName", debt.currency, debtor.language,
            debt.recalled_at is not null as "isRecalled", plan.id as "activePlanId",
            ${paymentFactsSql('debt', '$3::timestamptz')} as facts
       from debt
       join debtor using (debtor_id)
       join creditor on creditor.id = debt.creditor_id
       left join plan on plan.debtor_id = debt.debtor_id and plan.debt_id = debt.id and plan.status = 'ACTIVE'
      where debt.debtor_id = $1 and debt.id = $2`,
    [debtorId, id, now.toString()],
  );
  if (!row) return null;
  if (row.facts === null) throw new Error(`Creditor ${row.creditorId} has no policy in force.`);
  return { ...row, facts: parsePaymentFacts(row.facts) };
}

export async function insertPayment(tx: Tx, payment: PaymentEntity): Promise<void> {
  await tx.insert(PaymentEntity, payment);
}

export async function lockPayment(tx: Tx, { debtorId, id }: PaymentKey): Promise<PaymentEntity | null> {
  return tx.findOne(PaymentEntity, { where: { debtorId, id }, lock: { mode: 'pessimistic_write' } });
}

/** Of a payment that is locked. */
export async function updatePayment(
  tx: Tx,
  { debtorId, id, version }: PaymentEntity,
  change: Partial<PaymentEntity>,
): Promise<void> {
  await tx.update(PaymentEntity, { debtorId, id }, { ...change, version: version + 1 });
}

/** Which payment a provider's reference is of; it has to be found before anybody's rows may be read. */
export async function linkReference(
  tx: Tx,
  provider: PaymentProviderName,
  providerReference: string,
  { debtorId, id }: PaymentKey,
): Promise<void> {
  await tx.query(
    `insert into provider_payment (provider, provider_reference, debtor_id, payment_id) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [provider, providerReference, debtorId, id],
  );
}

export async function findByReference(
  tx: Tx,
  provider: PaymentProviderName,
  providerReference: string,
): Promise<PaymentKey | null> {
  const [row] = await tx.query<PaymentKey[]>(
    `select debtor_id as "debtorId", payment_id as id from provider_payment
      where provider = $1 and provider_reference = $2`,
    [provider, providerReference],
  );
  return row ?? null;
}

/**
 * How often this event has come, this time included. The first of two at once makes the second wait for its commit;
 * a replay writes too, so that its answer also waits for replication.
 */
export async function countWebhookEvent(
  tx: Tx,
  provider: PaymentProviderName,
  eventId: string,
  now: Temporal.Instant,
): Promise<number> {
  const [row] = await tx.query<{ seen: number }[]>(
    `insert into webhook_event as known (provider, event_id, received_at) values ($1, $2, $3)
     on conflict (provider, event_id) do update set seen = known.seen + 1
     returning seen`,
    [provider, eventId, now.toString()],
  );
  return row!.seen;
}

export interface OpenPayment extends PaymentKey {
  readonly providerReference: string;
  readonly createdAt: string;
}

/**
 * Payments whose end is not known, begun before a time; by age, after the one that was looked at last. They count as
 * asked about now, and not again before they are a quarter older: what nobody could tell in a week can wait a day.
 */
export async function takeOpenPayments(
  tx: Tx,
  provider: PaymentProviderName,
  now: Temporal.Instant,
  before: Temporal.Instant,
  after: OpenPayment | null,
  limit: number,
): Promise<OpenPayment[]> {
  const page = await tx.query<OpenPayment[]>(
    `select debtor_id as "debtorId", id, provider_reference as "providerReference", created_at::text as "createdAt"
       from payment
      where status in ('PENDING', 'UNKNOWN') and provider = $1 and created_at < $2
        and (asked_at is null or asked_at + (asked_at - created_at) / 4 <= $7)
        and ($3::timestamptz is null or (created_at, debtor_id, id) > ($3, $4::uuid, $5::uuid))
      order by created_at, debtor_id, id
      limit $6`,
    [
      provider,
      before.toString(),
      after?.createdAt ?? null,
      after?.debtorId ?? null,
      after?.id ?? null,
      limit,
      now.toString(),
    ],
  );
  await tx.query(
    `update payment set asked_at = $2
       from json_to_recordset($1::json) as asked ("debtorId" uuid, id uuid)
      where payment.debtor_id = asked."debtorId" and payment.id = asked.id`,
    [JSON.stringify(page), now.toString()],
  );
  return page;
}
