import { describe, expect, it } from 'vitest';
import { type AllocationFacts, allocationChoice } from '../../../server/features/debts/allocation-choice.ts';

const card: AllocationFacts = {
  agreed: null,
  preset: 'CN_CARD_DPD_LE_90',
  productType: 'CREDIT_CARD',
  oldestUnpaidDueOn: '2026-08-24',
};

describe('the order in which a payment is used', () => {
  it('of a Chinese card flips between day 90 and day 91 at the value date (CN-ALLOC-01, D-03)', () => {
    expect(allocationChoice(card, '2026-11-22')).toEqual({ preset: 'CN_CARD_DPD_LE_90', daysPastDue: 90 });
    expect(allocationChoice(card, '2026-11-23')).toEqual({ preset: 'CN_CARD_DPD_GE_91', daysPastDue: 91 });
    expect(allocationChoice({ ...card, preset: 'CN_CARD_DPD_GE_91' }, '2026-11-22').preset).toBe(
      'CN_CARD_DPD_LE_90',
    );
    expect(allocationChoice({ ...card, oldestUnpaidDueOn: null }, '2026-11-22')).toEqual({
      preset: 'CN_CARD_DPD_LE_90',
      daysPastDue: 0,
    });
  });

  it('of another debt in China is the civil code’s (CN-ALLOC-02)', () => {
    expect(allocationChoice({ ...card, productType: 'ONLINE_LOAN' }, '2026-11-23').preset).toBe(
      'CN_CIVIL_DEFAULT',
    );
  });

  it('elsewhere is the policy’s, however late', () => {
    const other: AllocationFacts = { ...card, preset: 'INTEREST_FEE_COST_PRINCIPAL' };
    expect(allocationChoice(other, '2027-11-23').preset).toBe('INTEREST_FEE_COST_PRINCIPAL');
  });

  it('of a plan is the one that it was agreed with', () => {
    expect(allocationChoice({ ...card, agreed: 'CN_CARD_DPD_GE_91' }, '2026-08-25')).toEqual({
      preset: 'CN_CARD_DPD_GE_91',
      daysPastDue: 1,
    });
  });
});
