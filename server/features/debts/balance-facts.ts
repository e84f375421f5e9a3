import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { BalanceFacts } from './balance.ts';
import type { FrozenPeriod } from './day-count.ts';
import { type ContractTerms, interestTerms } from './debt-terms.ts';

/** What `balanceFactsSql` yields; amounts are text, because JSON numbers end at 2^53. */
export interface BalanceFactsJson {
  readonly currency: CurrencyCode;
  readonly accruedThrough: CalendarDate;
  readonly terms: ContractTerms;
  readonly frozen: readonly FrozenPeriod[];
  readonly sums: Readonly<Record<keyof typeof sums, string>>;
}

const own = "entry.kind in ('CHARGE', 'FEE', 'COST', 'INTEREST', 'ADJUSTMENT')";
/** The same sums as `sumLedger` in ledger.ts; a test holds them together. */
const sums = {
  principal: "entry.account = 'PRINCIPAL'",
  interest: "entry.account = 'INTEREST'",
  fees: "entry.account = 'FEES'",
  costs: "entry.account = 'COSTS'",
  cleared: "entry.account = 'CLEARING' and entry.kind = 'OPENING'",
  charged: `entry.account = 'PRINCIPAL' and ${own}`,
  interestPosted: `entry.account = 'INTEREST' and ${own}`,
  feesPosted: `entry.account = 'FEES' and ${own}`,
  costsPosted: `entry.account = 'COSTS' and ${own}`,
  paid: "entry.account = 'PAYMENTS'",
  waived: "entry.account = 'WAIVERS'",
  writtenOff: "entry.account = 'WRITE_OFF'",
} as const;

const sumsSql = Object.entries(sums)
  .map(([name, where]) => `'${name}', coalesce(sum(entry.amount_minor) filter (where ${where}), 0)::text`)
  .join(', ');

/**
 * The facts behind a debt's balance as one JSON object, for the reader and for the use cases alike. `debtAlias`
 * is a row of `debt`; `asOfSql` is a date. One index-only scan of ledger_entry_by_debt and, for interest that a
 * plan has stopped, one look at plan_by_debt.
 *
 * A payment ends a stretch of interest even where that interest rounded to nothing and was not posted: else its days
 * would be charged once more, on what is owed after the payment. And interest that was frozen stays forgone when the
 * plan has ended (clause `breachEffect`: not for the time before).
 */
export function balanceFactsSql(debtAlias: string, asOfSql: string): string {
  const d = debtAlias;
  return `(select json_build_object(
      'currency', ${d}.currency,
      'accruedThrough', greatest(${d}.accrues_from,
        max(entry.effective_on) filter (where entry.kind in ('INTEREST', 'PAYMENT'))),
      'terms', json_build_object('dailyRate', ${d}.daily_rate::text, 'dayCount', ${d}.day_count,
        'roundingMode', ${d}.rounding_mode),
      'frozen', coalesce((select json_agg(json_build_object('from', frozen.started_on, 'to', frozen.ended_on))
        from plan frozen
       where frozen.debtor_id = ${d}.debtor_id and frozen.debt_id = ${d}.id
         and frozen.interest_freeze), '[]'),
      'sums', json_build_object(${sumsSql}))
    from ledger_entry entry
   where entry.debtor_id = ${d}.debtor_id and entry.debt_id = ${d}.id and entry.effective_on <= ${asOfSql})`;
}

export function parseBalanceFacts({
  currency,
  accruedThrough,
  terms,
  frozen,
  sums,
}: BalanceFactsJson): BalanceFacts {
  return {
    currency,
    accruedThrough,
    terms: interestTerms(terms),
    frozen,
    principalMinor: BigInt(sums.principal),
    interestMinor: BigInt(sums.interest),
    feesMinor: BigInt(sums.fees),
    costsMinor: BigInt(sums.costs),
    openedMinor: -BigInt(sums.cleared),
    chargedMinor: BigInt(sums.charged),
    interestPostedMinor: BigInt(sums.interestPosted),
    feesPostedMinor: BigInt(sums.feesPosted),
    costsPostedMinor: BigInt(sums.costsPosted),
    paidMinor: BigInt(sums.paid),
    waivedMinor: BigInt(sums.waived),
    writtenOffMinor: BigInt(sums.writtenOff),
  };
}
