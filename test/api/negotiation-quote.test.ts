import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allocationOrders } from '../../server/features/debts/allocation.ts';
import { loadBalanceFacts } from '../../server/features/debts/debt.repository.ts';
import type { AgreementDocument, ScheduleRow } from '../../server/features/documents/agreement-document.ts';
import { canonicalJson, sha256Hex } from '../../server/features/documents/canonical-json.ts';
import { parseTerms, type RawTerms } from '../../server/features/plans/plan-terms.ts';
import { type Quote, quoteFor } from '../../server/features/plans/quote.ts';
import { simulate } from '../../server/features/plans/simulation.ts';
import { addDays, type CalendarDate, Frequency } from '../../server/kernel/calendar-date.ts';
import { formatScaled } from '../../server/kernel/rate.ts';
import {
  addCreditor,
  addDebt,
  type NegotiationWorld,
  negotiationWorld,
  quoteFacts,
  type TestDebt,
} from '../support/negotiation-world.ts';
import { answerOf, negotiators } from '../support/negotiators.ts';

/** The quote is the contract: whatever is signed equals what was simulated, to the minor unit. */

const start = '2026-11-22T04:00:00Z';
const today: CalendarDate = '2026-11-22';
let world: NegotiationWorld;
const creditors: string[] = [];
beforeAll(async () => {
  world = await negotiationWorld();
  const generous = { maxInstalments: 600, maxMonths: 600, minInstalmentMinor: 1n, maxFirstDueDays: 366 };
  creditors.push(await addCreditor(world, { ...generous, interestFreeze: true }));
  creditors.push(await addCreditor(world, { ...generous, interestFreeze: false }));
}, 60_000);
beforeEach(() => world.clock.set(start));
afterAll(() => world.close());

const { proposal, proposed, sign } = negotiators(() => world);
const yuan = (minor: bigint) => ({ amount: formatScaled(minor, 2), currency: 'CNY' });

const owedAmounts = fc.record({
  PRINCIPAL: fc.bigInt(20_000n, 30_000_000n),
  INTEREST: fc.bigInt(0n, 900_000n),
  FEES: fc.bigInt(0n, 200_000n),
  COSTS: fc.bigInt(0n, 50_000n),
});
const wishes = fc.record({
  owed: owedAmounts,
  frozen: fc.boolean(),
  dailyRate: fc.constantFrom('0', '0.0001', '0.0005', '0.000350000001'),
  productType: fc.constantFrom('CREDIT_CARD' as const, 'PERSONAL_LOAN' as const),
  /** 30, 90, 91 and 400 days past due. */
  defaultedOn: fc.constantFrom<CalendarDate>('2026-10-23', '2026-08-24', '2026-08-23', '2025-10-18'),
  accruedFor: fc.integer({ min: 0, max: 200 }),
  frequency: fc.constantFrom(...Object.values(Frequency)),
  firstAfter: fc.integer({ min: 12, max: 60 }),
  count: fc.integer({ min: 1, max: 57 }),
  byAmount: fc.boolean(),
  upFrontPercent: fc.constantFrom(0n, 0n, 10n, 37n),
  signedAfterDays: fc.integer({ min: 0, max: 11 }),
});
type Wish = typeof wishes extends fc.Arbitrary<infer T> ? T : never;

async function debtFor({ frozen, accruedFor, ...wish }: Wish): Promise<TestDebt> {
  const creditorId = creditors[frozen ? 0 : 1]!;
  return addDebt(world, { ...wish, creditorId, accruesFrom: addDays(today, -accruedFor) });
}

function termsFor({ owed, ...wish }: Wish): RawTerms {
  const { PRINCIPAL, INTEREST, FEES, COSTS } = owed;
  const total = PRINCIPAL + INTEREST + FEES + COSTS;
  const size = wish.byAmount
    ? { instalmentAmount: yuan(total / BigInt(wish.count) + PRINCIPAL / 40n + 1n) }
    : { instalmentCount: wish.count };
  const upFront = wish.upFrontPercent > 0n ? { upFront: yuan((total * wish.upFrontPercent) / 100n) } : {};
  return { ...size, ...upFront, frequency: wish.frequency, firstDueOn: addDays(today, wish.firstAfter) };
}

async function rowsOf(planId: string) {
  return world.query<
    Record<'number' | 'due_on' | 'amount' | 'principal' | 'interest' | 'fees' | 'costs' | 'remaining', string>
  >(
    `select number, due_on::text, amount_minor as amount, principal_minor as principal, interest_minor as interest,
            fees_minor as fees, costs_minor as costs, remaining_minor as remaining
       from instalment where plan_id = $1 order by number`,
    [planId],
  );
}
async function agreementOf(id: string) {
  const [row] = await world.query<{ canonical_json: string; sha256: string }>(
    'select * from agreement where id = $1',
    [id],
  );
  expect(sha256Hex(row!.canonical_json)).toBe(row!.sha256);
  const document = JSON.parse(row!.canonical_json) as AgreementDocument;
  expect(canonicalJson(document)).toBe(row!.canonical_json);
  return document;
}

const inRows = (quote: Quote) =>
  quote.schedule.map((row) => ({
    number: row.number,
    due_on: row.dueOn,
    amount: `${row.amountMinor}`,
    principal: `${row.principalMinor}`,
    interest: `${row.interestMinor}`,
    fees: `${row.feesMinor}`,
    costs: `${row.costsMinor}`,
    remaining: `${row.remainingMinor}`,
  }));
const fromPaper = (row: ScheduleRow) => ({
  number: row.number,
  due_on: row.dueOn,
  amount: row.amount.minorUnits,
  principal: row.principal.minorUnits,
  interest: row.interest.minorUnits,
  fees: row.fees.minorUnits,
  costs: row.costs.minorUnits,
  remaining: row.remaining.minorUnits,
});

async function quoteOf(debt: TestDebt, wish: RawTerms): Promise<Quote> {
  const facts = await quoteFacts(world, debt);
  return answerOf(quoteFor(facts, answerOf(parseTerms(wish, 'CNY', facts.asOf))));
}

describe('the signed plan', () => {
  it('is the simulated one: instalments, agreement and a fresh simulation agree to the fen', async () => {
    let signedPlans = 0;
    const check = fc.asyncProperty(wishes, async (wish) => {
      world.clock.set(start);
      const debt = await debtFor(wish);
      const terms = termsFor(wish);
      const quote = await quoteOf(debt, terms);
      const id = await proposed(debt, {
        ...proposal(debt),
        instalmentCount: null,
        ...terms,
        fingerprint: quote.fingerprint,
      });
      world.clock.advance({ hours: 24 * wish.signedAfterDays });
      const { planId, agreementId } = answerOf(await sign(debt, id));

      const rows = await rowsOf(planId);
      const instalments = rows.filter(({ number }) => Number(number) > 0);
      expect(instalments).toEqual(inRows(quote));
      const document = await agreementOf(agreementId);
      expect(document.schedule.map(fromPaper)).toEqual(inRows(quote));
      expect(document.source.quote).toBe(quote.fingerprint);
      expect(document.terms).toMatchObject({
        count: quote.instalmentCount,
        totalToPay: { minorUnits: `${quote.totalToPay.minor}` },
        totalInterest: { minorUnits: `${quote.totalInterest.minor}` },
        interestFreeze: wish.frozen,
      });
      const [plan] = await world.query<{ total: string }>(
        'select total_minor as total from plan where id = $1',
        [planId],
      );
      expect(BigInt(plan!.total)).toBe(quote.totalToPay.minor);
      expect(rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(quote.totalToPay.minor);
      for (const row of rows) {
        const parts = BigInt(row.principal) + BigInt(row.interest) + BigInt(row.fees) + BigInt(row.costs);
        expect(parts).toBe(BigInt(row.amount));
      }
      await expectFreshSimulation(debt, quote, terms);
      signedPlans += 1;
    });
    await fc.assert(check, { numRuns: 60, endOnFailure: true });
    expect(signedPlans).toBe(60);
  }, 120_000);

  /** Without any code of the negotiation in between: the books of that day and the simulation alone. */
  async function expectFreshSimulation(debt: TestDebt, quote: Quote, raw: RawTerms): Promise<void> {
    const booked = await world.asSystem((tx) => loadBalanceFacts(tx, debt, quote.asOf));
    const fresh = simulate({
      facts: { ...booked!, frozen: [] },
      asOf: quote.asOf,
      request: answerOf(parseTerms(raw, 'CNY', quote.asOf)),
      interestFreeze: quote.interestFreeze,
      order: allocationOrders[quote.allocationOrder],
    });
    expect(answerOf(fresh).instalments.map((row) => ({ ...row, currency: 'CNY' }))).toEqual(quote.schedule);
  }
});
