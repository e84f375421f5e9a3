import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { type ComponentAmounts, totalOf } from './allocation.ts';
import type { FrozenPeriod } from './day-count.ts';
import { accrualSpans, accrue, type Interest, type InterestTerms } from './interest.ts';
import type { LedgerSums } from './ledger.ts';

/** What a balance is computed from: ledger sums of the postings up to `asOf`, and the terms. */
export interface BalanceFacts extends LedgerSums {
  readonly currency: CurrencyCode;
  /** Value date of the last accrual or payment (see accruedThroughAtStart); null where nothing accrues. */
  readonly accruedThrough: CalendarDate | null;
  /** Null for a debt that bears no interest. */
  readonly terms: InterestTerms | null;
  readonly frozen: readonly FrozenPeriod[];
}

/** opened + charged + interest + fees + costs − paid − waived − written off = total. */
export interface Balance {
  readonly asOf: CalendarDate;
  readonly currency: CurrencyCode;
  readonly openedMinor: bigint;
  readonly chargedMinor: bigint;
  /** Posted since the opening, and accrued until `asOf`. */
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly costsMinor: bigint;
  readonly paidMinor: bigint;
  readonly waivedMinor: bigint;
  readonly writtenOffMinor: bigint;
  readonly totalMinor: bigint;
  /** The same total by what it consists of. */
  readonly components: ComponentAmounts;
  /** Interest of the days since the last posting, with its lines; part of `interestMinor`. */
  readonly accrual: Interest;
}

/**
 * The one balance function, for what is shown and for what is posted. Each posting that changes the principal
 * first posts the accrual up to its value date, so only one stretch of one principal is left to compute.
 * Only principal bears interest: never fees (CN-INT-03), interest, or a credit.
 */
export function balanceAsOf(facts: BalanceFacts, asOf: CalendarDate): Balance {
  const accrual = unpostedAccrual(facts, asOf);
  const components: ComponentAmounts = {
    COSTS: facts.costsMinor,
    FEES: facts.feesMinor,
    INTEREST: facts.interestMinor + accrual.totalMinor,
    PRINCIPAL: facts.principalMinor,
  };
  const interestMinor = facts.interestPostedMinor + accrual.totalMinor;
  const totalMinor =
    facts.openedMinor +
    facts.chargedMinor +
    interestMinor +
    facts.feesPostedMinor +
    facts.costsPostedMinor -
    facts.paidMinor -
    facts.waivedMinor -
    facts.writtenOffMinor;
  if (totalMinor !== totalOf(components)) {
    throw new Error(
      `The ledger does not tie: ${totalMinor} by movements, ${totalOf(components)} by accounts.`,
    );
  }
  return {
    asOf,
    currency: facts.currency,
    openedMinor: facts.openedMinor,
    chargedMinor: facts.chargedMinor,
    interestMinor,
    feesMinor: facts.feesPostedMinor,
    costsMinor: facts.costsPostedMinor,
    paidMinor: facts.paidMinor,
    waivedMinor: facts.waivedMinor,
    writtenOffMinor: facts.writtenOffMinor,
    totalMinor,
    components,
    accrual,
  };
}

function unpostedAccrual(
  { principalMinor, accruedThrough, terms, frozen }: BalanceFacts,
  asOf: CalendarDate,
): Interest {
  if (terms === null || accruedThrough === null) return { totalMinor: 0n, lines: [] };
  return accrue(principalMinor, accrualSpans(accruedThrough, asOf, terms, frozen), terms);
}
