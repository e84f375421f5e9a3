import { describe, expect, it } from 'vitest';
import {
  sandboxPage,
  sandboxPageHeaders,
  unknownCheckoutPage,
} from '../../../server/features/payments/sandbox.page.ts';
import { SandboxProvider, sandboxKeys } from '../../../server/features/payments/sandbox.provider.ts';
import { openCheckout, sealCheckout } from '../../../server/features/payments/sandbox-checkout.ts';
import { signedHeaders } from '../../../server/features/payments/standard-webhooks.ts';
import { TestClock } from '../../../server/kernel/clock.ts';

const secret = 'a secret for tests only, 32 bytes';
const clock = new TestClock('2026-11-22T08:00:00Z');
const log = { warn: () => undefined };
const sandbox = new SandboxProvider({
  ...{ clock, secret, log, publicUrl: 'https://pay.example' },
  webhookUrl: () => 'http://127.0.0.1:9/webhooks/sandbox',
});
const checkout = {
  paymentId: '0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11',
  amountMinor: 123_456n,
  currency: 'CNY',
  description: 'Payment to <Harbour & "Valley">',
  returnUrl: 'https://portal.example/payments/1?a=1&b=2',
  cancelUrl: 'https://portal.example/payments/1',
  locale: 'en',
  expiresAt: '2026-11-23T08:00:00Z',
} as const;
const now = clock.now();

describe('a sandbox checkout', () => {
  const { checkout: key } = sandboxKeys(secret);

  it('opens again as it was sealed, and always under the same reference', () => {
    expect(openCheckout(key, sealCheckout(key, checkout))).toEqual(checkout);
    expect(sealCheckout(key, { ...checkout })).toBe(sealCheckout(key, checkout));
  });

  it('opens under no other reference', () => {
    const reference = sealCheckout(key, checkout);
    for (let at = 0; at < reference.length; at += 1) {
      const other = reference[at] === 'A' ? 'B' : 'A';
      expect(openCheckout(key, reference.slice(0, at) + other + reference.slice(at + 1))).toBeNull();
    }
    for (const odd of ['', 'x', `${reference}=`, `${reference}A`, '../../etc', '\0']) {
      expect(openCheckout(key, odd)).toBeNull();
    }
    expect(openCheckout(sandboxKeys('another secret').checkout, reference)).toBeNull();
  });

  it('is pending until it is over, then cancelled', async () => {
    const opened = await sandbox.createCheckout({ ...checkout, expiresAt: now.add({ hours: 1 }) });
    if (!opened.ok) throw new Error();
    const { providerReference, checkoutUrl } = opened.value;
    expect(checkoutUrl).toBe(`https://pay.example/sandbox/pay/${providerReference}`);
    expect(await sandbox.fetchStatus(providerReference)).toMatchObject({
      ok: true,
      value: { outcome: 'PENDING' },
    });
    clock.advance({ hours: 1 });
    expect(await sandbox.fetchStatus(providerReference)).toMatchObject({
      value: { outcome: 'CANCELLED', amountMinor: 123_456n, currency: 'CNY' },
    });
    expect(await sandbox.fetchStatus('unknown')).toEqual({ ok: false, error: 'NOT_FOUND' });
    clock.set('2026-11-22T08:00:00Z');
  });
});

describe('a sandbox webhook', () => {
  const notice = {
    type: 'payment.succeeded',
    timestamp: '2026-11-22T07:59:59Z',
    data: { reference: 'r', outcome: 'SUCCEEDED', amountMinor: '9007199254740993', currency: 'CNY' },
  };
  const parse = (body: unknown) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const timestamp = Math.floor(now.epochMilliseconds / 1000);
    const headers = signedHeaders(sandboxKeys(secret).webhook, { id: 'evt_1', timestamp, body: text });
    return sandbox.parseWebhook({ headers, rawBody: Buffer.from(text), now });
  };

  it('is read exactly', () => {
    const read = parse(notice);
    expect(read).toMatchObject({
      ok: true,
      value: {
        eventId: 'evt_1',
        providerReference: 'r',
        outcome: 'SUCCEEDED',
        amountMinor: 9_007_199_254_740_993n,
        currency: 'CNY',
      },
    });
    expect(read.ok && read.value.occurredAt.toString()).toBe('2026-11-22T07:59:59Z');
    expect(parse(notice)).toEqual(read);
  });

  it('is refused where it is no such notice, genuine or not', () => {
    const { data } = notice;
    const odd = [
      '',
      '{',
      '[]',
      'null',
      { ...notice, data: { ...data, amountMinor: 5 } },
      { ...notice, data: {} },
    ];
    for (const body of odd) expect(parse(body)).toEqual({ ok: false, error: 'MALFORMED' });
    expect(parse({ ...notice, type: 'weather.fine' })).toEqual({ ok: false, error: 'IRRELEVANT' });
    const unsigned = { headers: {}, rawBody: Buffer.from(JSON.stringify(notice)), now };
    expect(sandbox.parseWebhook(unsigned)).toEqual({ ok: false, error: 'BAD_SIGNATURE' });
  });
});

describe('the sandbox page', () => {
  it('speaks both languages, and lets nothing out of its text', () => {
    const en = sandboxPage(checkout, 'OPEN', 'en');
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('CN¥1,234.56');
    expect(en).toContain('Payment to &#60;Harbour &#38; &#34;Valley&#34;&#62;');
    expect(en).not.toMatch(/<script|javascript:|\son\w+=/i);
    const zh = sandboxPage(checkout, 'OPEN', 'zh-CN');
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain('不会发生真实扣款');
    expect([...zh.matchAll(/name="choice" value="(\w+)"/g)].map(([, choice]) => choice)).toEqual([
      ...['PAY', 'PAY_LATER', 'PAY_TWICE', 'DECLINE', 'CANCEL'],
    ]);
  });

  it('has nothing to choose once it is paid or over', () => {
    for (const state of ['PAID', 'EXPIRED'] as const) {
      const page = sandboxPage(checkout, state, 'en');
      expect(page).not.toContain('<button');
      expect(page).toContain('href="https://portal.example/payments/1?a=1&#38;b=2"');
    }
    expect(unknownCheckoutPage()).toMatch(/没有这个付款页面[\s\S]*There is no such payment page/);
  });

  it('allows its own style by hash, forms that end at home, and nothing else', async () => {
    const policy = sandboxPageHeaders(['https://portal.example'])['content-security-policy']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' https://portal.example");
    const css = /<style>([\s\S]*)<\/style>/.exec(sandboxPage(checkout, 'OPEN', 'en'))![1]!;
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(css))).toString('base64');
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
  });
});
