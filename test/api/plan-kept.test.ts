import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { balanceAsOf } from '../../server/features/debts/balance.ts';
import { makePayments } from '../../server/features/payments/payment.module.ts';
import { findPayableDebt } from '../../server/features/payments/payment.repository.ts';
import { owedOn } from '../../server/features/payments/payment-preview.ts';
import type { ProposePlan } from '../../server/features/plans/negotiation.service.ts';
import { addDays, type CalendarDate, Frequency, laterDate } from '../../server/kernel/calendar-date.ts';
import { newId } from '../../server/kernel/id.ts';
import { formatScaled } from '../../server/kernel/rate.ts';
import {
  addCreditor,
  addDebt,
  type DebtOptions,
  type NegotiationWorld,
  negotiationWorld,
  type TestDebt,
} from '../support/negotiation-world.ts';
import { answerOf, negotiators } from '../support/negotiators.ts';

/** From the proposal to the last payment, through the services that post: what was agreed is what it takes. */

const start = '2026-11-22T04:00:00Z';
const today: CalendarDate = '2026-11-22';
let world: NegotiationWorld;
let payments: ReturnType<typeof makePayments>;
const creditors = { frozen: '', running: '' };
beforeAll(async () => {
  world = await negotiationWorld();
  const generous = { maxInstalments: 600, maxMonths: 600, minInstalmentMinor: 1n, maxFirstDueDays: 366 };
  creditors.frozen = await addCreditor(world, { ...generous, interestFreeze: true });
  creditors.running = await addCreditor(world, { ...generous, interestFreeze: false });
  const { source, clock } = world;
  const config = { provider: 'sandbox', secret: 'a secret for tests only, 32 bytes' } as const;
  const log = { warn: () => undefined };
  payments = makePayments({ source, clock, config, publicUrl: 'https://pay.example', log });
}, 60_000);
beforeEach(() => world.clock.set(start));
afterAll(() => world.close());

const { proposed, sign } = negotiators(() => world);
const yuan = (minor: bigint) => ({ amount: formatScaled(minor, 2), currency: 'CNY' as const });

interface Deal extends Omit<DebtOptions, 'creditorId'> {
  readonly interest?: keyof typeof creditors;
  readonly terms: Partial<ProposePlan>;
  readonly signedAfterDays?: number;
}
interface Row {
  readonly due_on: CalendarDate;
  readonly amount: string;
}
interface Agreed {
  readonly debt: TestDebt;
  readonly planId: string;
  readonly rows: readonly Row[];
}

async function agree({ interest = 'running', terms, signedAfterDays = 0, ...owed }: Deal): Promise<Agreed> {
  world.clock.set(start);
  const debt = await addDebt(world, { ...owed, creditorId: creditors[interest] });
  const id = await proposed(debt, terms);
  world.clock.advance({ hours: 24 * signedAfterDays });
  const { planId } = answerOf(await sign(debt, id));
  const rows = await world.query<Row>(
    'select due_on::text, amount_minor as amount from instalment where plan_id = $1 order by number',
    [planId],
  );
  return { debt, planId, rows };
}

const payableDebt = (debt: TestDebt) =>
  world.asSystem(async (tx) => (await findPayableDebt(tx, debt, world.clock.now()))!);

/** Pays on a day, or today when that day has passed; never more than is owed. */
async function pay(debt: TestDebt, amount: bigint, on: CalendarDate): Promise<void> {
  if (on > world.clock.now().toString().slice(0, 10)) world.clock.set(`${on}T04:00:00Z`);
  const owed = owedOn((await payableDebt(debt)).facts).minor;
  const amountMinor = amount < owed ? amount : owed;
  const payment = { id: newId(), debtorId: debt.debtorId, debtId: debt.id, amount: yuan(amountMinor) };
  answerOf(await payments.payments.startPayment(debt.debtor, payment));
  const [row] = await world.query<{ reference: string }>(
    'select provider_reference as reference from payment where id = $1',
    [payment.id],
  );
  const news = { outcome: 'SUCCEEDED', amountMinor, currency: 'CNY', occurredAt: world.clock.now() } as const;
  const notice = { ...news, eventId: newId(), providerReference: row!.reference };
  expect(await payments.settlement.settleFromWebhook(notice)).toBe('SETTLED');
}

async function endOf({ debt, planId }: Agreed) {
  const { facts } = await payableDebt(debt);
  const [plan] = await world.query<{ status: string; endedOn: string }>(
    'select status, ended_on::text as "endedOn" from plan where id = $1',
    [planId],
  );
  const { totalMinor, waivedMinor } = balanceAsOf(facts.balance, facts.today);
  return { ...plan!, totalMinor, waivedMinor, dueOn: facts.allocation.oldestUnpaidDueOn };
}

const kept = { status: 'COMPLETED', totalMinor: 0n, waivedMinor: 0n };

async function keepToTheDay(deal: Deal) {
  const agreed = await agree(deal);
  for (const { amount, due_on } of agreed.rows) await pay(agreed.debt, BigInt(amount), due_on);
  expect(await endOf(agreed)).toMatchObject({ ...kept, endedOn: agreed.rows.at(-1)!.due_on });
}

const deals = fc.record({
  owed: fc.record({
    PRINCIPAL: fc.oneof(fc.bigInt(90n, 2_000n), fc.bigInt(20_000n, 30_000_000n)),
    INTEREST: fc.bigInt(0n, 900_000n),
    FEES: fc.bigInt(0n, 200_000n),
    COSTS: fc.bigInt(0n, 50_000n),
  }),
  interest: fc.constantFrom('running' as const, 'running' as const, 'frozen' as const),
  dailyRate: fc.constantFrom('0', '0.0001', '0.0005', '0.000350000001'),
  productType: fc.constantFrom('CREDIT_CARD' as const, 'PERSONAL_LOAN' as const),
  defaultedOn: fc.constantFrom<CalendarDate>('2026-10-23', '2026-08-23', '2025-10-18'),
  accruesFrom: fc.integer({ min: 0, max: 200 }).map((days) => addDays(today, -days)),
  frequency: fc.constantFrom(...Object.values(Frequency)),
  firstAfter: fc.integer({ min: 14, max: 60 }),
  count: fc.integer({ min: 1, max: 6 }),
  upFrontPercent: fc.constantFrom(0n, 0n, 10n, 37n),
  signedAfterDays: fc.integer({ min: 0, max: 13 }),
});

function dealOf({
  frequency,
  firstAfter,
  count,
  upFrontPercent,
  ...deal
}: typeof deals extends fc.Arbitrary<infer T> ? T : never): Deal {
  const { PRINCIPAL, INTEREST, FEES, COSTS } = deal.owed;
  const upFront = ((PRINCIPAL + INTEREST + FEES + COSTS) * upFrontPercent) / 100n;
  const terms = { instalmentCount: count, frequency, firstDueOn: addDays(today, firstAfter) };
  return { ...deal, terms: { ...terms, ...(upFront > 0n && { upFront: yuan(upFront) }) } };
}

describe('a plan that is kept to the day', () => {
  it('is completed and leaves the books at zero, whatever was agreed and whenever it was signed', async () => {
    let keptPlans = 0;
    const check = fc.asyncProperty(deals, async (deal) => {
      await keepToTheDay(dealOf(deal));
      keptPlans += 1;
    });
    await fc.assert(check, { numRuns: 60, endOnFailure: true });
    expect(keptPlans).toBe(60);
  }, 240_000);

  const monthly = { frequency: 'MONTHLY', firstDueOn: '2026-12-22' } as const;

  it.each([100_003n, 100_011n, 100_029n, 100_047n])(
    'also when interest ran for ten days before the offer (principal %s)',
    (PRINCIPAL) =>
      keepToTheDay({
        owed: { PRINCIPAL },
        dailyRate: '0.0005',
        accruesFrom: '2026-11-12',
        terms: { ...monthly, instalmentCount: 6 },
      }),
  );

  it('also when the up-front payment follows nine days after the offer', () =>
    keepToTheDay({
      owed: { PRINCIPAL: 1_000_000n },
      dailyRate: '0.0005',
      signedAfterDays: 9,
      terms: { ...monthly, instalmentCount: 3, upFront: yuan(200_000n) },
    }));

  it('also when the interest of a stretch rounds to nothing', () =>
    keepToTheDay({
      owed: { PRINCIPAL: 90n },
      dailyRate: '0.0004',
      terms: { frequency: 'WEEKLY', firstDueOn: '2026-12-06', instalmentCount: 8 },
    }));

  it.each(['2026-08-01', '2025-01-01'] as const)('also with every component, in default since %s', (since) =>
    keepToTheDay({
      owed: { PRINCIPAL: 1_234_567n, INTEREST: 45_678n, FEES: 9_000n, COSTS: 1_200n },
      defaultedOn: since,
      accruesFrom: '2026-09-01',
      terms: { ...monthly, instalmentCount: 9, upFront: yuan(50_000n) },
    }),
  );
});

describe('a plan that is not kept to the day', () => {
  it('asks for nothing more when payments came early', async () => {
    const early = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 10, maxLength: 10 });
    const check = fc.asyncProperty(deals, early, async (given, days) => {
      const agreed = await agree(dealOf(given));
      for (const [i, { amount, due_on }] of agreed.rows.entries()) {
        if ((await endOf(agreed)).status === 'COMPLETED') break;
        await pay(agreed.debt, BigInt(amount), laterDate(today, addDays(due_on, -days[i]!)));
      }
      expect(await endOf(agreed)).toMatchObject({ status: 'COMPLETED', totalMinor: 0n });
    });
    await fc.assert(check, { numRuns: 20, endOnFailure: true });
  }, 120_000);

  it('is completed with the interest of the late days still owed, due with the last instalment', async () => {
    const terms = { frequency: 'MONTHLY', firstDueOn: '2026-12-22', instalmentCount: 3 } as const;
    const agreed = await agree({ owed: { PRINCIPAL: 1_000_000n }, dailyRate: '0.0005', terms });
    const [first, ...others] = agreed.rows;
    await pay(agreed.debt, BigInt(first!.amount), addDays(first!.due_on, 20));
    for (const { amount, due_on } of others) await pay(agreed.debt, BigInt(amount), due_on);
    const end = await endOf(agreed);
    expect(end).toMatchObject({ status: 'COMPLETED', waivedMinor: 0n, dueOn: '2027-02-22' });
    // 20 days at 0.05 % on the 3,294.xx of principal that the first instalment would have paid, and on what came of it
    expect(end.totalMinor).toBeGreaterThan(3_000n);
    expect(end.totalMinor).toBeLessThan(3_600n);
    await pay(agreed.debt, end.totalMinor, '2027-02-22');
    expect(await endOf(agreed)).toMatchObject({ totalMinor: 0n });
  });
});
