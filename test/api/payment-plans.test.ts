import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocationOrders } from '../../server/features/debts/allocation.ts';
import { simulate } from '../../server/features/plans/simulation.ts';
import { money, toDecimal } from '../../server/kernel/money.ts';
import {
  addDebt,
  addPlan,
  begin,
  books,
  eventTypes,
  factsOf,
  owedOf,
  type PaymentRow,
  type PaymentWorld,
  paymentRow,
  paymentWorld,
  type TestDebt,
  tell,
} from '../support/payment-world.ts';

let world: PaymentWorld;
beforeAll(async () => {
  world = await paymentWorld();
});
afterAll(() => world.close());

describe('a payment while a plan runs', () => {
  const instalments = async (planId: string) => {
    const rows = await world.query<{ paid_minor: string }>(
      'select paid_minor from instalment where plan_id = $1 order by number',
      [planId],
    );
    return rows.map(({ paid_minor }) => Number(paid_minor));
  };
  const planOf = async (planId: string) => {
    const [row] = await world.query<{ status: string; ends_at: Date | null }>(
      'select p.status, h.ends_at from plan p join collection_hold h on h.plan_id = p.id where p.id = $1',
      [planId],
    );
    return row!;
  };
  const pay = async (debt: TestDebt, amount: string) => {
    const payment = await begin(world, debt, amount);
    await tell(world, payment, { outcome: 'SUCCEEDED' });
    return paymentRow(world, payment.id);
  };

  it('pays the instalments in their order; the last one completes the plan and ends the hold', async () => {
    const debt = await addDebt(world);
    const planId = await addPlan(world, debt, [400_00n, 400_00n, 310_50n]);
    expect(await pay(debt, '500.00')).toMatchObject({ plan_id: planId, days_past_due: 0 });
    expect(await instalments(planId)).toEqual([400_00, 100_00, 0]);
    expect(await planOf(planId)).toEqual({ status: 'ACTIVE', ends_at: null });
    await pay(debt, '610.50');
    expect(await instalments(planId)).toEqual([400_00, 400_00, 310_50]);
    expect(await planOf(planId)).toEqual({ status: 'COMPLETED', ends_at: expect.any(Date) });
    expect(await owedOf(world, debt)).toBe(0n);
    expect(await eventTypes(world, debt)).toEqual([
      ...['PAYMENT_STARTED', 'PAYMENT_STARTED', 'PAYMENT_SUCCEEDED', 'PAYMENT_SUCCEEDED', 'PLAN_COMPLETED'],
    ]);
  });

  it('counts days past due from the oldest unpaid instalment', async () => {
    const debt = await addDebt(world);
    await addPlan(world, debt, [100_00n, 100_00n, 910_50n], { firstDueOn: '2026-10-12' });
    expect((await pay(debt, '60.00')).days_past_due).toBe(41);
    expect((await pay(debt, '60.00')).days_past_due).toBe(41);
    expect((await pay(debt, '60.00')).days_past_due).toBe(10);
  });

  it.each([true, false])(
    'does to the fen what the plan foresaw (interest frozen: %s)',
    async (interestFreeze) => {
      const debt = await addDebt(world);
      const facts = await factsOf(world, debt);
      const request = { firstDueOn: '2026-12-15', frequency: 'MONTHLY', size: { count: 5 } } as const;
      const order = allocationOrders.CN_CARD_DPD_LE_90;
      const plan = simulate({ facts: facts.balance, asOf: facts.asOf, request, interestFreeze, order });
      if (!plan.ok) throw new Error(plan.error.message);
      const { instalments } = plan.value;
      const amounts = instalments.map(({ amountMinor }) => amountMinor);
      await addPlan(world, debt, amounts, { interestFreeze, firstDueOn: request.firstDueOn });
      for (const row of instalments) {
        world.clock.set(`${row.dueOn}T03:00:00Z`);
        const { allocation } = await pay(debt, toDecimal(money(row.amountMinor, 'CNY')));
        expect(allocation).toEqual({
          COSTS: row.costsMinor.toString(),
          FEES: row.feesMinor.toString(),
          INTEREST: row.interestMinor.toString(),
          PRINCIPAL: row.principalMinor.toString(),
        });
        expect(await owedOf(world, debt)).toBe(row.remainingMinor);
      }
      expect(await eventTypes(world, debt)).toContain('PLAN_COMPLETED');
      world.clock.set('2026-11-22T08:00:00Z');
    },
  );

  it('completes it early when nothing is owed any more', async () => {
    const debt = await addDebt(world);
    const planId = await addPlan(world, debt, [600_00n, 600_00n], { interestFreeze: false });
    await pay(debt, '1110.50');
    expect(await instalments(planId)).toEqual([600_00, 510_50]);
    expect((await planOf(planId)).status).toBe('COMPLETED');
  });
});

describe('any sequence of payments', () => {
  it('keeps the books at zero and every instalment paid by exactly what was paid', async () => {
    const steps = fc.array(
      fc.record({
        percent: fc.integer({ min: 1, max: 60 }),
        days: fc.integer({ min: 0, max: 40 }),
        settles: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 1, maxLength: 5 }),
        checkSequence,
      ),
      { numRuns: 20, endOnFailure: true },
    );
  });

  /** Payments that wait and are settled together at the end may come to more than is owed. */
  async function checkSequence(
    steps: readonly { percent: number; days: number; settles: boolean }[],
    plan: readonly number[],
  ) {
    const debt = await addDebt(world);
    const planId = await addPlan(world, debt, plan.map(BigInt), { interestFreeze: false });
    const waiting: PaymentRow[] = [];
    const settled: PaymentRow[] = [];
    const settle = async (payment: PaymentRow) => {
      const owed = await owedOf(world, debt);
      await tell(world, payment, { outcome: 'SUCCEEDED' });
      expect(await owedOf(world, debt)).toBe(owed - BigInt(payment.amount_minor));
      settled.push(await paymentRow(world, payment.id));
    };
    for (const { percent, days, settles } of steps) {
      world.clock.advance({ hours: 24 * days });
      const minor = Math.floor((Number(await owedOf(world, debt)) * percent) / 100);
      if (minor < 1) continue;
      const payment = await begin(
        world,
        debt,
        `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`,
      );
      if (settles) await settle(payment);
      else waiting.push(payment);
    }
    for (const payment of waiting) await settle(payment);
    world.clock.set('2026-11-22T08:00:00Z');

    const paid = settled.reduce((sum, { amount_minor }) => sum + BigInt(amount_minor), 0n);
    const allocated = settled.flatMap(({ allocation }) => Object.values(allocation!));
    expect(allocated.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(paid);
    expect(await books(world, debt)).toMatchObject({
      allMinor: 0n,
      paidMinor: paid,
      payments: settled.length,
      uneven: 0,
    });
    const [plans] = await world.query<{ paid: string; total: string; status: string }>(
      `select p.status, p.total_minor as total, (select sum(i.paid_minor) from instalment i where i.plan_id = p.id) as paid
         from plan p where p.id = $1`,
      [planId],
    );
    const credited = settled.filter(({ plan_id }) => plan_id === planId);
    const creditable = credited.reduce((sum, { amount_minor }) => sum + BigInt(amount_minor), 0n);
    const total = BigInt(plans!.total);
    expect(BigInt(plans!.paid)).toBe(creditable < total ? creditable : total);
  }
});
