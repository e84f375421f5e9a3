import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDebt,
  begin,
  books,
  eventTypes,
  type News,
  noticeOf,
  owedOf,
  type PaymentRow,
  type PaymentWorld,
  paymentRow,
  paymentWorld,
  send,
  type TestDebt,
  tell,
} from '../support/payment-world.ts';
import { raceRounds } from '../support/race-rounds.ts';

let world: PaymentWorld;
beforeAll(async () => {
  world = await paymentWorld();
});
afterAll(() => world.close());

describe.each(Array.from({ length: raceRounds }, (_, round) => round + 1))('news, round %d', () => {
  it('sent 32 times at once has one effect', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '100.00');
    const notice = noticeOf(world, payment, { outcome: 'SUCCEEDED', eventId: `evt_32_${payment.id}` });
    const answers = await Promise.all(Array.from({ length: 32 }, () => send(world, notice)));
    expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200));
    expect(answers.filter(({ said }) => said === 'SETTLED')).toHaveLength(1);
    expect(answers.filter(({ said }) => said === 'REPLAYED')).toHaveLength(31);
    expect(await books(world, debt)).toMatchObject({
      allMinor: 0n,
      paidMinor: 100_00n,
      payments: 1,
      uneven: 0,
    });
    const [event] = await world.query<{ seen: number }>(
      `select seen from webhook_event where event_id = 'evt_32_${payment.id}'`,
    );
    expect(event!.seen).toBe(32);
  });

  it('of 32 different events at once has one effect too', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '100.00');
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => tell(world, payment, { outcome: 'SUCCEEDED' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(200));
    expect(answers.filter(({ said }) => said === 'SETTLED')).toHaveLength(1);
    expect(await books(world, debt)).toMatchObject({ paidMinor: 100_00n, payments: 1 });
    expect(await eventTypes(world, debt)).toEqual(['PAYMENT_STARTED', 'PAYMENT_SUCCEEDED']);
  });
});

describe('news from the provider', () => {
  it('needs its guards: the same race with check-then-insert books more than once', async () => {
    expect(await unguardedRace()).toBeGreaterThan(1);
  });

  it('in a storm of doubles, other orders, forgeries and old messages is right in the end', async () => {
    const debts = await Promise.all(Array.from({ length: 8 }, () => addDebt(world)));
    const payments: { debt: TestDebt; payment: PaymentRow }[] = [];
    for (const debt of debts) {
      for (let i = 0; i < 5; i += 1) payments.push({ debt, payment: await begin(world, debt, '20.00') });
    }
    const before = await owedOf(world, debts[0]!);
    const storm = payments.flatMap(({ payment }, at) => stormOf(payment, at));
    const answers = await inParallel(shuffled(storm), 24, async ({ payment, news, expected }) => {
      const { status } = await tell(world, payment, news);
      return status === expected;
    });
    expect(answers.filter((asExpected) => !asExpected)).toEqual([]);
    for (const { payment } of payments)
      expect((await paymentRow(world, payment.id)).status).toBe('SUCCEEDED');
    for (const debt of debts) {
      expect(await books(world, debt)).toMatchObject({
        allMinor: 0n,
        paidMinor: 100_00n,
        payments: 5,
        uneven: 0,
      });
      expect((await eventTypes(world, debt)).filter((type) => type === 'PAYMENT_SUCCEEDED')).toHaveLength(5);
      // Payments that overtook each other would post the interest up to today more than once.
      expect(await owedOf(world, debt)).toBe(before - 100_00n);
    }
  });

  it('of a failure after the success is ignored', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '10.00');
    expect(await tell(world, payment, { outcome: 'SUCCEEDED' })).toEqual({ status: 200, said: 'SETTLED' });
    for (const outcome of ['FAILED', 'CANCELLED', 'PENDING'] as const) {
      expect(await tell(world, payment, { outcome })).toEqual({ status: 200, said: 'UNCHANGED' });
    }
    expect((await paymentRow(world, payment.id)).status).toBe('SUCCEEDED');
  });

  it('of another amount books nothing and leaves the payment in doubt until the right news comes', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '10.00');
    const wrong = [{ amountMinor: '1001' }, { currency: 'USD' }];
    for (const other of wrong) await tell(world, payment, { outcome: 'SUCCEEDED', ...other });
    await tell(world, payment, { outcome: 'FAILED' });
    expect(await paymentRow(world, payment.id)).toMatchObject({
      status: 'UNKNOWN',
      failure_code: 'AMOUNT_MISMATCH',
    });
    expect((await books(world, debt)).payments).toBe(0);
    const [event] = await world.query<{ data: object }>(
      "select data from activity_event where debt_id = $1 and type = 'PAYMENT_FAILED'",
      [debt.debtId],
    );
    expect(event!.data).toEqual({
      ...{ status: 'UNKNOWN', failureCode: 'AMOUNT_MISMATCH' },
      ...{ reportedMinor: '1001', reportedCurrency: 'CNY' },
    });
    await tell(world, payment, { outcome: 'SUCCEEDED' });
    expect((await paymentRow(world, payment.id)).status).toBe('SUCCEEDED');
  });

  it('is answered as providers want it', async () => {
    const debt = await addDebt(world);
    const payment = await begin(world, debt, '10.00');
    const unknown = { ...payment, provider_reference: 'nobody’s' };
    expect(await tell(world, unknown, { outcome: 'SUCCEEDED' })).toEqual({
      status: 200,
      said: 'UNKNOWN_REFERENCE',
    });
    const forged = await tell(world, payment, { outcome: 'SUCCEEDED', key: randomBytes(32) });
    expect(forged).toEqual({ status: 400, said: 'BAD_SIGNATURE' });
    const stale = await tell(world, payment, { outcome: 'SUCCEEDED', secondsAgo: 301 });
    expect(stale).toEqual({ status: 400, said: 'STALE' });
    const notice = noticeOf(world, payment, { outcome: 'SUCCEEDED' });
    expect((await send(world, notice, 'stripe')).status).toBe(404);
    const long = { ...notice, body: `${notice.body}${' '.repeat(64 * 1024)}` };
    expect((await send(world, long)).status).toBe(413);
    expect((await paymentRow(world, payment.id)).status).toBe('PENDING');
    expect((await send(world, notice)).said).toBe('SETTLED');
  });
});

interface Blow {
  readonly payment: PaymentRow;
  readonly news: News;
  readonly expected: 200 | 400;
}

/** One true success among 20 % doubles, 20 % other news before or after it, 5 % forged and 5 % old. */
function stormOf(payment: PaymentRow, at: number): Blow[] {
  const eventId = `evt_${payment.id}`;
  const genuine = (news: News): Blow => ({ payment, news, expected: 200 });
  return [
    genuine({ outcome: 'SUCCEEDED', eventId }),
    ...(at % 5 === 0 ? [genuine({ outcome: 'SUCCEEDED', eventId })] : []),
    ...(at % 5 === 1 ? [genuine({ outcome: at % 2 === 0 ? 'FAILED' : 'CANCELLED' })] : []),
    ...(at % 20 === 2
      ? [{ payment, news: { outcome: 'SUCCEEDED', key: randomBytes(32) }, expected: 400 } as const]
      : []),
    ...(at % 20 === 3
      ? [{ payment, news: { outcome: 'FAILED', secondsAgo: 301 }, expected: 400 } as const]
      : []),
  ];
}

/** In an order that is the same in every run. */
function shuffled<T>(list: T[]): T[] {
  const whole = fc.shuffledSubarray(list, { minLength: list.length });
  return fc.sample(whole, { numRuns: 1, seed: 20261122 })[0]!;
}

async function inParallel<T, R>(
  list: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const todo = list.entries();
  const worker = async () => {
    for (const [at, item] of todo) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}

/** What settling does, without its locks and its unique event: how often 32 messages at once are booked. */
async function unguardedRace(): Promise<number> {
  const clients = Array.from({ length: 32 }, () => new Client({ connectionString: world.database.url }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    const [first] = clients as [Client];
    await first.query(`
      create table unguarded_event (event_id text); create table unguarded_ledger (amount_minor bigint);
      create table unguarded_payment (status text); insert into unguarded_payment values ('PENDING')`);
    await Promise.all(
      clients.map(async (client) => {
        await client.query('begin');
        const { rowCount: seen } = await client.query("select from unguarded_event where event_id = 'evt'");
        const { rows } = await client.query<{ status: string }>('select status from unguarded_payment');
        if (!seen && rows[0]!.status === 'PENDING') {
          await client.query("insert into unguarded_event values ('evt')");
          await client.query('insert into unguarded_ledger values (10000)');
          await client.query("update unguarded_payment set status = 'SUCCEEDED'");
        }
        await client.query('commit');
      }),
    );
    const { rows } = await first.query<{ count: string }>('select count(*) from unguarded_ledger');
    return Number(rows[0]!.count);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
