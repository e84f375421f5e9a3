import { type ComponentAmounts, components, totalOf } from '../debts/allocation.ts';

/** What of an instalment is paid; kept in the order of the due dates. */
export interface CreditableInstalment {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly paidMinor: bigint;
}

export interface PlanCredit {
  /** The instalments that change, with what is then paid of them. */
  readonly changed: readonly { readonly id: string; readonly paidMinor: bigint }[];
  /** More than the plan's instalments had left. */
  readonly leftMinor: bigint;
  readonly allPaid: boolean;
}

/**
 * What is left over when all instalments are paid, if it is no more than rounding can make: a payment before its day
 * moves the days on which interest is rounded, each time by at most one minor unit. Nobody is asked for that.
 */
export function roundingRest(remaining: ComponentAmounts, instalmentCount: number): ComponentAmounts | null {
  const rest = totalOf(remaining);
  const isRounding = rest > 0n && rest <= BigInt(instalmentCount);
  return isRounding && components.every((component) => remaining[component] >= 0n) ? remaining : null;
}

/** The oldest unpaid instalment first, as every agreement says (clause `repaymentOrder`). */
export function creditInstalments(
  instalments: readonly CreditableInstalment[],
  amountMinor: bigint,
): PlanCredit {
  const changed: { id: string; paidMinor: bigint }[] = [];
  let leftMinor = amountMinor;
  let allPaid = true;
  for (const { id, amountMinor: due, paidMinor } of instalments) {
    const open = due - paidMinor;
    const isPaid = leftMinor >= open;
    const credit = isPaid ? open : leftMinor;
    leftMinor -= credit;
    if (credit > 0n) changed.push({ id, paidMinor: paidMinor + credit });
    if (!isPaid) allPaid = false;
  }
  return { changed, leftMinor, allPaid };
}
