import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { previewPayment } from '../../server/features/payments/payment-preview.ts';
import { newId } from '../../server/kernel/id.ts';
import {
  addDebt,
  begin,
  books,
  eventTypes,
  factsOf,
  owedOf,
  type PaymentWorld,
  paymentRow,
  paymentWorld,
  press,
  type TestDebt,
  tell,
} from '../support/payment-world.ts';

let world: PaymentWorld;
beforeAll(async () => {
  world = await paymentWorld();
});
afterAll(() => world.close());

const start = (debt: TestDebt, amount: string, id = newId()) =>
  world.payments.startPayment(debt.actor, {
    ...{ id, debtorId: debt.debtorId, debtId: debt.debtId },
    amount: { amount, currency: 'CNY' },
  });

describe('a payment on the sandbox page', () => {
  it('is booked as it was previewed, and lowers the balance by exactly its amount', async () => {
    const debt = await addDebt(world);
    const previewed = previewPayment(await factsOf(world, debt), 110_00n);
    const before = await owedOf(world, debt);
    const payment = await begin(world, debt, '110.00');
    expect(payment).toMatchObject({ status: 'PENDING', amount_minor: '11000', plan_id: null });

    const page = await fetch(`${world.url}${new URL(payment.checkout_url).pathname}?locale=en`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('CN¥110.00');
    const back = await press(world, payment, 'PAY');
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(
      `http://portal.example/payment/Payment.${debt.debtorId}.${payment.id}`,
    );

    expect(await owedOf(world, debt)).toBe(before - 110_00n);
    const parts = { COSTS: '2000', FEES: '3000', INTEREST: '6000', PRINCIPAL: '0' };
    expect(await paymentRow(world, payment.id)).toMatchObject({
      ...{ status: 'SUCCEEDED', effective_on: '2026-11-22', days_past_due: 52, failure_code: null },
      ...{ allocation_order: 'CN_CARD_DPD_LE_90', allocation: parts },
      receipt_number: expect.stringMatching(/^R20261122(-[0-9A-Z]{4}){3}$/),
    });
    expect(previewed.parts).toEqual({ COSTS: 20_00n, FEES: 30_00n, INTEREST: 60_00n, PRINCIPAL: 0n });
    expect(previewed).toMatchObject({ daysPastDue: 52, allocationOrder: 'CN_CARD_DPD_LE_90' });
    expect(previewed.balanceAfter.minor).toBe(await owedOf(world, debt));
    expect(await postedBy(debt)).toEqual(
      previewed.postings.map(({ kind, entries }) => ({ kind, entries: inOrder(entries) })),
    );
    expect(await books(world, debt)).toMatchObject({
      allMinor: 0n,
      paidMinor: 110_00n,
      payments: 1,
      uneven: 0,
    });
    expect(await eventTypes(world, debt)).toEqual(['PAYMENT_STARTED', 'PAYMENT_SUCCEEDED']);

    expect(await (await press(world, payment, 'PAY')).text()).toContain('has been made');
    expect((await books(world, debt)).payments).toBe(1);
  });

  it('counts days by the creditor’s calendar', async () => {
    const debt = await addDebt(world);
    world.clock.set('2026-11-22T16:30:00Z');
    const payment = await begin(world, debt, '10.00');
    await tell(world, payment, { outcome: 'SUCCEEDED' });
    expect(await paymentRow(world, payment.id)).toMatchObject({
      effective_on: '2026-11-23',
      days_past_due: 53,
    });
    world.clock.set('2026-11-22T08:00:00Z');
  });

  it('has one effect when the news comes twice', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '10.00');
    expect((await press(world, payment, 'PAY_TWICE')).status).toBe(303);
    expect(await books(world, debt)).toMatchObject({ paidMinor: 10_00n, payments: 1 });
    const [event] = await world.query<{ seen: number }>('select max(seen) as seen from webhook_event', []);
    expect(event!.seen).toBe(2);
  });

  it('is declined, cancelled, and still booked when the money comes after all', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '10.00');
    await press(world, payment, 'DECLINE');
    expect(await paymentRow(world, payment.id)).toMatchObject({
      status: 'FAILED',
      failure_code: 'card_declined',
    });
    await press(world, payment, 'CANCEL');
    expect((await paymentRow(world, payment.id)).status).toBe('FAILED');
    expect((await books(world, debt)).payments).toBe(0);
    await press(world, payment, 'PAY');
    expect(await paymentRow(world, payment.id)).toMatchObject({ status: 'SUCCEEDED', failure_code: null });
    expect(await eventTypes(world, debt)).toEqual(['PAYMENT_FAILED', 'PAYMENT_STARTED', 'PAYMENT_SUCCEEDED']);
  });

  it('shows a page in both languages for a reference that nobody made', async () => {
    const page = await fetch(`${world.url}/sandbox/pay/nonsense`);
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});

describe('starting a payment', () => {
  it('is for one’s own debt only', async () => {
    const [mine, other] = [await addDebt(world), await addDebt(world)];
    await expect(start({ ...mine, debtId: other.debtId }, '1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      start({ ...mine, debtorId: other.debtorId, debtId: other.debtId }, '1'),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const agent = { kind: 'AGENT', role: 'ADMIN', name: 'A', agentId: newId(), sessionId: newId() } as const;
    const actors = [{ kind: 'ANONYMOUS' }, { ...agent, creditorIds: [mine.creditorId] }] as const;
    for (const actor of actors) {
      const input = { id: newId(), debtorId: mine.debtorId, debtId: mine.debtId };
      const tried = world.payments.startPayment(actor, {
        ...input,
        amount: { amount: '1', currency: 'CNY' },
      });
      await expect(tried).rejects.toMatchObject({ name: 'AppError' });
    }
    expect(await eventTypes(world, other)).toEqual([]);
  });

  it('is for at most what is owed today, interest of today included', async () => {
    const debt = await addDebt(world);
    expect(await owedOf(world, debt)).toBe(1_110_50n);
    const code = async (amount: string) => {
      const started = await start(debt, amount);
      return started.ok || ('fields' in started.error ? started.error.fields[0]!.code : started.error.code);
    };
    expect(await code('1110.51')).toBe('AMOUNT_ABOVE_BALANCE');
    expect(await code('0.00')).toBe('AMOUNT_NOT_POSITIVE');
    expect(await code('1,000')).toBe('PATTERN');
    expect(await code('1110.50')).toBe(true);
    await world.query('update debt set recalled_at = $2 where id = $1', [
      debt.debtId,
      world.clock.now().toString(),
    ]);
    expect(await code('1')).toBe('DEBT_RECALLED');
  });

  it('sent 16 times at once is one payment; with other content it is refused', async () => {
    const debt = await addDebt(world);
    const id = newId();
    const all = await Promise.all(Array.from({ length: 16 }, () => start(debt, '25.00', id)));
    expect(all.every(({ ok }) => ok)).toBe(true);
    const [{ count } = { count: '' }] = await world.query<{ count: string }>(
      'select count(*) from provider_payment where payment_id = $1',
      [id],
    );
    expect([count, (await paymentRow(world, id)).status]).toEqual(['1', 'PENDING']);
    expect(await eventTypes(world, debt)).toEqual(['PAYMENT_STARTED']);
    await expect(start(debt, '26.00', id)).rejects.toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('leaves no trace when it is refused, so the same id may be sent again', async () => {
    const debt = await addDebt(world);
    const id = newId();
    expect((await start(debt, '9999', id)).ok).toBe(false);
    expect((await start(debt, '99.99', id)).ok).toBe(true);
  });
});

describe('news that does not come', () => {
  it('is asked for after half an hour, and late news then changes nothing', async () => {
    const debt = await addDebt(world);
    const late = await begin(world, debt, '10.00');
    expect((await press(world, late, 'PAY_LATER')).status).toBe(303);
    const left = await begin(world, debt, '10.00');
    const fresh = () => paymentRow(world, late.id).then(({ status }) => status);
    await world.settlement.reconcilePending(world.clock.now());
    expect(await fresh()).toBe('PENDING');
    world.clock.advance({ minutes: 31 });
    await world.settlement.reconcilePending(world.clock.now());
    expect(await fresh()).toBe('SUCCEEDED');
    expect((await tell(world, late, { outcome: 'SUCCEEDED' })).said).toBe('UNCHANGED');
    expect((await paymentRow(world, left.id)).status).toBe('PENDING');
    const askedAt = async () => {
      const [row] = await world.query<{ at: Date }>('select asked_at as at from payment where id = $1', [
        left.id,
      ]);
      return row!.at.toISOString();
    };
    expect(await askedAt()).toBe('2026-11-22T08:31:00.000Z');
    world.clock.advance({ minutes: 7 });
    await world.settlement.reconcilePending(world.clock.now());
    expect(await askedAt()).toBe('2026-11-22T08:31:00.000Z');
    world.clock.advance({ minutes: 1 });
    await world.settlement.reconcilePending(world.clock.now());
    expect(await askedAt()).toBe('2026-11-22T08:39:00.000Z');
    world.clock.advance({ hours: 24 });
    const { asked, settled } = await world.settlement.reconcilePending(world.clock.now());
    expect(asked).toBeGreaterThanOrEqual(settled);
    expect((await paymentRow(world, left.id)).status).toBe('CANCELLED');
    expect(await books(world, debt)).toMatchObject({ paidMinor: 10_00n, payments: 1 });
    world.clock.set('2026-11-22T08:00:00Z');
  });
});

describe('a provider that is down', () => {
  it('leaves the payment as it is, and the same request goes on when it is back', async () => {
    const port = await freePort();
    const api = { protocol: 'http', host: '127.0.0.1', port } as const;
    const config = { provider: 'stripe', secretKey: 'sk_test_x', webhookSecret: 'whsec_x', api } as const;
    const stripe = await paymentWorld(config);
    const answer = JSON.stringify({
      id: 'cs_1',
      object: 'checkout.session',
      url: 'https://stripe.example/cs_1',
    });
    const keys: unknown[] = [];
    const recorder = createServer((request, response) => {
      keys.push(request.headers['idempotency-key']);
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
    try {
      const debt = await addDebt(stripe);
      const input = { id: newId(), debtorId: debt.debtorId, debtId: debt.debtId };
      const request = { ...input, amount: { amount: '10', currency: 'CNY' } } as const;
      const refused = await stripe.payments.startPayment(debt.actor, request);
      expect(refused).toMatchObject({ ok: false, error: { code: 'PROVIDER_UNAVAILABLE' } });
      expect((await paymentRow(stripe, input.id)).status).toBe('CREATED');
      await new Promise<void>((listening) => recorder.listen(port, '127.0.0.1', listening));
      expect((await stripe.payments.startPayment(debt.actor, request)).ok).toBe(true);
      const row = await paymentRow(stripe, input.id);
      expect(row).toMatchObject({
        status: 'PENDING',
        provider_reference: 'cs_1',
        checkout_url: 'https://stripe.example/cs_1',
      });
      expect(keys).toEqual([input.id]);
      expect(await eventTypes(stripe, debt)).toEqual(['PAYMENT_STARTED']);
    } finally {
      recorder.close();
      await stripe.close();
    }
  });

  it('is not asked any more for a payment that was begun too long ago', async () => {
    const stripe = await paymentWorld({
      ...{ provider: 'stripe', secretKey: 'sk_test_x', webhookSecret: 'whsec_x' },
      api: { protocol: 'http', host: '127.0.0.1', port: await freePort() },
    } as never);
    try {
      const debt = await addDebt(stripe);
      const input = { id: newId(), debtorId: debt.debtorId, debtId: debt.debtId };
      const request = { ...input, amount: { amount: '10', currency: 'CNY' } } as const;
      expect((await stripe.payments.startPayment(debt.actor, request)).ok).toBe(false);
      stripe.clock.advance({ hours: 24 });
      const late = await stripe.payments.startPayment(debt.actor, request);
      expect(late).toMatchObject({ ok: false, error: { code: 'PAYMENT_TOO_OLD' } });
    } finally {
      await stripe.close();
    }
  });
});

async function postedBy({ debtId }: TestDebt) {
  const rows = await world.query<{ id: string; kind: string; account: string; amount_minor: string }>(
    `select t.id, t.kind, e.account, e.amount_minor from ledger_transaction t
       join ledger_entry e on e.transaction_id = t.id and e.debtor_id = t.debtor_id
      where t.debt_id = $1 and t.kind <> 'OPENING' order by t.kind, t.id, e.account`,
    [debtId],
  );
  return [...new Set(rows.map(({ id }) => id))].map((id) => {
    const own = rows.filter((row) => row.id === id);
    const entries = own.map(({ account, amount_minor }) => ({ account, amountMinor: BigInt(amount_minor) }));
    return { kind: own[0]!.kind, entries: inOrder(entries) };
  });
}

function inOrder<Entry extends { readonly account: string }>(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => a.account.localeCompare(b.account));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
