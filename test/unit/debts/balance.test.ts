import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocatePayment, allocationOrders, noAmounts } from '../../../server/features/debts/allocation.ts';
import { type BalanceFacts, balanceAsOf } from '../../../server/features/debts/balance.ts';
import { dailyTerms } from '../../../server/features/debts/interest.ts';
import {
  adjustmentPosting,
  assertBalanced,
  chargePosting,
  costPosting,
  feePosting,
  interestPosting,
  type LedgerTransaction,
  openingPosting,
  paymentPosting,
  reversalOf,
  sumLedger,
  waiverPosting,
  writeOffPosting,
} from '../../../server/features/debts/ledger.ts';
import { addDays, type CalendarDate } from '../../../server/kernel/calendar-date.ts';
import { rate } from '../../../server/kernel/rate.ts';

const OPENED: CalendarDate = '2026-01-01';
const order = allocationOrders.CN_CARD_DPD_LE_90;

function factsOf(ledger: readonly LedgerTransaction[], other: Partial<BalanceFacts> = {}): BalanceFacts {
  return {
    ...sumLedger(ledger),
    currency: 'CNY',
    accruedThrough: OPENED,
    terms: dailyTerms(rate('0.0005')),
    frozen: [],
    ...other,
  };
}

describe('balanceAsOf', () => {
  const ledger = [
    openingPosting({ COSTS: 0n, FEES: 5_000n, INTEREST: 12_000n, PRINCIPAL: 800_000n }),
    feePosting(1_000n),
    costPosting(2_000n),
  ];

  it('E-12: then + interest + fees − paid = now', () => {
    const opening = openingPosting({ ...noAmounts, PRINCIPAL: 223_456n });
    const paid = paymentPosting({ parts: { ...noAmounts, PRINCIPAL: 5_000n }, unallocatedMinor: 0n });
    const facts = factsOf([opening, interestPosting(7_500n), feePosting(2_500n), paid], { terms: null });
    expect(balanceAsOf(facts, '2020-07-24')).toMatchObject({
      openedMinor: 223_456n,
      interestMinor: 7_500n,
      feesMinor: 2_500n,
      paidMinor: 5_000n,
      totalMinor: 228_456n,
    });
  });

  it('accrues on the principal alone: fees and interest bear none (CN-INT-03)', () => {
    const balance = balanceAsOf(factsOf(ledger), addDays(OPENED, 2));
    expect(balance.accrual).toEqual({
      totalMinor: 800n,
      lines: [{ from: OPENED, to: '2026-01-03', days: 2, principalMinor: 800_000n, amountMinor: 800n }],
    });
    expect(balance.components).toEqual({
      COSTS: 2_000n,
      FEES: 6_000n,
      INTEREST: 12_800n,
      PRINCIPAL: 800_000n,
    });
    expect(balance.totalMinor).toBe(820_800n);
  });

  it('accrues nothing before the last posting, on a credit, without terms, or in a freeze', () => {
    const credit = [...ledger, paymentPosting({ parts: noAmounts, unallocatedMinor: 900_000n })];
    const in10Days = addDays(OPENED, 10);
    const frozen = [{ from: OPENED, to: null }];
    const accrued = (facts: BalanceFacts, asOf: CalendarDate) => balanceAsOf(facts, asOf).accrual.totalMinor;
    expect(accrued(factsOf(ledger), addDays(OPENED, -5))).toBe(0n);
    expect(accrued(factsOf(credit), in10Days)).toBe(0n);
    expect(accrued(factsOf(ledger, { terms: null }), in10Days)).toBe(0n);
    expect(accrued(factsOf(ledger, { accruedThrough: null }), in10Days)).toBe(0n);
    expect(accrued(factsOf(ledger, { frozen }), in10Days)).toBe(0n);
  });

  it('refuses sums that do not tie', () => {
    expect(() => balanceAsOf({ ...factsOf(ledger), paidMinor: 1n }, OPENED)).toThrow('does not tie');
  });

  it('is the quote: a posting of what it accrued changes no figure of the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.boolean(), (days, endInclusive) => {
        const terms = dailyTerms(rate('0.000333'), { endInclusive });
        const asOf = addDays(OPENED, days);
        const quoted = balanceAsOf(factsOf(ledger, { terms }), asOf);
        const posted = [...ledger, interestPosting(quoted.accrual.totalMinor)];
        const later = balanceAsOf(factsOf(posted, { terms, accruedThrough: asOf }), asOf);
        expect(later).toEqual({ ...quoted, accrual: { totalMinor: 0n, lines: [] } });
        const { parts, unallocatedMinor } = allocatePayment(quoted.totalMinor, quoted.components, order);
        const paid = [...posted, paymentPosting({ parts, unallocatedMinor })];
        expect(
          balanceAsOf(factsOf(paid, { terms, accruedThrough: asOf }), addDays(asOf, 99)).totalMinor,
        ).toBe(0n);
      }),
    );
  });
});

describe('ledger', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const amounts = fc.record({ COSTS: amount, FEES: amount, INTEREST: amount, PRINCIPAL: amount });
  const posting = fc.oneof(
    amounts.map(openingPosting),
    amount.map(chargePosting),
    amount.map(feePosting),
    amount.map(costPosting),
    amount.map(interestPosting),
    fc.tuple(amounts, amount).map(([parts, unallocatedMinor]) => paymentPosting({ parts, unallocatedMinor })),
    amounts.map(waiverPosting),
    amounts.map(writeOffPosting),
    amounts.map((each) => adjustmentPosting({ ...each, FEES: -each.FEES })),
  );

  it('balances each posting and its reversal', () => {
    fc.assert(
      fc.property(posting, (each) => {
        assertBalanced(each);
        assertBalanced(reversalOf(each));
        expect(sumLedger([each, reversalOf(each)])).toEqual(sumLedger([]));
      }),
    );
  });

  it('ties movements to accounts, whatever was posted', () => {
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 20 }), (ledger) => {
        const sums = sumLedger(ledger);
        const accounts = sums.principalMinor + sums.interestMinor + sums.feesMinor + sums.costsMinor;
        expect(balanceAsOf(factsOf(ledger, { terms: null }), OPENED).totalMinor).toBe(accounts);
      }),
    );
  });

  it('keeps an overpayment as a credit on the principal', () => {
    const opening = openingPosting({ ...noAmounts, PRINCIPAL: 100n });
    const allocation = allocatePayment(130n, { ...noAmounts, PRINCIPAL: 100n }, order);
    expect(sumLedger([opening, paymentPosting(allocation)])).toMatchObject({
      principalMinor: -30n,
      paidMinor: 130n,
    });
  });

  it('lowers “paid” when a payment is returned', () => {
    const payment = paymentPosting({ parts: { ...noAmounts, PRINCIPAL: 100n }, unallocatedMinor: 0n });
    expect(sumLedger([payment, reversalOf(payment)]).paidMinor).toBe(0n);
  });

  it('takes no empty, crooked or negative posting', () => {
    expect(() => interestPosting(0n)).toThrow('below 1');
    expect(() => waiverPosting({ ...noAmounts, FEES: -1n })).toThrow('below 0');
    expect(() => waiverPosting(noAmounts)).toThrow('empty WAIVER');
    const crooked: LedgerTransaction = { kind: 'FEE', entries: [{ account: 'FEES', amountMinor: 1n }] };
    expect(() => assertBalanced(crooked)).toThrow('sum to 1');
  });
});
