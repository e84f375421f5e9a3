import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AllocationBand,
  allocatePayment,
  allocationOrders,
  type ComponentAmounts,
  components,
  minus,
  noAmounts,
  presetAt,
  totalOf,
} from '../../../server/features/debts/allocation.ts';

const cnCard: AllocationBand[] = [
  { fromDaysPastDue: 0, preset: 'CN_CARD_DPD_LE_90' },
  { fromDaysPastDue: 91, preset: 'CN_CARD_DPD_GE_91' },
];
const owed: ComponentAmounts = { COSTS: 0n, FEES: 5_000n, INTEREST: 12_000n, PRINCIPAL: 100_000n };

function payOnCard(amount: bigint, daysPastDue: number) {
  return allocatePayment(amount, owed, allocationOrders[presetAt(cnCard, daysPastDue)]).parts;
}

describe('CN card order (CN-ALLOC-01)', () => {
  it('D-01: at 45 days past due fees and interest come first', () => {
    expect(payOnCard(30_000n, 45)).toEqual({
      COSTS: 0n,
      FEES: 5_000n,
      INTEREST: 12_000n,
      PRINCIPAL: 13_000n,
    });
  });

  it('D-02: at 91 days the principal comes first', () => {
    expect(payOnCard(30_000n, 91)).toEqual({ ...noAmounts, PRINCIPAL: 30_000n });
  });

  it('D-03: the order flips between day 90 and day 91', () => {
    expect(presetAt(cnCard, 90)).toBe('CN_CARD_DPD_LE_90');
    expect(presetAt(cnCard, 91)).toBe('CN_CARD_DPD_GE_91');
    expect(presetAt([...cnCard].reverse(), 90)).toBe('CN_CARD_DPD_LE_90');
    expect(() => presetAt(cnCard.slice(1), 90)).toThrow('from 90 days past due');
  });
});

describe('allocatePayment', () => {
  it('pays the costs of realising the claim first by default (CN-ALLOC-02)', () => {
    const { parts } = allocatePayment(13_000n, { ...owed, COSTS: 2_000n }, allocationOrders.CN_CIVIL_DEFAULT);
    expect(parts).toEqual({ COSTS: 2_000n, INTEREST: 11_000n, FEES: 0n, PRINCIPAL: 0n });
  });

  it('hands back what is more than the debt, and takes no negative payment', () => {
    const order = allocationOrders.INTEREST_FEE_COST_PRINCIPAL;
    expect(allocatePayment(120_000n, owed, order)).toEqual({ parts: owed, unallocatedMinor: 3_000n });
    expect(() => allocatePayment(-1n, owed, order)).toThrow(RangeError);
  });

  it('names each component once in every preset', () => {
    for (const order of Object.values(allocationOrders))
      expect([...order].sort()).toEqual([...components].sort());
  });

  it('conserves the payment, overpays nothing, and fills strictly in order', () => {
    const amount = fc.bigInt({ min: -1_000n, max: 10n ** 12n });
    const debt = fc.record({ COSTS: amount, FEES: amount, INTEREST: amount, PRINCIPAL: amount });
    const payment = fc.bigInt({ min: 0n, max: 4n * 10n ** 12n });
    fc.assert(
      fc.property(
        payment,
        debt,
        fc.constantFrom(...Object.values(allocationOrders)),
        (paid, before, order) => {
          const { parts, unallocatedMinor } = allocatePayment(paid, before, order);
          const after = minus(before, parts);
          expect(totalOf(parts) + unallocatedMinor).toBe(paid);
          for (const component of components) {
            expect(parts[component]).toBeGreaterThanOrEqual(0n);
            expect(parts[component] === 0n || after[component] >= 0n).toBe(true);
          }
          const unpaid = order.findIndex((component) => after[component] > 0n);
          if (unpaid >= 0) {
            expect(unallocatedMinor).toBe(0n);
            expect(order.slice(unpaid + 1).every((component) => parts[component] === 0n)).toBe(true);
          }
        },
      ),
    );
  });
});
