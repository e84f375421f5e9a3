import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Checkout } from '../../../server/features/payments/payment-provider.ts';
import { StripeProvider } from '../../../server/features/payments/stripe.provider.ts';
import { TestClock } from '../../../server/kernel/clock.ts';

/** Stripe itself cannot be asked here: its signatures are made by its own library, its API is a local recorder. */
const webhookSecret = 'whsec_for_tests_only';
const clock = new TestClock('2026-11-22T08:00:00Z');
const now = clock.now();
const { webhooks } = new Stripe('sk_test_x');

interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly form: Record<string, string>;
}
const recorded: Recorded[] = [];
let answers: { status: number; body: unknown }[] = [];
const api = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    recorded.push({ method, path: url, headers, form: Object.fromEntries(new URLSearchParams(text)) });
    const { status, body } = answers.shift()!;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
});
let stripe: StripeProvider;
beforeAll(async () => {
  await new Promise<void>((listening) => api.listen(0, '127.0.0.1', listening));
  const { port } = api.address() as AddressInfo;
  const local = { protocol: 'http', host: '127.0.0.1', port } as const;
  stripe = new StripeProvider({ secretKey: 'sk_test_x', webhookSecret, api: local });
});
afterAll(() => new Promise((closed) => api.close(closed)));

const session = {
  id: 'cs_test_1',
  object: 'checkout.session',
  mode: 'payment',
  url: 'https://checkout.stripe.example/c/pay/cs_test_1',
  amount_total: 123_456,
  currency: 'cny',
  status: 'complete',
  payment_status: 'paid',
  payment_intent: 'pi_1',
};
const checkout: Checkout = {
  paymentId: '0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11',
  amountMinor: 123_456n,
  currency: 'CNY',
  description: '向银行还款',
  returnUrl: 'https://portal.example/payments/1',
  cancelUrl: 'https://portal.example/payments/1?cancelled',
  locale: 'zh-CN',
  expiresAt: now.add({ hours: 24 }),
};

describe('a Stripe checkout', () => {
  it('asks for one session of the exact amount, under the payment as idempotency key', async () => {
    answers = [{ status: 200, body: session }];
    expect(await stripe.createCheckout(checkout)).toEqual({
      ok: true,
      value: { providerReference: 'cs_test_1', checkoutUrl: session.url },
    });
    const { method, path, headers, form } = recorded.at(-1)!;
    expect([method, path]).toEqual(['POST', '/v1/checkout/sessions']);
    expect(headers['idempotency-key']).toBe(checkout.paymentId);
    expect(headers.authorization).toBe('Bearer sk_test_x');
    expect(form).toEqual({
      mode: 'payment',
      client_reference_id: checkout.paymentId,
      'metadata[payment_id]': checkout.paymentId,
      'payment_intent_data[metadata][payment_id]': checkout.paymentId,
      'line_items[0][quantity]': '1',
      'line_items[0][price_data][currency]': 'cny',
      'line_items[0][price_data][unit_amount]': '123456',
      'line_items[0][price_data][product_data][name]': '向银行还款',
      success_url: checkout.returnUrl,
      cancel_url: checkout.cancelUrl,
      locale: 'zh',
      expires_at: String(now.epochMilliseconds / 1000 + 86_400),
    });
  });

  it('counts yen in yen', async () => {
    answers = [{ status: 200, body: session }];
    await stripe.createCheckout({ ...checkout, amountMinor: 5_000n, currency: 'JPY' });
    expect(recorded.at(-1)!.form).toMatchObject({
      'line_items[0][price_data][currency]': 'jpy',
      'line_items[0][price_data][unit_amount]': '5000',
    });
  });

  it('tries again by itself with the same key, then says that nobody is there', async () => {
    const down = { status: 500, body: { error: { type: 'api_error', message: 'down' } } };
    answers = [down, { status: 200, body: session }];
    expect((await stripe.createCheckout(checkout)).ok).toBe(true);
    expect(recorded.slice(-2).map(({ headers }) => headers['idempotency-key'])).toEqual([
      checkout.paymentId,
      checkout.paymentId,
    ]);
    answers = [down, down];
    expect(await stripe.createCheckout(checkout)).toEqual({ ok: false, error: 'UNAVAILABLE' });
    const nobody = { protocol: 'http', host: '127.0.0.1', port: 9 } as const;
    const unreachable = new StripeProvider({ secretKey: 'sk_test_x', webhookSecret, api: nobody });
    expect(await unreachable.createCheckout(checkout)).toEqual({ ok: false, error: 'UNAVAILABLE' });
    expect(await unreachable.fetchStatus('cs_test_1')).toEqual({ ok: false, error: 'UNAVAILABLE' });
  });

  it('says when the amount is the matter, and throws what is our own mistake', async () => {
    const refusal = (code: string) => ({
      status: 400,
      body: { error: { type: 'invalid_request_error', code } },
    });
    answers = [refusal('amount_too_small')];
    expect(await stripe.createCheckout(checkout)).toEqual({ ok: false, error: 'AMOUNT_REFUSED' });
    expect(await stripe.createCheckout({ ...checkout, amountMinor: 2n ** 60n })).toEqual({
      ok: false,
      error: 'AMOUNT_REFUSED',
    });
    answers = [refusal('parameter_unknown')];
    await expect(stripe.createCheckout(checkout)).rejects.toThrow();
  });

  it('is asked about later', async () => {
    const status = async (change: object) => {
      answers = [{ status: 200, body: { ...session, ...change } }];
      const report = await stripe.fetchStatus('cs_test_1');
      return report.ok ? [report.value.outcome, report.value.failureCode] : report.error;
    };
    expect(await status({})).toEqual(['SUCCEEDED', undefined]);
    expect(await status({ status: 'open', payment_status: 'unpaid' })).toEqual(['PENDING', undefined]);
    expect(await status({ status: 'expired', payment_status: 'unpaid' })).toEqual(['CANCELLED', undefined]);
    const failed = { id: 'pi_1', last_payment_error: { code: 'card_declined', decline_code: 'lost_card' } };
    expect(await status({ payment_status: 'unpaid', payment_intent: failed })).toEqual([
      'FAILED',
      'lost_card',
    ]);
    expect(recorded.at(-1)!.path).toBe('/v1/checkout/sessions/cs_test_1?expand[0]=payment_intent');
    answers = [{ status: 404, body: { error: { type: 'invalid_request_error', code: 'resource_missing' } } }];
    expect(await stripe.fetchStatus('cs_other')).toEqual({ ok: false, error: 'NOT_FOUND' });
  });
});

describe('a Stripe webhook', () => {
  const event = (type: string, change: object = {}) =>
    JSON.stringify({
      id: 'evt_1',
      object: 'event',
      type,
      created: now.epochMilliseconds / 1000 - 5,
      data: { object: { ...session, ...change } },
    });
  const signed = (payload: string, secret = webhookSecret) =>
    webhooks.generateTestHeaderString({ payload, secret, timestamp: now.epochMilliseconds / 1000 });
  const parse = (payload: string, header = signed(payload), secondsLater = 0) =>
    stripe.parseWebhook({
      headers: { 'stripe-signature': header },
      rawBody: Buffer.from(payload),
      now: now.add({ seconds: secondsLater }),
    });
  const paid = event('checkout.session.completed');

  it('tells of a payment', () => {
    expect(parse(paid)).toMatchObject({
      ok: true,
      value: {
        eventId: 'evt_1',
        providerReference: 'cs_test_1',
        outcome: 'SUCCEEDED',
        amountMinor: 123_456n,
        currency: 'CNY',
      },
    });
    expect(parse(paid)).toEqual(parse(paid));
  });

  it.each([
    ['checkout.session.completed', { payment_status: 'unpaid' }, 'PENDING'],
    ['checkout.session.async_payment_succeeded', {}, 'SUCCEEDED'],
    ['checkout.session.async_payment_failed', { payment_status: 'unpaid' }, 'FAILED'],
    ['checkout.session.expired', { payment_status: 'unpaid', status: 'expired' }, 'CANCELLED'],
  ])('%s with %o is %s', (type, change, outcome) => {
    expect(parse(event(type, change))).toMatchObject({ ok: true, value: { outcome } });
  });

  it('is let be when it is about something else', () => {
    expect(parse(event('charge.refunded'))).toEqual({ ok: false, error: 'IRRELEVANT' });
    const other = event('checkout.session.completed', { mode: 'setup', amount_total: null });
    expect(parse(other)).toEqual({ ok: false, error: 'IRRELEVANT' });
    expect(parse('{', signed('{'))).toEqual({ ok: false, error: 'MALFORMED' });
  });

  it('is refused when one bit differs, in the body or in the signature', () => {
    const bad = { ok: false, error: 'BAD_SIGNATURE' };
    const header = signed(paid);
    for (const body of oneBitOff(Buffer.from(paid))) {
      const webhook = { headers: { 'stripe-signature': header }, rawBody: body, now };
      expect(stripe.parseWebhook(webhook)).toEqual(bad);
    }
    for (const bytes of oneBitOff(Buffer.from(header)))
      expect(parse(paid, bytes.toString('latin1'))).toEqual(bad);
    expect(parse(paid, signed(paid, 'whsec_other'))).toEqual(bad);
    expect(parse(paid, '')).toEqual(bad);
    expect(stripe.parseWebhook({ headers: {}, rawBody: Buffer.from(paid), now })).toEqual(bad);
  });

  it('is stale after 300 seconds', () => {
    expect(parse(paid, signed(paid), 300).ok).toBe(true);
    expect(parse(paid, signed(paid), 301)).toEqual({ ok: false, error: 'STALE' });
  });
});

function* oneBitOff(bytes: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
    const changed = Buffer.from(bytes);
    changed[bit >> 3]! ^= 1 << (bit & 7);
    yield changed;
  }
}
