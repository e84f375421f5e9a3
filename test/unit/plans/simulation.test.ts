import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatePayment, allocationOrders, noAmounts } from '../../../server/features/debts/allocation.ts';
import { type BalanceFacts, balanceAsOf } from '../../../server/features/debts/balance.ts';
import { dailyTerms, type InterestTerms } from '../../../server/features/debts/interest.ts';
import {
  interestPosting,
  type LedgerTransaction,
  openingPosting,
  paymentPosting,
  sumLedger,
} from '../../../server/features/debts/ledger.ts';
import {
  type Simulation,
  type SimulationInput,
  simulate,
} from '../../../server/features/plans/simulation.ts';
import { addDays, type CalendarDate, Frequency } from '../../../server/kernel/calendar-date.ts';
import { rate } from '../../../server/kernel/rate.ts';

const AS_OF: CalendarDate = '2026-01-15';
const card = dailyTerms(rate('0.0005'));

function factsOf(opening: Partial<typeof noAmounts>, terms: InterestTerms | null = card): BalanceFacts {
  const ledger = [openingPosting({ ...noAmounts, ...opening })];
  return { ...sumLedger(ledger), currency: 'CNY', accruedThrough: AS_OF, terms, frozen: [] };
}

function input(other: Partial<SimulationInput> & Pick<SimulationInput, 'request'>): SimulationInput {
  return {
    facts: factsOf({ PRINCIPAL: 1_000_000n }),
    asOf: AS_OF,
    interestFreeze: false,
    order: allocationOrders.CN_CARD_DPD_LE_90,
    ...other,
  };
}

function simulated(request: SimulationInput): Simulation {
  const result = simulate(request);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const monthly = { firstDueOn: '2026-02-15', frequency: 'MONTHLY' } as const;

describe('with the interest frozen', () => {
  it('E-14: splits the balance of the day, and the plan costs nothing', () => {
    const plan = simulated(
      input({
        facts: factsOf({ PRINCIPAL: 5_000_000n, INTEREST: 900_000n, FEES: 100_000n }),
        request: { ...monthly, size: { count: 60 } },
        interestFreeze: true,
      }),
    );
    expect(plan.instalments.map((row) => row.amountMinor)).toEqual(Array(60).fill(100_000n));
    expect(plan).toMatchObject({ totalMinor: 6_000_000n, interestMinor: 900_000n, futureInterestMinor: 0n });
    expect(plan.endsOn).toBe('2031-01-15');
    expect(plan.instalments[1]).toMatchObject({
      feesMinor: 0n,
      interestMinor: 100_000n,
      remainingMinor: 5_800_000n,
    });
  });

  it('takes the accrual up to the day into the balance, and the up-front payment off it', () => {
    const facts = { ...factsOf({ PRINCIPAL: 800_000n }), accruedThrough: addDays(AS_OF, -182) };
    const request = { ...monthly, size: { count: 2 }, upFrontMinor: 72_800n };
    const plan = simulated(input({ facts, request, interestFreeze: true }));
    expect(plan).toMatchObject({ balanceMinor: 872_800n, totalMinor: 872_800n, interestMinor: 72_800n });
    expect(plan.instalments.map((row) => row.principalMinor)).toEqual([400_000n, 400_000n]);
  });
});

describe('with interest running', () => {
  it('lets each stretch bear interest on what is left of the principal', () => {
    const plan = simulated(input({ request: { ...monthly, size: { amountMinor: 500_000n } } }));
    // 10,000.00 × 0.0005 × 31; (10,000.00 − 4,845.00) × 0.0005 × 28; and the rest for 31 days.
    expect(
      plan.instalments.map((row) => [row.dueOn, row.amountMinor, row.interestMinor, row.remainingMinor]),
    ).toEqual([
      ['2026-02-15', 500_000n, 15_500n, 515_500n],
      ['2026-03-15', 500_000n, 7_217n, 22_717n],
      ['2026-04-15', 23_069n, 352n, 0n],
    ]);
    expect(plan).toMatchObject({
      totalMinor: 1_023_069n,
      futureInterestMinor: 23_069n,
      interestMinor: 23_069n,
    });
  });

  it('finds the smallest equal instalment', () => {
    const { instalments } = simulated(input({ request: { ...monthly, size: { count: 12 } } }));
    const regular = instalments[0]!.amountMinor;
    expect(instalments).toHaveLength(12);
    expect(instalments.slice(0, -1).every((row) => row.amountMinor === regular)).toBe(true);
    expect(instalments.at(-1)!.amountMinor).toBeLessThanOrEqual(regular);
    const oneLess = input({ request: { ...monthly, size: { amountMinor: regular - 1n } }, maxCount: 12 });
    expect(simulate(oneLess)).toMatchObject({ ok: false, error: { code: 'TOO_MANY_INSTALMENTS' } });
  });

  it('keeps the count asked for even where equal parts would clear the debt too soon', () => {
    const tiny = { facts: factsOf({ PRINCIPAL: 10n }), request: { ...monthly, size: { count: 7 } } };
    const { instalments } = simulated(input(tiny));
    expect(instalments.map((row) => row.amountMinor)).toEqual([1n, 1n, 1n, 1n, 1n, 1n, 4n]);
    const nothing = { ...tiny, request: { ...monthly, size: { count: 11 } } };
    expect(simulate(input(nothing))).toMatchObject({ ok: false, error: { code: 'INSTALMENT_TOO_SMALL' } });
  });

  it('bears nothing in a freeze that ends while the plan runs', () => {
    const facts = {
      ...factsOf({ PRINCIPAL: 1_000_000n }),
      frozen: [{ from: AS_OF, to: '2026-02-15' } as const],
    };
    const plan = simulated(input({ facts, request: { ...monthly, size: { amountMinor: 500_000n } } }));
    expect(plan.instalments.map((row) => row.interestMinor)).toEqual([0n, 7_000n, 109n]);
  });

  it('lets the first instalment be due at once: it bears no interest', () => {
    const request = { firstDueOn: AS_OF, frequency: 'WEEKLY', size: { count: 2 } } as const;
    const { instalments } = simulated(input({ request }));
    expect(instalments.map((row) => row.interestMinor)).toEqual([0n, 1_747n]);
  });

  it('rounds the interest of the first stretch where the books do: once, up to the first payment', () => {
    const terms = dailyTerms(rate('0.0005'));
    const facts = { ...factsOf({ PRINCIPAL: 100_029n }, terms), accruedThrough: addDays(AS_OF, -10) };
    const plan = simulated(input({ facts, request: { ...monthly, size: { count: 6 } } }));
    // 1,000.29 × 0.0005: 5.00145 after 10 days, 20.505945 after 41; apart, the 31 days would come to 15.50.
    expect(plan.balanceMinor).toBe(100_529n);
    expect(plan.instalments[0]!.interestMinor).toBe(2_051n);
  });

  it('uses a credit on one component for the others', () => {
    const facts = { ...factsOf({ FEES: 3_000n }), principalMinor: -1_000n, openedMinor: 2_000n };
    const plan = simulated(input({ facts, request: { ...monthly, size: { count: 2 } } }));
    expect(plan).toMatchObject({ balanceMinor: 2_000n, totalMinor: 2_000n });
  });
});

describe('refusals', () => {
  const request = { ...monthly, size: { count: 3 } };

  it('an instalment that does not cover the interest, with the least that would do', () => {
    const tooLow = { ...monthly, size: { amountMinor: 14_000n } };
    const result = simulate(input({ request: tooLow, maxCount: 60 }));
    const least = simulated(input({ request: { ...monthly, size: { count: 60 } } })).instalments[0]!
      .amountMinor;
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'INSTALMENT_BELOW_INTEREST',
        message: `140.00 CNY does not cover the interest: 255.26 CNY or more clears the debt in 60 instalments.`,
        path: ['amount'],
      },
    });
    expect(least).toBe(25_526n);
  });

  it.each([
    ['NOTHING_OWED', { facts: { ...factsOf({ FEES: 1n }), paidMinor: 1n, feesMinor: 0n } }],
    ['UP_FRONT_NEGATIVE', { request: { ...request, upFrontMinor: -1n } }],
    ['UP_FRONT_COVERS_ALL', { request: { ...request, upFrontMinor: 1_000_000n } }],
    ['FIRST_DATE_IN_PAST', { request: { ...request, firstDueOn: '2026-01-14' as const } }],
    ['COUNT_NOT_POSITIVE', { request: { ...request, size: { count: -1 } } }],
    ['AMOUNT_NOT_POSITIVE', { request: { ...request, size: { amountMinor: -1n } } }],
    ['TOO_MANY_INSTALMENTS', { request: { ...request, size: { count: 601 } } }],
    [
      'TOO_MANY_INSTALMENTS',
      { request: { ...request, size: { count: 61 } }, maxCount: 60, interestFreeze: true },
    ],
    ['TOO_MANY_INSTALMENTS', { request: { ...request, size: { amountMinor: 20_000n } }, maxCount: 60 }],
  ])('%s', (code, other) => {
    expect(simulate(input({ request, ...other }))).toMatchObject({ ok: false, error: { code } });
  });
});

describe('properties', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 8n });
  const arbitrary = fc.record({
    opening: fc
      .record({ COSTS: amount, FEES: amount, INTEREST: amount, PRINCIPAL: amount })
      .filter((each) => each.PRINCIPAL > 0n),
    terms: fc.record({
      rate: fc.constantFrom('0', '0.0005', '0.1825').map(rate),
      dayCount: fc.constantFrom('PER_DAY', 'ACT_365F', 'ACT_366_BY_YEAR', 'THIRTY_360'),
      startInclusive: fc.boolean(),
      endInclusive: fc.boolean(),
      roundAt: fc.constantFrom('DAILY', 'PERIOD', 'TOTAL'),
      roundingMode: fc.constantFrom('HALF_UP', 'DOWN', 'HALF_EVEN'),
    }) satisfies fc.Arbitrary<InterestTerms>,
    frequency: fc.constantFrom(...Object.values(Frequency)),
    count: fc.integer({ min: 1, max: 36 }),
    firstIn: fc.integer({ min: 0, max: 60 }),
    accruedFor: fc.integer({ min: 0, max: 40 }),
    upFrontMinor: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 10n ** 6n })),
    order: fc.constantFrom(...Object.values(allocationOrders)),
    interestFreeze: fc.boolean(),
  });

  function inputOf(given: typeof arbitrary extends fc.Arbitrary<infer T> ? T : never): SimulationInput {
    const firstDueOn = addDays(AS_OF, given.firstIn);
    const { frequency, count, upFrontMinor, order, interestFreeze } = given;
    const perDay =
      given.terms.dayCount === 'PER_DAY' ? { ...given.terms, rate: rate('0.0005') } : given.terms;
    return {
      facts: { ...factsOf(given.opening, perDay), accruedThrough: addDays(AS_OF, -given.accruedFor) },
      asOf: AS_OF,
      request: { firstDueOn, frequency, size: { count }, upFrontMinor },
      interestFreeze,
      order,
    };
  }

  it('is the contract: the ledger, paid by the plan, agrees after every instalment and ends at zero', () => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        const request = inputOf(given);
        const result = simulate(request);
        if (!result.ok) return;
        const lastDayCounts = request.facts.terms?.endInclusive ? 1 : 0; // the balance of AS_OF has it
        const frozen = request.interestFreeze ? [{ from: addDays(AS_OF, lastDayCounts), to: null }] : [];
        const ledger: LedgerTransaction[] = [openingPosting(given.opening)];
        let accruedThrough = request.facts.accruedThrough;
        const pay = (amountMinor: bigint, on: CalendarDate) => {
          const facts = { ...request.facts, ...sumLedger(ledger), accruedThrough, frozen };
          const { accrual, components } = balanceAsOf(facts, on);
          if (accrual.totalMinor > 0n) ledger.push(interestPosting(accrual.totalMinor));
          accruedThrough = on;
          const allocation = allocatePayment(amountMinor, components, request.order);
          if (amountMinor > 0n) ledger.push(paymentPosting(allocation));
          const after = sumLedger(ledger);
          return after.principalMinor + after.interestMinor + after.feesMinor + after.costsMinor;
        };
        if (given.upFrontMinor > 0n) pay(given.upFrontMinor, AS_OF);
        for (const row of result.value.instalments) {
          expect(pay(row.amountMinor, row.dueOn)).toBe(row.remainingMinor);
        }
        expect(result.value.instalments.at(-1)!.remainingMinor).toBe(0n);
      }),
    );
  });

  it('totals are the sums of the rows, the count is kept, only the last differs', () => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        const result = simulate(inputOf(given));
        if (!result.ok) return;
        const { instalments, totalMinor, balanceMinor, futureInterestMinor, upFrontMinor } = result.value;
        const list = instalments.map((row) => row.amountMinor);
        expect(list).toHaveLength(given.count);
        expect(list.every((each) => each > 0n)).toBe(true);
        expect(new Set(list.slice(0, -1)).size).toBeLessThanOrEqual(1);
        expect(upFrontMinor + list.reduce((a, b) => a + b, 0n)).toBe(totalMinor);
        expect(balanceMinor + futureInterestMinor).toBe(totalMinor);
        expect(given.interestFreeze ? futureInterestMinor === 0n : futureInterestMinor >= 0n).toBe(true);
        for (const row of instalments) {
          const parts = row.principalMinor + row.interestMinor + row.feesMinor + row.costsMinor;
          expect(parts).toBe(row.amountMinor);
        }
      }),
    );
  });
});
