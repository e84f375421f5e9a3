import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalOf } from '../../../server/features/debts/allocation.ts';
import type { BalanceFacts } from '../../../server/features/debts/balance.ts';
import { dailyTerms } from '../../../server/features/debts/interest.ts';
import { assertBalanced, sumLedger } from '../../../server/features/debts/ledger.ts';
import {
  type paymentStatuses,
  paymentTransitions,
  receiptNumber,
  stepOf,
} from '../../../server/features/payments/payment.ts';
import { checkAmount, parseAmount } from '../../../server/features/payments/payment-amount.ts';
import type { PaymentFacts } from '../../../server/features/payments/payment-facts.ts';
import { owedOn, previewPayment } from '../../../server/features/payments/payment-preview.ts';
import { creditInstalments } from '../../../server/features/payments/plan-credit.ts';
import type { CalendarDate } from '../../../server/kernel/calendar-date.ts';
import { money } from '../../../server/kernel/money.ts';
import { rate } from '../../../server/kernel/rate.ts';

const expected = { amountMinor: 5_000n, currency: 'CNY' } as const;
const statusAfter = (news: Parameters<typeof stepOf>[0][]) =>
  news.reduce(
    (status, report) => {
      const step = stepOf(report, expected);
      const next = step && paymentTransitions.next(status, step);
      return next?.ok ? next.value : status;
    },
    'PENDING' as (typeof paymentStatuses)[number],
  );

describe('the state of a payment', () => {
  const succeeded = { ...expected, outcome: 'SUCCEEDED' } as const;
  const failed = { ...expected, outcome: 'FAILED' } as const;
  const cancelled = { ...expected, outcome: 'CANCELLED' } as const;
  const pending = { ...expected, outcome: 'PENDING' } as const;
  const otherAmount = { ...succeeded, amountMinor: 5_001n };

  it('is success whatever came before or after it', () => {
    const others = fc.array(fc.constantFrom(failed, cancelled, pending, otherAmount), { maxLength: 6 });
    fc.assert(
      fc.property(others, others, (before, after) => {
        expect(statusAfter([...before, succeeded, ...after])).toBe('SUCCEEDED');
      }),
    );
  });

  it('is in doubt when other money came, and no failure talks that away', () => {
    expect(statusAfter([otherAmount])).toBe('UNKNOWN');
    expect(statusAfter([{ ...succeeded, currency: 'USD' }])).toBe('UNKNOWN');
    expect(statusAfter([failed, otherAmount, failed, cancelled, pending])).toBe('UNKNOWN');
  });

  it('is the first failure, and nothing for "pending"', () => {
    expect(statusAfter([pending])).toBe('PENDING');
    expect(statusAfter([failed, cancelled])).toBe('FAILED');
    expect(statusAfter([cancelled, failed])).toBe('CANCELLED');
    expect(paymentTransitions.allowed('CREATED')).toEqual(['OPEN']);
  });
});

describe('a receipt number', () => {
  it('says the day, and follows from the payment alone', () => {
    const number = receiptNumber('0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11', '2026-11-22');
    expect(number).toMatch(/^R20261122-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(receiptNumber('0b6cbd1f-8d5b-4f0e-9a35-6c0f3a2f1d11', '2026-11-22')).toBe(number);
    const many = Array.from({ length: 20_000 }, () => receiptNumber(crypto.randomUUID(), '2026-11-22'));
    expect(new Set(many).size).toBe(many.length);
  });
});

describe('an amount', () => {
  const check = (amount: string, currency: 'CNY' | 'JPY' = 'CNY') => {
    const parsed = parseAmount({ amount, currency });
    const checked = parsed.ok ? checkAmount(parsed.value, money(100_00n, 'CNY')) : parsed;
    return checked.ok ? checked.value.minor : checked.error.code;
  };

  it('is above zero and at most what is owed, in the currency of the debt', () => {
    expect(check('100')).toBe(100_00n);
    expect(check('0.01')).toBe(1n);
    expect(check('100.01')).toBe('AMOUNT_ABOVE_BALANCE');
    expect(check('0')).toBe('AMOUNT_NOT_POSITIVE');
    expect(check('-5')).toBe('AMOUNT_NOT_POSITIVE');
    expect(check('5', 'JPY')).toBe('CURRENCY_MISMATCH');
    expect(check('0.001')).toBe('TOO_MANY_DECIMALS');
    expect(check('1e3')).toBe('PATTERN');
    const settled = checkAmount(money(1n, 'CNY'), money(0n, 'CNY'));
    expect(settled.ok || settled.error.code).toBe('NOTHING_OWED');
  });
});

const factsOf = (over: {
  owed?: Partial<Record<'principal' | 'interest' | 'fees' | 'costs', bigint>>;
  dueOn?: CalendarDate | null;
  asOf?: CalendarDate;
}): PaymentFacts => {
  const owed = { principal: 1_000_00n, interest: 50_00n, fees: 30_00n, costs: 20_00n, ...over.owed };
  const balance: BalanceFacts = {
    currency: 'CNY',
    accruedThrough: '2026-11-01',
    terms: dailyTerms(rate('0.0005')),
    frozen: [],
    principalMinor: owed.principal,
    interestMinor: owed.interest,
    feesMinor: owed.fees,
    costsMinor: owed.costs,
    openedMinor: owed.principal + owed.interest + owed.fees + owed.costs,
    ...{ chargedMinor: 0n, interestPostedMinor: 0n, feesPostedMinor: 0n, costsPostedMinor: 0n },
    ...{ paidMinor: 0n, waivedMinor: 0n, writtenOffMinor: 0n },
  };
  const dueOn = over.dueOn === undefined ? '2026-10-01' : over.dueOn;
  const allocation = { agreed: null, preset: 'CN_CARD_DPD_LE_90', productType: 'CREDIT_CARD' } as const;
  const asOf = over.asOf ?? '2026-11-22';
  return {
    asOf,
    today: asOf,
    balance,
    allocation: { ...allocation, oldestUnpaidDueOn: dueOn },
  };
};

describe('a payment, previewed', () => {
  it('posts the interest of 21 days first, then pays by the order of its day', () => {
    const facts = factsOf({});
    expect(owedOn(facts).minor).toBe(1_110_50n);
    const paid = previewPayment(facts, 100_00n);
    expect(paid).toMatchObject({ daysPastDue: 52, allocationOrder: 'CN_CARD_DPD_LE_90' });
    expect(paid.parts).toEqual({ COSTS: 20_00n, FEES: 30_00n, INTEREST: 50_00n, PRINCIPAL: 0n });
    expect(paid.balanceAfter.minor).toBe(1_010_50n);
    expect(paid.postings.map(({ kind }) => kind)).toEqual(['INTEREST', 'PAYMENT']);
    expect(paid.postings[0]!.entries).toContainEqual({ account: 'INTEREST', amountMinor: 10_50n });
  });

  it('counts from its value date, and shows what is owed today', () => {
    const facts = factsOf({ asOf: '2026-11-21' });
    const paid = previewPayment({ ...facts, today: '2026-11-29' }, 500_00n);
    expect(owedOn(facts).minor).toBe(1_110_00n);
    expect(paid.parts).toMatchObject({ INTEREST: 60_00n, PRINCIPAL: 390_00n });
    expect(paid.balanceBefore.minor).toBe(1_114_00n);
    // 610.00 of principal for the eight days since, at 0.05 %
    expect(paid.balanceAfter.minor).toBe(612_44n);
    expect(paid.remaining).toEqual({ COSTS: 0n, FEES: 0n, INTEREST: 2_44n, PRINCIPAL: 610_00n });
  });

  it('pays the principal first from day 91 past due (Art. 57)', () => {
    const order = (asOf: CalendarDate) => previewPayment(factsOf({ asOf, dueOn: '2026-08-23' }), 1n);
    expect(order('2026-11-21')).toMatchObject({ daysPastDue: 90, allocationOrder: 'CN_CARD_DPD_LE_90' });
    expect(order('2026-11-22')).toMatchObject({ daysPastDue: 91, allocationOrder: 'CN_CARD_DPD_GE_91' });
    expect(order('2026-11-22').parts.PRINCIPAL).toBe(1n);
  });

  it('keeps every fen, also of what is too much', () => {
    const amounts = fc.record({
      amount: fc.bigInt({ min: 1n, max: 5_000_00n }),
      principal: fc.bigInt({ min: -500_00n, max: 2_000_00n }),
      interest: fc.bigInt({ min: 0n, max: 100_00n }),
    });
    fc.assert(
      fc.property(amounts, ({ amount, principal, interest }) => {
        const facts = factsOf({ owed: { principal, interest } });
        const paid = previewPayment(facts, amount);
        expect(totalOf(paid.parts)).toBe(amount);
        for (const posting of paid.postings) assertBalanced(posting);
        const sums = sumLedger(paid.postings);
        expect(sums.paidMinor).toBe(amount);
        expect(paid.balanceBefore.minor - paid.balanceAfter.minor).toBe(amount);
        const change = sums.principalMinor + sums.interestMinor + sums.feesMinor + sums.costsMinor;
        expect(change).toBe(sums.interestPostedMinor - amount);
      }),
    );
  });
});

describe('instalments', () => {
  const rows = fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 500n }), fc.bigInt({ min: 0n, max: 100n })), {
    maxLength: 12,
  });

  it('are paid in their order, none twice, nothing lost', () => {
    fc.assert(
      fc.property(rows, fc.bigInt({ min: 1n, max: 4_000n }), (drawn, amountMinor) => {
        const before = drawn.map(([amount, percent], at) => ({
          id: String(at),
          amountMinor: amount,
          paidMinor: (amount * percent) / 100n,
        }));
        const { changed, leftMinor, allPaid } = creditInstalments(before, amountMinor);
        const after = before.map((row) => ({ ...row, ...changed.find(({ id }) => id === row.id) }));
        const paid = (list: typeof before) => list.reduce((sum, row) => sum + row.paidMinor, 0n);
        expect(paid(after) - paid(before) + leftMinor).toBe(amountMinor);
        expect(after.every((row) => row.paidMinor <= row.amountMinor)).toBe(true);
        expect(allPaid).toBe(after.every((row) => row.paidMinor === row.amountMinor));
        expect(leftMinor === 0n || allPaid).toBe(true);
        const firstOpen = after.findIndex((row) => row.paidMinor < row.amountMinor);
        expect(changed.every(({ id }) => firstOpen < 0 || Number(id) <= firstOpen)).toBe(true);
      }),
    );
  });
});
