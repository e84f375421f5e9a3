import Fastify from 'fastify';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../server/database/data-source.ts';
import { entities } from '../../server/database/entities.ts';
import { inTransaction } from '../../server/database/transaction.ts';
import { postTransaction } from '../../server/features/debts/ledger.repository.ts';
import { openingPosting } from '../../server/features/debts/ledger.ts';
import { makePayments, type PaymentsDeps } from '../../server/features/payments/payment.module.ts';
import { findPayableDebt } from '../../server/features/payments/payment.repository.ts';
import { loopbackUrl } from '../../server/features/payments/payment.routes.ts';
import type { PaymentFacts } from '../../server/features/payments/payment-facts.ts';
import { owedOn } from '../../server/features/payments/payment-preview.ts';
import { sandboxKeys } from '../../server/features/payments/sandbox.provider.ts';
import { signedHeaders } from '../../server/features/payments/standard-webhooks.ts';
import type { DebtorActor } from '../../server/identity/actor.ts';
import { system } from '../../server/identity/actor.ts';
import { addMonths, type CalendarDate } from '../../server/kernel/calendar-date.ts';
import { TestClock, toDate } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/id.ts';
import { freshDatabase } from './database.ts';

const secret = 'a secret for tests only, 32 bytes';

export interface Owed {
  readonly principal?: bigint;
  readonly interest?: bigint;
  readonly fees?: bigint;
  readonly costs?: bigint;
}
export interface TestDebt {
  readonly actor: DebtorActor;
  readonly debtorId: string;
  readonly debtId: string;
  readonly creditorId: string;
}

/** A database, a server that listens, and payments by the sandbox; debts and plans are put in by hand. */
export async function paymentWorld(config: PaymentsDeps['config'] = { provider: 'sandbox', secret }) {
  const database = await freshDatabase();
  const source = await openDataSource(database.url, [...entities], 12);
  const clock = new TestClock('2026-11-22T08:00:00Z');
  const server = Fastify();
  const log = { warn: () => undefined };
  const payments = makePayments({ source, clock, config, publicUrl: 'http://portal.example', log });
  payments.addRoutes(server);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const query = <Row>(sql: string, values: unknown[] = []) =>
    inTransaction(source, system, (tx) => tx.query<Row[]>(sql, values));
  const world = { ...payments, database, source, clock, server, query, url: loopbackUrl(server) };
  return {
    ...world,
    creditorId: await addCreditor(world),
    async close() {
      await server.close();
      await source.destroy();
      await database.drop();
    },
  };
}
export type PaymentWorld = Awaited<ReturnType<typeof paymentWorld>>;

/** Enough to put rows in and to look at them. */
interface World {
  readonly source: DataSource;
  readonly clock: TestClock;
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
}

async function addCreditor({ query, clock }: World): Promise<string> {
  const id = newId();
  const now = clock.now().toString();
  await query(
    `insert into creditor (id, code, name, jurisdiction, currency, time_zone, created_at)
     values ($1, $1::uuid::text, 'Harbour & Valley Bank', 'CN', 'CNY', 'Asia/Shanghai', $2)`,
    [id, now],
  );
  await query(
    `insert into creditor_policy (id, creditor_id, version, max_instalments, max_months, min_instalment_minor,
       min_first_payment_percent, max_first_due_days, interest_freeze, allocation_preset, decision_days,
       proposal_valid_days, effective_from)
     values ($1, $2, 1, 60, 60, 1, 0, 45, false, 'CN_CARD_DPD_LE_90', 5, 14, $3)`,
    [newId(), id, now],
  );
  return id;
}

/** A card debt in default since 1 October 2026 at 0.05 % a day, as loaded on 1 November. */
export async function addDebt(world: World & { creditorId: string }, owed: Owed = {}): Promise<TestDebt> {
  const { query, clock, creditorId } = world;
  const [debtorId, debtId] = [newId(), newId()];
  const now = clock.now().toString();
  await query(
    `insert into debtor (debtor_id, name, birth_date, language, time_zone, created_at, updated_at)
     values ($1, '林梅', '1990-01-31', 'EN', 'Asia/Shanghai', $2, $2)`,
    [debtorId, now],
  );
  await query(
    `insert into debt (debtor_id, id, creditor_id, external_id, product_type, currency, opened_on, defaulted_on,
       daily_rate, day_count, accrues_from, content_hash, created_at, updated_at)
     values ($1, $2, $3, 'A-1', 'CREDIT_CARD', 'CNY', '2020-01-01', '2026-10-01', 0.0005, 'ACT_365F', '2026-11-01',
       '', $4, $4)`,
    [debtorId, debtId, creditorId, now],
  );
  const { principal = 1_000_00n, interest = 50_00n, fees = 30_00n, costs = 20_00n } = owed;
  await inTransaction(world.source, system, (tx) =>
    postTransaction(tx, {
      ...{ debtorId, debtId, creditorId, currency: 'CNY', effectiveOn: '2026-11-01' },
      postedAt: toDate(clock.now()),
      transaction: openingPosting({ PRINCIPAL: principal, INTEREST: interest, FEES: fees, COSTS: costs }),
    }),
  );
  return { actor: { kind: 'DEBTOR', debtorId, sessionId: newId() }, debtorId, debtId, creditorId };
}

/** A signed plan with monthly instalments from 1 December 2026, and the hold that goes with it. */
export async function addPlan(
  { query, clock }: World,
  { debtorId, debtId, creditorId }: TestDebt,
  amounts: readonly bigint[],
  { interestFreeze = true, firstDueOn = '2026-12-01' as CalendarDate } = {},
): Promise<string> {
  const planId = newId();
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  const now = clock.now().toString();
  const dueOn = (at: number) => addMonths(firstDueOn, at);
  await query(
    `insert into plan (debtor_id, id, debt_id, creditor_id, proposal_id, agreement_id, status, currency, frequency,
       interest_freeze, allocation_order, instalment_count, total_minor, started_on, last_due_on, created_at)
     values ($1, $2, $3, $4, $5, $6, 'ACTIVE', 'CNY', 'MONTHLY', $7, 'CN_CARD_DPD_LE_90', $8, $9, '2026-11-22', $10, $11)`,
    [
      ...[debtorId, planId, debtId, creditorId, newId(), newId(), interestFreeze],
      ...[amounts.length, total.toString(), dueOn(amounts.length - 1), now],
    ],
  );
  for (const [at, amount] of amounts.entries()) {
    await query(
      `insert into instalment (debtor_id, id, plan_id, creditor_id, number, due_on, currency, amount_minor,
         principal_minor, interest_minor, fees_minor, costs_minor, remaining_minor)
       values ($1, $2, $3, $4, $5, $6, 'CNY', $7, $7, 0, 0, 0, 0)`,
      [debtorId, newId(), planId, creditorId, at + 1, dueOn(at), amount.toString()],
    );
  }
  await query(
    `insert into collection_hold (debtor_id, id, debt_id, creditor_id, reason, plan_id, starts_at)
     values ($1, $2, $3, $4, 'ACTIVE_PLAN', $5, $6)`,
    [debtorId, newId(), debtId, creditorId, planId, now],
  );
  return planId;
}

export interface PaymentRow {
  readonly id: string;
  readonly status: string;
  readonly amount_minor: string;
  readonly provider_reference: string;
  readonly checkout_url: string;
  readonly failure_code: string | null;
  readonly effective_on: string | null;
  readonly allocation_order: string | null;
  readonly allocation: Record<string, string> | null;
  readonly days_past_due: number | null;
  readonly receipt_number: string | null;
  readonly plan_id: string | null;
}

export async function paymentRow({ query }: World, id: string): Promise<PaymentRow> {
  const [row] = await query<PaymentRow>(
    'select *, effective_on::text as effective_on from payment where id = $1',
    [id],
  );
  return row!;
}

/** Begins a payment that must be possible, and answers its row. */
export async function begin(world: PaymentWorld, debt: TestDebt, amount: string): Promise<PaymentRow> {
  const id = newId();
  const { actor, debtorId, debtId } = debt;
  const started = await world.payments.startPayment(actor, {
    id,
    debtorId,
    debtId,
    amount: { amount, currency: 'CNY' },
  });
  if (!started.ok) throw new Error(started.error.message);
  return paymentRow(world, id);
}

export interface News {
  readonly outcome: 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'PENDING';
  readonly eventId?: string;
  readonly amountMinor?: string;
  readonly currency?: string;
  readonly secondsAgo?: number;
  readonly key?: Buffer;
}

/** What the sandbox would send of this payment, signed; or what somebody else would. */
export function noticeOf({ clock }: Pick<World, 'clock'>, payment: PaymentRow, news: News) {
  const { outcome, eventId = `evt_${newId()}`, secondsAgo = 0, key = sandboxKeys(secret).webhook } = news;
  const amountMinor = news.amountMinor ?? payment.amount_minor;
  const data = {
    reference: payment.provider_reference,
    outcome,
    amountMinor,
    currency: news.currency ?? 'CNY',
  };
  const timestamp = Math.floor(clock.now().epochMilliseconds / 1000) - secondsAgo;
  const body = JSON.stringify({
    type: `payment.${outcome.toLowerCase()}`,
    timestamp: clock.now().toString(),
    data,
  });
  return {
    body,
    headers: { ...signedHeaders(key, { id: eventId, timestamp, body }), 'content-type': 'application/json' },
  };
}

export async function send({ url }: PaymentWorld, notice: ReturnType<typeof noticeOf>, provider = 'sandbox') {
  const response = await fetch(`${url}/webhooks/${provider}`, { method: 'POST', ...notice });
  const answer = (await response.json()) as { result?: string; error?: string };
  return { status: response.status, said: answer.result ?? answer.error };
}

export async function tell(world: PaymentWorld, payment: PaymentRow, news: News) {
  return send(world, noticeOf(world, payment, news));
}

/** Presses a button on the sandbox's page, as a browser without JavaScript does. */
export async function press({ url }: PaymentWorld, payment: PaymentRow, choice: string): Promise<Response> {
  return fetch(`${url}${new URL(payment.checkout_url).pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ choice }),
  });
}

/** What a payment of now would meet. */
export async function factsOf(
  { source, clock }: World,
  { debtorId, debtId: id }: TestDebt,
): Promise<PaymentFacts> {
  const debt = await inTransaction(source, system, (tx) =>
    findPayableDebt(tx, { debtorId, id }, clock.now()),
  );
  return debt!.facts;
}

export async function owedOf(world: World, debt: TestDebt): Promise<bigint> {
  return owedOn(await factsOf(world, debt)).minor;
}

/** Sums over the books of one debt. */
export async function books({ query }: World, { debtId }: TestDebt) {
  const [row] = await query<Record<'all' | 'owed' | 'paid' | 'payments' | 'uneven', string>>(
    `select coalesce(sum(amount_minor), 0) as all,
            coalesce(sum(amount_minor) filter (where account in ('PRINCIPAL', 'INTEREST', 'FEES', 'COSTS')), 0) as owed,
            coalesce(sum(amount_minor) filter (where account = 'PAYMENTS'), 0) as paid,
            (select count(*) from ledger_transaction t where t.debt_id = $1 and t.kind = 'PAYMENT') as payments,
            (select count(*) from (select from ledger_entry e where e.debt_id = $1 group by e.transaction_id
              having sum(e.amount_minor) <> 0) odd) as uneven
       from ledger_entry where debt_id = $1`,
    [debtId],
  );
  const read = (text: string) => BigInt(text);
  return {
    allMinor: read(row!.all),
    owedMinor: read(row!.owed),
    paidMinor: read(row!.paid),
    payments: Number(row!.payments),
    uneven: Number(row!.uneven),
  };
}

export async function eventTypes({ query }: World, { debtId }: TestDebt): Promise<string[]> {
  const rows = await query<{ type: string }>(
    'select type from activity_event where debt_id = $1 order by type',
    [debtId],
  );
  return rows.map(({ type }) => type);
}
