import Stripe from 'stripe';
import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '../../kernel/result.ts';
import {
  type Checkout,
  type CheckoutRefusal,
  type OpenedCheckout,
  type PaymentNotice,
  type PaymentOutcome,
  type PaymentProvider,
  type PaymentReport,
  secondsOf,
  type Webhook,
  type WebhookRefusal,
  webhookToleranceSeconds,
} from './payment-provider.ts';

export interface StripeDeps {
  readonly secretKey: string;
  /** `whsec_…` of the endpoint that Stripe sends its events to. */
  readonly webhookSecret: string;
  /** Where Stripe is, if it is not api.stripe.com. */
  readonly api?: Pick<Stripe.StripeConfig, 'host' | 'port' | 'protocol'>;
}

type Session = Stripe.Checkout.Session;

/** What such a header is made of; stripe 23.1 throws a RangeError at other letters in a signature's place. */
const PLAIN = /^[\w=,-]+$/;

/** Stripe Checkout: https://docs.stripe.com/payments/checkout. */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  readonly #stripe: Stripe;
  readonly #webhookSecret: string;

  constructor({ secretKey, webhookSecret, api }: StripeDeps) {
    this.#stripe = new Stripe(secretKey, { ...api, timeout: 10_000, maxNetworkRetries: 1, telemetry: false });
    this.#webhookSecret = webhookSecret;
  }

  /** The payment's id is the idempotency key: asked again, Stripe answers with the session it made before. */
  async createCheckout(checkout: Checkout): Promise<Result<OpenedCheckout, CheckoutRefusal>> {
    const { paymentId } = checkout;
    const amount = Number(checkout.amountMinor);
    if (!Number.isSafeInteger(amount)) return err('AMOUNT_REFUSED');
    try {
      const { id, url } = await this.#stripe.checkout.sessions.create(sessionParams(checkout, amount), {
        idempotencyKey: paymentId,
      });
      if (url === null) throw new TypeError(`Stripe answered session ${id} without a page to pay on.`);
      return ok({ providerReference: id, checkoutUrl: url });
    } catch (error) {
      if (isUnavailable(error)) return err('UNAVAILABLE');
      if (isAmountRefused(error)) return err('AMOUNT_REFUSED');
      throw error;
    }
  }

  parseWebhook(webhook: Webhook): Result<PaymentNotice, WebhookRefusal> {
    const event = this.#genuineEvent(webhook);
    return event.ok ? noticeOf(event.value) : event;
  }

  async fetchStatus(providerReference: string): Promise<Result<PaymentReport, 'UNAVAILABLE' | 'NOT_FOUND'>> {
    try {
      const session = await this.#stripe.checkout.sessions.retrieve(providerReference, {
        expand: ['payment_intent'],
      });
      return ok(reportOf(session, outcomeOf(session)));
    } catch (error) {
      if (isUnavailable(error)) return err('UNAVAILABLE');
      if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing')
        return err('NOT_FOUND');
      throw error;
    }
  }

  #genuineEvent({ headers, rawBody, now }: Webhook): Result<Stripe.Event, WebhookRefusal> {
    const { 'stripe-signature': signature } = headers;
    if (typeof signature !== 'string' || !PLAIN.test(signature)) return err('BAD_SIGNATURE');
    const verify = (tolerance: number) =>
      this.#stripe.webhooks.constructEvent(
        rawBody,
        signature,
        this.#webhookSecret,
        tolerance,
        undefined,
        now.epochMilliseconds,
      );
    try {
      return ok(verify(webhookToleranceSeconds));
    } catch (error) {
      if (error instanceof SyntaxError) return err('MALFORMED');
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    }
    return passes(() => verify(0)) ? err('STALE') : err('BAD_SIGNATURE');
  }
}

/**
 * Stripe counts in the smallest unit of each currency as ISO 4217 does, for every currency of ours: the yen has no
 * decimals, and charges in TWD have two.
 */
function sessionParams(checkout: Checkout, amount: number): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment_id: checkout.paymentId };
  return {
    mode: 'payment',
    client_reference_id: checkout.paymentId,
    metadata,
    payment_intent_data: { metadata },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: checkout.currency.toLowerCase(),
          unit_amount: amount,
          product_data: { name: checkout.description },
        },
      },
    ],
    success_url: checkout.returnUrl,
    cancel_url: checkout.cancelUrl,
    locale: checkout.locale === 'zh-CN' ? 'zh' : 'en-GB',
    expires_at: secondsOf(checkout.expiresAt),
  };
}

function noticeOf(event: Stripe.Event): Result<PaymentNotice, WebhookRefusal> {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
    case 'checkout.session.async_payment_failed':
    case 'checkout.session.expired': {
      const session = event.data.object;
      if (session.mode !== 'payment') return err('IRRELEVANT');
      if (session.amount_total === null || session.currency === null) return err('MALFORMED');
      const failed = event.type === 'checkout.session.async_payment_failed';
      return ok({
        ...reportOf(session, failed ? 'FAILED' : outcomeOf(session)),
        eventId: event.id,
        occurredAt: Temporal.Instant.fromEpochMilliseconds(event.created * 1000),
      });
    }
    default:
      return err('IRRELEVANT');
  }
}

function reportOf(session: Session, outcome: PaymentOutcome): PaymentReport {
  return {
    providerReference: session.id,
    outcome,
    amountMinor: BigInt(session.amount_total ?? 0),
    currency: session.currency?.toUpperCase() ?? '',
    ...(outcome === 'FAILED' && { failureCode: failureCodeOf(session) }),
  };
}

/** A completed session may still wait for a slow means of payment: only `paid` is paid. */
function outcomeOf(session: Session): PaymentOutcome {
  if (session.payment_status === 'paid') return 'SUCCEEDED';
  if (session.status === 'expired') return 'CANCELLED';
  const intent = session.payment_intent;
  const failed = session.status === 'complete' && typeof intent === 'object' && intent?.last_payment_error;
  return failed ? 'FAILED' : 'PENDING';
}

function failureCodeOf({ payment_intent: intent }: Session): string {
  const error = typeof intent === 'object' ? intent?.last_payment_error : null;
  return error?.decline_code ?? error?.code ?? 'async_payment_failed';
}

/** The network, or Stripe itself: nothing is wrong with what was asked. */
function isUnavailable(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeAPIError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    // Another request with the same key is being answered at this moment.
    (error instanceof Stripe.errors.StripeError && error.statusCode === 409)
  );
}

function isAmountRefused(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    (error.code === 'amount_too_small' || error.code === 'amount_too_large')
  );
}

function passes(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}
