import { laterDate } from '../../kernel/calendar-date.ts';
import { type Money, money } from '../../kernel/money.ts';
import {
  type Allocation,
  type AllocationPreset,
  allocatePayment,
  allocationOrders,
  type Component,
  type ComponentAmounts,
  totalOf,
} from '../debts/allocation.ts';
import { allocationChoice } from '../debts/allocation-choice.ts';
import { type Balance, type BalanceFacts, balanceAsOf } from '../debts/balance.ts';
import { interestPosting, type LedgerTransaction, paymentPosting } from '../debts/ledger.ts';
import type { PaymentFacts } from './payment-facts.ts';

/** What a payment does to a debt on its value date. */
export interface PreviewedPayment {
  readonly amount: Money;
  readonly allocationOrder: AllocationPreset;
  readonly daysPastDue: number;
  /** What it pays; sums to the amount. What exceeds the debt is a credit on the principal, as it is posted. */
  readonly parts: ComponentAmounts;
  /** Owed today. */
  readonly balanceBefore: Money;
  readonly balanceAfter: Money;
  /** What `balanceAfter` is made of. */
  readonly remaining: ComponentAmounts;
  /** What is written into the books, in this order. */
  readonly postings: readonly LedgerTransaction[];
}

/**
 * The one function for what is shown before paying and for what is posted after: only the day and the ledger may
 * differ. Never refuses: money that has arrived is booked, all of it.
 */
export function previewPayment(facts: PaymentFacts, amountMinor: bigint): PreviewedPayment {
  const { asOf, today } = facts;
  const balance = balanceAsOf(facts.balance, asOf);
  const { preset, daysPastDue } = allocationChoice(facts.allocation, asOf);
  const allocation = allocatePayment(amountMinor, balance.components, allocationOrders[preset]);
  const after = balanceAsOf(factsAfter(facts, balance, allocation), today);
  const inCurrency = (minor: bigint) => money(minor, balance.currency);
  return {
    amount: inCurrency(amountMinor),
    allocationOrder: preset,
    daysPastDue,
    parts: withCredit(allocation),
    balanceBefore: inCurrency(balanceAsOf(facts.balance, today).totalMinor),
    balanceAfter: inCurrency(after.totalMinor),
    remaining: after.components,
    postings: [...accrualPosting(balance), paymentPosting(allocation)],
  };
}

/** The facts as they are once the payment is posted. */
function factsAfter({ asOf, balance: facts }: PaymentFacts, before: Balance, paid: Allocation): BalanceFacts {
  const parts = withCredit(paid);
  return {
    ...facts,
    accruedThrough: facts.accruedThrough && laterDate(facts.accruedThrough, asOf),
    principalMinor: facts.principalMinor - parts.PRINCIPAL,
    interestMinor: before.components.INTEREST - parts.INTEREST,
    feesMinor: facts.feesMinor - parts.FEES,
    costsMinor: facts.costsMinor - parts.COSTS,
    interestPostedMinor: before.interestMinor,
    paidMinor: facts.paidMinor + totalOf(parts),
  };
}

/** The most that can be paid: the balance of the value date, its interest included. */
export function owedOn({ balance, asOf }: PaymentFacts): Money {
  const { totalMinor, currency } = balanceAsOf(balance, asOf);
  return money(totalMinor, currency);
}

/** Interest up to the value date is posted before the principal changes; see `balanceAsOf`. */
function accrualPosting({ accrual }: Balance): LedgerTransaction[] {
  return accrual.totalMinor > 0n ? [interestPosting(accrual.totalMinor)] : [];
}

/** As `payment.allocation` keeps it: JSON numbers end at 2^53. */
export function inText(parts: ComponentAmounts): Readonly<Record<Component, string>> {
  const text = (component: Component) => parts[component].toString();
  return {
    COSTS: text('COSTS'),
    FEES: text('FEES'),
    INTEREST: text('INTEREST'),
    PRINCIPAL: text('PRINCIPAL'),
  };
}

function withCredit({ parts, unallocatedMinor }: Allocation): ComponentAmounts {
  return { ...parts, PRINCIPAL: parts.PRINCIPAL + unallocatedMinor };
}
