import type { Temporal } from 'temporal-polyfill';
import { inTransaction, lockDebtor, type Tx } from '../../database/transaction.ts';
import { system } from '../../identity/actor.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { toDate } from '../../kernel/clock.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import { postTransactions } from '../debts/ledger.repository.ts';
import { waiverPosting } from '../debts/ledger.ts';
import type { PaymentEntity } from './payment.entity.ts';
import {
  countWebhookEvent,
  findByReference,
  findPayableDebt,
  lockPayment,
  type OpenPayment,
  type PaymentKey,
  takeOpenPayments,
  updatePayment,
} from './payment.repository.ts';
import type { PaymentDeps } from './payment.service.ts';
import { type PaymentStatus, paymentTransitions, receiptNumber, stepOf } from './payment.ts';
import { inText, type PreviewedPayment, previewPayment } from './payment-preview.ts';
import type { PaymentNotice, PaymentReport } from './payment-provider.ts';
import { completePlan, lockActivePlan, saveInstalmentPayments } from './plan-credit.repository.ts';
import { creditInstalments, roundingRest } from './plan-credit.ts';

/** SETTLED: the payment's status changed. The others changed nothing: the news was known, or not ours. */
export type Settlement = 'SETTLED' | 'UNCHANGED' | 'REPLAYED' | 'UNKNOWN_REFERENCE';

/** How long a person may sit on the provider's page before we ask about the payment ourselves. */
const askAfter = { minutes: 30 } as const;
const pageSize = 50;

/** What providers tell becomes one ledger effect for a payment, however often and in whatever order they tell it. */
export class PaymentSettlement {
  constructor(private readonly deps: Omit<PaymentDeps, 'linksFor'>) {}

  /** One transaction: an answer to the provider before its commit would lose the news with a crash. */
  async settleFromWebhook(notice: PaymentNotice): Promise<Settlement> {
    const { source, clock, provider } = this.deps;
    return inTransaction(source, system, async (tx) => {
      const key = await findByReference(tx, provider.name, notice.providerReference);
      if (key === null) return 'UNKNOWN_REFERENCE';
      const seen = await countWebhookEvent(tx, provider.name, notice.eventId, clock.now());
      return seen > 1 ? 'REPLAYED' : this.#settle(tx, key, notice);
    });
  }

  /** Asks about payments whose news may have been lost. Answers how many were asked about, and settled. */
  async reconcilePending(now: Temporal.Instant): Promise<{ asked: number; settled: number }> {
    const { source, provider } = this.deps;
    const before = now.subtract(askAfter);
    let [asked, settled] = [0, 0];
    let page: OpenPayment[] = [];
    do {
      const after = page.at(-1) ?? null;
      page = await inTransaction(source, system, (tx) =>
        takeOpenPayments(tx, provider.name, now, before, after, pageSize),
      );
      for (const payment of page) {
        asked += 1;
        const report = await provider.fetchStatus(payment.providerReference);
        if (!report.ok) continue; // nobody can tell yet; a later run asks again
        const outcome = await inTransaction(source, system, (tx) => this.#settle(tx, payment, report.value));
        if (outcome === 'SETTLED') settled += 1;
      }
    } while (page.length === pageSize);
    return { asked, settled };
  }

  async #settle(tx: Tx, key: PaymentKey, report: PaymentReport): Promise<Settlement> {
    await lockDebtor(tx, key.debtorId);
    const payment = await lockPayment(tx, key);
    if (payment === null) throw new Error(`Payment ${key.id} has a provider's reference, but no row.`);
    const step = stepOf(report, payment);
    if (step === null) return 'UNCHANGED';
    const next = paymentTransitions.next(payment.status, step);
    if (!next.ok) return 'UNCHANGED';
    if (next.value === 'SUCCEEDED') await this.#book(tx, payment);
    else await this.#close(tx, payment, next.value, report);
    return 'SETTLED';
  }

  /** The money is there: books it on the creditor's calendar. */
  async #book(tx: Tx, payment: PaymentEntity): Promise<void> {
    const now = this.deps.clock.now();
    const debt = await findPayableDebt(tx, { debtorId: payment.debtorId, id: payment.debtId }, now);
    if (debt === null) throw new Error(`Payment ${payment.id} is for a debt that is not there.`);
    const booked = previewPayment(debt.facts, payment.amountMinor);
    const { asOf: effectiveOn, today } = debt.facts;
    const plan = await this.#creditPlan(tx, payment, booked, today);
    const waived = plan?.rest ? [waiverPosting(plan.rest)] : [];
    await postTransactions(
      tx,
      [...booked.postings, ...waived].map((transaction) => ({
        debtorId: payment.debtorId,
        debtId: payment.debtId,
        creditorId: payment.creditorId,
        currency: payment.currency,
        transaction,
        effectiveOn,
        postedAt: toDate(now),
        paymentId: transaction.kind === 'PAYMENT' ? payment.id : null,
      })),
    );
    const receipt = receiptNumber(payment.id, today);
    await updatePayment(tx, payment, {
      status: 'SUCCEEDED',
      failureCode: null,
      effectiveOn,
      allocationOrder: booked.allocationOrder,
      allocation: inText(booked.parts),
      daysPastDue: booked.daysPastDue,
      receiptNumber: receipt,
      planId: plan?.id ?? null,
      settledAt: toDate(now),
    });
    const about = aboutOf(payment, now, plan?.id);
    const { amountMinor, currency } = payment;
    const data = { amountMinor: amountMinor.toString(), currency, receiptNumber: receipt };
    await appendEvent(tx, { ...about, type: 'PAYMENT_SUCCEEDED', data });
    if (plan?.isCompleted) await appendEvent(tx, { ...about, type: 'PLAN_COMPLETED' });
  }

  /**
   * Credits the active plan, the oldest unpaid instalment first. It is completed when all of them are paid, or when
   * nothing is owed any more: early payment may leave less interest than the plan had foreseen. Interest that arose
   * because instalments were late stays owed; a rest of mere rounding is waived.
   */
  async #creditPlan(tx: Tx, payment: PaymentEntity, booked: PreviewedPayment, today: CalendarDate) {
    const plan = await lockActivePlan(tx, payment);
    if (plan === null) return null;
    const { changed, allPaid } = creditInstalments(plan.instalments, payment.amountMinor);
    await saveInstalmentPayments(tx, payment.debtorId, changed);
    const isCompleted = allPaid || booked.balanceAfter.minor <= 0n;
    if (isCompleted) await completePlan(tx, payment.debtorId, plan.id, this.deps.clock.now(), today);
    const rest = allPaid ? roundingRest(booked.remaining, plan.instalments.length) : null;
    return { id: plan.id, isCompleted, rest };
  }

  /** No money, or not the money that was asked for: nothing is booked. */
  async #close(tx: Tx, payment: PaymentEntity, status: PaymentStatus, report: PaymentReport): Promise<void> {
    const now = this.deps.clock.now();
    const inDoubt = status === 'UNKNOWN';
    const failureCode = inDoubt ? 'AMOUNT_MISMATCH' : (report.failureCode ?? null);
    await updatePayment(tx, payment, { status, failureCode, settledAt: inDoubt ? null : toDate(now) });
    const reported = { reportedMinor: report.amountMinor.toString(), reportedCurrency: report.currency };
    await appendEvent(tx, {
      ...aboutOf(payment, now, payment.planId),
      type: 'PAYMENT_FAILED',
      data: { status, failureCode, ...(inDoubt && reported) },
    });
  }
}

function aboutOf(payment: PaymentEntity, occurredAt: Temporal.Instant, planId: string | null | undefined) {
  const { debtorId, creditorId, debtId, id: paymentId } = payment;
  return { debtorId, creditorId, debtId, paymentId, planId: planId ?? undefined, actor: system, occurredAt };
}
