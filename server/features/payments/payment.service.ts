import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { claimRequest, isReplay } from '../../database/client-request.ts';
import { inTransaction, lockDebtor, type Tx } from '../../database/transaction.ts';
import type { Actor, DebtorActor } from '../../identity/actor.ts';
import { authorise } from '../../identity/permissions.ts';
import { type Clock, fromDate, toDate } from '../../kernel/clock.ts';
import { AppError, assertNever } from '../../kernel/errors.ts';
import type { Money } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import {
  type InvalidInputError,
  invalidInput,
  type NotAllowedNowError,
  notAllowedNow,
} from '../../kernel/user-errors.ts';
import { localeOf } from '../../locales/language.ts';
import { wordsFor } from '../../locales/words.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import type { PaymentEntity } from './payment.entity.ts';
import {
  findPayableDebt,
  insertPayment,
  linkReference,
  lockPayment,
  type PayableDebt,
  type PaymentKey,
  updatePayment,
} from './payment.repository.ts';
import { checkoutLife, checkoutLifeLeast, paymentTransitions } from './payment.ts';
import { checkAmount, parseAmount, type RawAmount } from './payment-amount.ts';
import { owedOn } from './payment-preview.ts';
import type { Checkout, CheckoutRefusal, PaymentProvider, PaymentProviderName } from './payment-provider.ts';

export interface PaymentDeps {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly provider: PaymentProvider;
  /** Where the provider's page sends the person afterwards. */
  readonly linksFor: (payment: PaymentKey) => Pick<Checkout, 'returnUrl' | 'cancelUrl'>;
}

export interface StartPayment {
  /** Made by the client; becomes the payment's id. */
  readonly id: string;
  readonly debtorId: string;
  readonly debtId: string;
  readonly amount: RawAmount;
}

export type StartPaymentRefusal = InvalidInputError | NotAllowedNowError;

type ParsedStart = Omit<StartPayment, 'amount'> & { readonly amount: Money };

interface Begun {
  readonly payment: PaymentEntity;
  readonly debt: PayableDebt;
}

export class PaymentService {
  constructor(private readonly deps: PaymentDeps) {}

  /**
   * Begins a payment and opens the provider's page for it, outside any transaction: what is slow or down there holds
   * no locks here. If the page cannot be had the payment stays CREATED, and the same request goes on from there.
   */
  async startPayment(actor: Actor, input: StartPayment): Promise<Result<PaymentKey, StartPaymentRefusal>> {
    authorise(actor, 'payment.start', { debtorId: input.debtorId });
    const amount = parseAmount(input.amount);
    if (!amount.ok) return err(invalidInput([amount.error]));
    const payment = { ...input, amount: amount.value };
    const begun = await inTransaction(this.deps.source, actor, (tx) => this.#begin(tx, actor, payment));
    if (!begun.ok) return begun;
    return begun.value.payment.status === 'CREATED' ? this.#openCheckout(actor, begun.value) : ok(input);
  }

  async #begin(tx: Tx, actor: DebtorActor, input: ParsedStart): Promise<Result<Begun, StartPaymentRefusal>> {
    const { id, debtorId, debtId, amount } = input;
    const now = this.deps.clock.now();
    await lockDebtor(tx, debtorId);
    const content = { debtId, amountMinor: amount.minor.toString(), currency: amount.currency };
    const request = { debtorId, id, operation: 'startPayment', content, at: now };
    const replay = await isReplay(tx, request);
    const debt = await findPayableDebt(tx, { debtorId, id: debtId }, now);
    if (debt === null) throw new AppError('NOT_FOUND');
    if (replay) return ok({ payment: (await lockPayment(tx, input))!, debt });
    const refusal = refusePayment(debt, amount);
    if (refusal) return err(refusal);
    await claimRequest(tx, request);
    const payment = newPayment(input, debt, this.deps.provider.name, now);
    await insertPayment(tx, payment);
    await appendEvent(tx, {
      type: 'PAYMENT_STARTED',
      debtorId,
      creditorId: debt.creditorId,
      debtId,
      paymentId: id,
      planId: debt.activePlanId ?? undefined,
      actor,
      occurredAt: now,
      data: { amountMinor: content.amountMinor, currency: content.currency },
    });
    return ok({ payment, debt });
  }

  async #openCheckout(
    actor: Actor,
    { payment, debt }: Begun,
  ): Promise<Result<PaymentKey, StartPaymentRefusal>> {
    const { source, clock, provider, linksFor } = this.deps;
    const expiresAt = fromDate(payment.createdAt).add(checkoutLife);
    if (isTooLate(expiresAt, clock.now())) return err(begunTooLongAgo());
    const locale = localeOf(debt.language);
    const opened = await provider.createCheckout({
      paymentId: payment.id,
      amountMinor: payment.amountMinor,
      currency: payment.currency,
      description: wordsFor(locale).t('payment.description', { creditor: debt.creditorName }),
      ...linksFor(payment),
      locale,
      expiresAt,
    });
    if (!opened.ok) return err(refusalOf(opened.error));
    await inTransaction(source, actor, async (tx) => {
      await lockDebtor(tx, payment.debtorId);
      const current = (await lockPayment(tx, payment))!;
      const next = paymentTransitions.next(current.status, 'OPEN');
      if (!next.ok) return; // the same request, sent twice at once, was quicker
      await updatePayment(tx, current, { status: next.value, provider: provider.name, ...opened.value });
      await linkReference(tx, provider.name, opened.value.providerReference, payment);
    });
    return ok(payment);
  }
}

function newPayment(
  { id, debtorId, debtId, amount }: ParsedStart,
  { creditorId, activePlanId }: PayableDebt,
  provider: PaymentProviderName,
  now: Temporal.Instant,
): PaymentEntity {
  return {
    debtorId,
    id,
    debtId,
    creditorId,
    planId: activePlanId,
    amountMinor: amount.minor,
    currency: amount.currency,
    status: paymentTransitions.initial,
    provider,
    providerReference: null,
    checkoutUrl: null,
    failureCode: null,
    effectiveOn: null,
    allocationOrder: null,
    allocation: null,
    daysPastDue: null,
    receiptNumber: null,
    version: 1,
    createdAt: toDate(now),
    settledAt: null,
  };
}

function refusePayment({ facts, isRecalled }: PayableDebt, amount: Money): StartPaymentRefusal | null {
  if (isRecalled) {
    return notAllowedNow(
      'DEBT_RECALLED',
      'The creditor has taken this account back. Please pay the creditor.',
    );
  }
  const checked = checkAmount(amount, owedOn(facts));
  return checked.ok ? null : invalidInput([checked.error]);
}

function refusalOf(refusal: CheckoutRefusal): StartPaymentRefusal {
  switch (refusal) {
    case 'UNAVAILABLE':
      return notAllowedNow(
        'PROVIDER_UNAVAILABLE',
        'The payment page cannot be opened at the moment. Nothing was taken. Send the same request again in a minute.',
      );
    case 'AMOUNT_REFUSED':
      return notAllowedNow(
        'AMOUNT_REFUSED_BY_PROVIDER',
        'The payment provider does not take this amount. Start a new payment of another amount.',
      );
    default:
      return assertNever(refusal);
  }
}

function isTooLate(expiresAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return now.epochMilliseconds > expiresAt.subtract(checkoutLifeLeast).epochMilliseconds;
}

function begunTooLongAgo(): NotAllowedNowError {
  return notAllowedNow('PAYMENT_TOO_OLD', 'This payment was begun too long ago. Start a new one.');
}
