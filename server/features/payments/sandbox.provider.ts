import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../../kernel/clock.ts';
import { assertNever } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type {
  Checkout,
  OpenedCheckout,
  PaymentNotice,
  PaymentOutcome,
  PaymentProvider,
  PaymentReport,
  Webhook,
  WebhookRefusal,
} from './payment-provider.ts';
import { SandboxNotifier } from './sandbox.notifier.ts';
import { type CheckoutState, openCheckout, type SandboxCheckout, sealCheckout } from './sandbox-checkout.ts';
import { verifyMessage } from './standard-webhooks.ts';

/** What a person may choose on the sandbox's page; LATER and TWICE are what real providers do now and then. */
export const sandboxChoices = ['PAY', 'PAY_LATER', 'PAY_TWICE', 'DECLINE', 'CANCEL'] as const;
export type SandboxChoice = (typeof sandboxChoices)[number];

export interface SandboxDeps {
  readonly clock: Clock;
  readonly secret: string;
  /** Where people reach this server. */
  readonly publicUrl: string;
  /** Where this server reaches its own `/webhooks/sandbox`. */
  readonly webhookUrl: () => string;
  readonly log: Pick<Logger, 'warn'>;
  /** How late "later" is. */
  readonly laterMs?: number;
}

const noticeShape = z.object({
  type: z.string(),
  timestamp: z.iso.datetime(),
  data: z.object({
    reference: z.string().min(1),
    outcome: z.enum(['SUCCEEDED', 'FAILED', 'CANCELLED', 'PENDING']),
    amountMinor: z
      .string()
      .regex(/^[0-9]{1,19}$/)
      .transform(BigInt),
    currency: z.string(),
    failureCode: z.string().optional(),
  }),
});

/** One secret, a key for each use. */
export function sandboxKeys(secret: string) {
  const keyFor = (use: string) => createHmac('sha256', secret).update(`sandbox.${use}`).digest();
  return { checkout: keyFor('checkout'), webhook: keyFor('webhook') };
}

/**
 * A payment provider without money, for development and demonstrations: its own page, and notices over HTTP that
 * are signed, late, doubled or missing like real ones. It remembers answers while the process lives, no longer.
 */
export class SandboxProvider implements PaymentProvider {
  readonly name = 'sandbox';
  readonly #keys: ReturnType<typeof sandboxKeys>;
  readonly #notifier: SandboxNotifier;
  readonly #answers = new LRUCache<string, PaymentReport>({ max: 10_000 });

  constructor(private readonly deps: SandboxDeps) {
    this.#keys = sandboxKeys(deps.secret);
    this.#notifier = new SandboxNotifier({ ...deps, key: this.#keys.webhook });
  }

  async createCheckout({ expiresAt, ...checkout }: Checkout): Promise<Result<OpenedCheckout, never>> {
    const sealed = { ...checkout, expiresAt: expiresAt.toString() };
    const providerReference = sealCheckout(this.#keys.checkout, sealed);
    return ok({ providerReference, checkoutUrl: `${this.deps.publicUrl}/sandbox/pay/${providerReference}` });
  }

  parseWebhook(webhook: Webhook): Result<PaymentNotice, WebhookRefusal> {
    const verified = verifyMessage(this.#keys.webhook, webhook);
    if (!verified.ok) return verified;
    const parsed = noticeShape.safeParse(parseJson(webhook.rawBody));
    if (!parsed.success) return err('MALFORMED');
    const { type, timestamp, data } = parsed.data;
    if (!type.startsWith('payment.')) return err('IRRELEVANT');
    const { reference, ...report } = data;
    const occurredAt = Temporal.Instant.from(timestamp);
    return ok({ ...report, providerReference: reference, eventId: verified.value, occurredAt });
  }

  async fetchStatus(providerReference: string): Promise<Result<PaymentReport, 'NOT_FOUND'>> {
    const checkout = this.find(providerReference);
    if (checkout === null) return err('NOT_FOUND');
    const known = this.#answers.get(providerReference);
    if (known) return ok(known);
    const outcome = this.stateOf(providerReference, checkout) === 'EXPIRED' ? 'CANCELLED' : 'PENDING';
    return ok(reportOf(providerReference, checkout, outcome));
  }

  find(providerReference: string): SandboxCheckout | null {
    return openCheckout(this.#keys.checkout, providerReference);
  }

  stateOf(providerReference: string, { expiresAt }: SandboxCheckout): CheckoutState {
    if (this.#answers.get(providerReference)?.outcome === 'SUCCEEDED') return 'PAID';
    return Temporal.Instant.compare(this.deps.clock.now(), expiresAt) < 0 ? 'OPEN' : 'EXPIRED';
  }

  /** Does what was chosen on the page, and answers where the person goes next. */
  async choose(providerReference: string, checkout: SandboxCheckout, choice: SandboxChoice): Promise<string> {
    const report = reportOf(providerReference, checkout, outcomeOf(choice));
    this.#answers.set(providerReference, report);
    await this.#tell(choice, `evt_${newId()}`, this.#noticeBody(report));
    return choice === 'CANCEL' ? checkout.cancelUrl : checkout.returnUrl;
  }

  close(): void {
    this.#notifier.close();
  }

  async #tell(choice: SandboxChoice, eventId: string, body: string): Promise<void> {
    if (choice === 'PAY_LATER') return this.#notifier.notifyLater(this.deps.laterMs ?? 20_000, eventId, body);
    const copies = choice === 'PAY_TWICE' ? 2 : 1;
    await Promise.all(Array.from({ length: copies }, () => this.#notifier.notify(eventId, body)));
  }

  #noticeBody({ providerReference, amountMinor, ...report }: PaymentReport): string {
    return JSON.stringify({
      type: `payment.${report.outcome.toLowerCase()}`,
      timestamp: this.deps.clock.now().toString(),
      data: { ...report, reference: providerReference, amountMinor: amountMinor.toString() },
    });
  }
}

function outcomeOf(choice: SandboxChoice): PaymentOutcome {
  switch (choice) {
    case 'PAY':
    case 'PAY_LATER':
    case 'PAY_TWICE':
      return 'SUCCEEDED';
    case 'DECLINE':
      return 'FAILED';
    case 'CANCEL':
      return 'CANCELLED';
    default:
      return assertNever(choice);
  }
}

function reportOf(
  providerReference: string,
  { amountMinor, currency }: SandboxCheckout,
  outcome: PaymentOutcome,
): PaymentReport {
  const report = { providerReference, outcome, amountMinor, currency };
  return outcome === 'FAILED' ? { ...report, failureCode: 'card_declined' } : report;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined; // no JSON has no shape
  }
}
