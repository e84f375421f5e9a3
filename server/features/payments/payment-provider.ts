import type { Temporal } from 'temporal-polyfill';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import type { Locale } from '../../locales/words.ts';

export const paymentProviderNames = ['sandbox', 'stripe'] as const;
export type PaymentProviderName = (typeof paymentProviderNames)[number];

/** What a provider's hosted page is opened for. The same payment always opens the same page. */
export interface Checkout {
  readonly paymentId: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** What the person reads on the page. */
  readonly description: string;
  /** Where the person goes after an answer, whatever it is, and after turning back. */
  readonly returnUrl: string;
  readonly cancelUrl: string;
  readonly locale: Locale;
  readonly expiresAt: Temporal.Instant;
}

export interface OpenedCheckout {
  readonly providerReference: string;
  readonly checkoutUrl: string;
}

/** UNAVAILABLE: nobody can tell, asking again is right. AMOUNT_REFUSED: too small or too large for the provider. */
export type CheckoutRefusal = 'UNAVAILABLE' | 'AMOUNT_REFUSED';

export type PaymentOutcome = 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'PENDING';

/** What the provider says of a payment. */
export interface PaymentReport {
  readonly providerReference: string;
  readonly outcome: PaymentOutcome;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly failureCode?: string;
}

/** A report that the provider sent by itself: late, twice, or in another order than it happened. */
export interface PaymentNotice extends PaymentReport {
  readonly eventId: string;
  readonly occurredAt: Temporal.Instant;
}

export interface Webhook {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes as they came: the signature is over them, not over what they mean. */
  readonly rawBody: Buffer;
  readonly now: Temporal.Instant;
}

/** IRRELEVANT: genuine, but about something that is not ours to settle. */
export type WebhookRefusal = 'BAD_SIGNATURE' | 'STALE' | 'IRRELEVANT' | 'MALFORMED';

/** How old, or how far ahead of our clock, a signed message may be. */
export const webhookToleranceSeconds = 300;

/** As providers write instants: whole seconds of the Unix epoch. */
export function secondsOf(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}

/** Somebody who takes money for us on a page of their own, so that no card number ever comes here. */
export interface PaymentProvider {
  readonly name: PaymentProviderName;
  createCheckout(checkout: Checkout): Promise<Result<OpenedCheckout, CheckoutRefusal>>;
  parseWebhook(webhook: Webhook): Result<PaymentNotice, WebhookRefusal>;
  fetchStatus(providerReference: string): Promise<Result<PaymentReport, 'UNAVAILABLE' | 'NOT_FOUND'>>;
}
