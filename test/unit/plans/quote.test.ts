import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noAmounts } from '../../../server/features/debts/allocation.ts';
import type { BalanceFacts } from '../../../server/features/debts/balance.ts';
import { dailyTerms } from '../../../server/features/debts/interest.ts';
import { openingPosting, sumLedger } from '../../../server/features/debts/ledger.ts';
import { planInstalments } from '../../../server/features/plans/plan-instalments.ts';
import { planOptions } from '../../../server/features/plans/plan-options.ts';
import { type PlanTerms, parseTerms } from '../../../server/features/plans/plan-terms.ts';
import { parseWords } from '../../../server/features/plans/plan-words.ts';
import { type Quote, quoteFor } from '../../../server/features/plans/quote.ts';
import type { QuoteFacts } from '../../../server/features/plans/quote-facts.ts';
import type { CreditorPolicy } from '../../../server/features/policies/creditor-policy.ts';
import type { CalendarDate } from '../../../server/kernel/calendar-date.ts';
import { money } from '../../../server/kernel/money.ts';
import { rate } from '../../../server/kernel/rate.ts';

const policy: CreditorPolicy = {
  version: 3,
  maxInstalments: 24,
  maxMonths: 24,
  minInstalment: money(10_000n, 'CNY'),
  minFirstPaymentPercent: 0,
  maxFirstDueDays: 45,
  interestFreeze: true,
  allocationPreset: 'CN_CARD_DPD_LE_90',
  decisionDays: 5,
  proposalValidDays: 14,
};
function balance(
  changes: Partial<Record<'PRINCIPAL' | 'INTEREST' | 'FEES' | 'COSTS', bigint>> = {},
): BalanceFacts {
  return {
    ...sumLedger([openingPosting({ ...noAmounts, PRINCIPAL: 1_200_000n, ...changes })]),
    currency: 'CNY',
    accruedThrough: '2026-11-22',
    terms: dailyTerms(rate('0.0005')),
    frozen: [],
  };
}
const facts: QuoteFacts = {
  debtorId: '0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11',
  debtId: '0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d12',
  creditorId: '0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d13',
  asOf: '2026-11-22',
  timeZone: 'Asia/Shanghai',
  jurisdiction: 'CN',
  recalled: false,
  allocation: {
    agreed: null,
    preset: 'CN_CARD_DPD_LE_90',
    productType: 'CREDIT_CARD',
    oldestUnpaidDueOn: '2026-08-24',
  },
  balance: balance(),
  policy,
};
const terms: PlanTerms = {
  size: { count: 12 },
  frequency: 'MONTHLY',
  firstDueOn: '2026-12-22',
  upFrontMinor: 0n,
};

function quote(change: Partial<PlanTerms> = {}, given: QuoteFacts = facts, freeze?: boolean): Quote {
  const quoted = quoteFor(given, { ...terms, ...change }, freeze);
  if (!quoted.ok) throw new Error(JSON.stringify(quoted.error));
  return quoted.value;
}
const refusals = (change: Partial<PlanTerms>, given: QuoteFacts = facts) => {
  const quoted = quoteFor(given, { ...terms, ...change });
  return quoted.ok ? [] : quoted.error;
};

describe('a quote', () => {
  it('says what would be agreed', () => {
    expect(quote({ upFrontMinor: 100_000n, size: { count: 7 } })).toMatchObject({
      debtId: 'Debt.0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11.0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d12',
      asOf: '2026-11-22',
      instalmentCount: 7,
      instalmentAmount: money(157_142n, 'CNY'),
      lastInstalmentAmount: money(157_148n, 'CNY'),
      lastDueOn: '2027-06-22',
      upFront: money(100_000n, 'CNY'),
      balance: money(1_200_000n, 'CNY'),
      totalInterest: money(0n, 'CNY'),
      totalToPay: money(1_200_000n, 'CNY'),
      withinPolicy: true,
      policyVersion: 3,
      decisionDays: 5,
    });
  });

  it('takes the policy’s word on interest, unless an agent grants another', () => {
    const running = { ...facts, policy: { ...policy, interestFreeze: false } };
    expect(quote({}, running).totalInterest.minor).toBeGreaterThan(0n);
    expect(quote({}, running, true)).toMatchObject({ interestFreeze: true, withinPolicy: false });
    expect(quote({}, facts, false)).toMatchObject({ interestFreeze: false, withinPolicy: true });
  });

  it('uses payments in the order of the days past due, flipping between 90 and 91', () => {
    const owed = { ...facts, balance: balance({ FEES: 50_000n }) };
    const at = (oldestUnpaidDueOn: CalendarDate) => {
      const { allocationOrder, schedule } = quote(
        {},
        { ...owed, allocation: { ...owed.allocation, oldestUnpaidDueOn } },
      );
      return { allocationOrder, feesOfFirst: schedule[0]!.feesMinor };
    };
    expect(at('2026-08-24')).toEqual({ allocationOrder: 'CN_CARD_DPD_LE_90', feesOfFirst: 50_000n });
    expect(at('2026-08-23')).toEqual({ allocationOrder: 'CN_CARD_DPD_GE_91', feesOfFirst: 0n });
  });

  it('names the law’s limit and what would pass', () => {
    expect(refusals({ size: { count: 61 } })).toMatchObject([
      {
        code: 'CN-PLAN-02',
        path: ['instalmentCount'],
        message: expect.stringContaining('60 instalments or fewer would pass'),
      },
    ]);
    const [slow] = refusals({ size: { amountMinor: 15_000n } });
    expect(slow).toMatchObject({ code: 'CN-PLAN-02', path: ['instalmentAmount'] });
    expect(slow!.message).toContain('200.00 CNY or more each time would pass');
    expect(quote({ size: { amountMinor: 20_000n } }).instalmentCount).toBe(60);
    expect(refusals({ size: { amountMinor: 19_999n } })).toHaveLength(1);
    expect(refusals({ size: { amountMinor: 1n } })).toEqual([slow]);
    expect(refusals({ size: { count: 61 } }, { ...facts, jurisdiction: 'UK' })).toEqual([]);
  });

  it('names what would pass with running interest too', () => {
    const running = { ...facts, policy: { ...policy, interestFreeze: false } };
    const [slow] = refusals({ size: { amountMinor: 25_000n } }, running);
    const least = /([0-9.]+) CNY or more/.exec(slow!.message)![1]!;
    const minor = BigInt(least.replace('.', ''));
    expect(quote({ size: { amountMinor: minor } }, running).instalmentCount).toBe(60);
    for (const amountMinor of [minor - 1n, 100n]) {
      expect(refusals({ size: { amountMinor } }, running)).toEqual([slow]);
    }
  });

  it('says no in the words of the input', () => {
    expect(refusals({ upFrontMinor: 1_200_000n })).toMatchObject([
      { code: 'UP_FRONT_COVERS_ALL', path: ['upFront'] },
    ]);
    expect(refusals({ size: { amountMinor: 1n } }, { ...facts, jurisdiction: 'UK' })).toMatchObject([
      { code: 'TOO_MANY_INSTALMENTS', path: ['instalmentAmount'] },
    ]);
    expect(refusals({}, { ...facts, recalled: true })).toMatchObject([{ code: 'DEBT_RECALLED' }]);
    const paid = { ...facts, balance: { ...balance(), principalMinor: 0n, openedMinor: 0n } };
    expect(refusals({}, paid)).toMatchObject([{ code: 'NOTHING_OWED' }]);
  });
});

describe('the fingerprint', () => {
  const same = quote().fingerprint;

  it('is the same for the same deal', () => {
    expect(same).toMatch(/^[0-9a-f]{64}$/);
    expect(quote().fingerprint).toBe(same);
    expect(quote({ size: { amountMinor: 100_000n } }).fingerprint).toBe(same); // 12 × 1,000.00, however it was asked
    expect(quote({}, { ...facts, policy: { ...policy, version: 9, decisionDays: 1 } }).fingerprint).toBe(
      same,
    );
  });

  it.each<[string, Quote]>([
    [
      'the day',
      quote({}, { ...facts, asOf: '2026-11-23', balance: { ...balance(), accruedThrough: '2026-11-23' } }),
    ],
    ['the debt', quote({}, { ...facts, debtId: facts.creditorId })],
    ['the balance by one fen', quote({}, { ...facts, balance: balance({ PRINCIPAL: 1_200_001n }) })],
    [
      'what the balance is made of',
      quote({}, { ...facts, balance: balance({ PRINCIPAL: 1_199_999n, FEES: 1n }) }),
    ],
    ['the number', quote({ size: { count: 13 } })],
    ['the frequency', quote({ frequency: 'FOUR_WEEKLY' })],
    ['the first date', quote({ firstDueOn: '2026-12-23' })],
    ['the first payment', quote({ upFrontMinor: 1n })],
    ['the freeze', quote({}, facts, false)],
    [
      'the order of use',
      quote({}, { ...facts, allocation: { ...facts.allocation, oldestUnpaidDueOn: '2025-01-01' } }),
    ],
  ])('differs when %s differs', (_what, other) => {
    expect(other.fingerprint).not.toBe(same);
  });
});

describe('plan instalments', () => {
  it('sum to the total by amount and by part, the up-front payment as number 0', () => {
    const wish = fc.record({
      owed: fc.record({
        PRINCIPAL: fc.bigInt(1_000n, 9_000_000n),
        INTEREST: fc.bigInt(0n, 90_000n),
        FEES: fc.bigInt(-500n, 90_000n),
        COSTS: fc.bigInt(0n, 9_000n),
      }),
      upFrontMinor: fc.bigInt(0n, 400n),
      count: fc.integer({ min: 1, max: 40 }),
      freeze: fc.boolean(),
    });
    fc.assert(
      fc.property(wish, ({ owed, upFrontMinor, count, freeze }) => {
        const quoted = quote({ size: { count }, upFrontMinor }, { ...facts, balance: balance(owed) }, freeze);
        const agreed = {
          balanceParts: quoted.balanceParts,
          totalInterestMinor: quoted.totalInterest.minor,
          upFrontMinor,
          schedule: quoted.schedule,
        };
        const rows = planInstalments(agreed, '2026-11-25');
        expect(rows.map(({ number }) => number)).toEqual(
          Array.from(
            { length: count + (upFrontMinor > 0n ? 1 : 0) },
            (_, at) => at + (upFrontMinor > 0n ? 0 : 1),
          ),
        );
        expect(rows.reduce((sum, row) => sum + row.amountMinor, 0n)).toBe(quoted.totalToPay.minor);
        for (const row of rows) {
          expect(row.principalMinor + row.interestMinor + row.feesMinor + row.costsMinor).toBe(
            row.amountMinor,
          );
        }
        expect(quoted.totalToPay.minor - quoted.totalInterest.minor).toBe(quoted.balance.minor);
      }),
      { numRuns: 200 },
    );
  });
});

describe('plan options', () => {
  const counts = (given: QuoteFacts) => planOptions(given).map(({ instalmentCount }) => instalmentCount);

  it('are a short, a middle and the longest plan that the policy decides at once', () => {
    expect(counts(facts)).toEqual([3, 9, 24]);
    for (const option of planOptions(facts))
      expect(option).toMatchObject({ withinPolicy: true, frequency: 'MONTHLY' });
    expect(quote({ size: { count: 25 } }).withinPolicy).toBe(false);
  });

  it('are fewer for a small debt, and none where nothing passes', () => {
    expect(counts({ ...facts, balance: balance({ PRINCIPAL: 40_000n }) })).toEqual([2, 3, 4]);
    expect(counts({ ...facts, balance: balance({ PRINCIPAL: 9_000n }) })).toEqual([1]);
    expect(counts({ ...facts, balance: { ...balance(), principalMinor: 0n, openedMinor: 0n } })).toEqual([]);
    expect(counts({ ...facts, recalled: true })).toEqual([]);
  });

  it('begin with the first payment that the policy asks for', () => {
    const asking = { ...facts, policy: { ...policy, minFirstPaymentPercent: 20 } };
    expect(
      planOptions(asking).map(({ upFront, instalmentCount }) => [instalmentCount, upFront?.minor]),
    ).toEqual([
      [3, undefined],
      [9, 240_000n],
      [24, 240_000n],
    ]);
  });

  it('start as soon as the policy asks for', () => {
    const soon = { ...facts, policy: { ...policy, maxFirstDueDays: 10 } };
    expect(planOptions(soon)[0]!.firstDueOn).toBe('2026-12-02');
  });
});

describe('terms as they come in', () => {
  const raw = { instalmentCount: 12, frequency: 'MONTHLY', firstDueOn: '2026-12-22' };
  const problems = (change: object) => {
    const parsed = parseTerms({ ...raw, ...change }, 'CNY', '2026-11-22');
    return parsed.ok ? [] : parsed.error.map(({ code, path }) => `${path.join('.')} ${code}`);
  };

  it('are exact', () => {
    const upFront = { amount: '1234.5', currency: 'CNY' };
    expect(parseTerms({ ...raw, upFront }, 'CNY', '2026-11-22')).toEqual({
      ok: true,
      value: { ...terms, upFrontMinor: 123_450n },
    });
  });

  it.each<[object, string[]]>([
    [{ instalmentCount: null }, ['instalmentCount REQUIRED']],
    [{ instalmentAmount: { amount: '5', currency: 'CNY' } }, ['instalmentAmount ONE_OF_TWO']],
    [{ upFront: { amount: '5', currency: 'USD' } }, ['upFront.currency CURRENCY_MISMATCH']],
    [{ upFront: { amount: '5.001', currency: 'CNY' } }, ['upFront.amount TOO_MANY_DECIMALS']],
    [{ upFront: { amount: '99999999999999999999', currency: 'CNY' } }, ['upFront.amount OUT_OF_RANGE']],
    [{ upFront: { amount: '0', currency: 'CNY' } }, []],
    [{ frequency: 'toString' }, ['frequency UNKNOWN']],
    [{ firstDueOn: '2026-11-21' }, ['firstDueOn FIRST_DATE_IN_PAST']],
    [{ firstDueOn: '2026-11-22' }, []],
    [{ firstDueOn: '2027-11-23' }, []],
    [{ firstDueOn: '2027-11-24' }, ['firstDueOn FIRST_DATE_TOO_LATE']],
    [{ instalmentCount: -0, firstDueOn: '' }, ['instalmentCount OUT_OF_RANGE', 'firstDueOn REQUIRED']],
  ])('%j: %j', (change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it('never throw, whatever they are', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('1e309', '-0', '٣', '\0', '9999-12-31', '2027-02-29'));
    const odd = fc.record({
      instalmentCount: fc.option(fc.oneof(fc.double(), fc.integer(), fc.constant(2 ** 53 + 1))),
      instalmentAmount: fc.option(fc.record({ amount: text, currency: fc.constantFrom('CNY', 'USD', 'x') })),
      upFront: fc.option(fc.record({ amount: text, currency: fc.constant('CNY') })),
      frequency: text,
      firstDueOn: text,
    });
    fc.assert(
      fc.property(odd, (input) => void parseTerms(input, 'CNY', '2026-11-22')),
      { numRuns: 500 },
    );
  });

  it('may come with words', () => {
    expect(parseWords('message', '  Thank you. ')).toEqual({ ok: true, value: 'Thank you.' });
    expect(parseWords('message', ' \n')).toEqual({ ok: true, value: null });
    expect(parseWords('message', '谢谢 🙏')).toEqual({ ok: true, value: '谢谢 🙏' });
    expect(parseWords('message', 'x'.repeat(1001))).toMatchObject({ error: { code: 'TOO_LONG' } });
    expect(parseWords('message', 'a\0')).toMatchObject({ error: { code: 'NOT_TEXT' } });
  });
});
