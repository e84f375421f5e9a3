import { type CalendarDate, laterDate } from '../../kernel/calendar-date.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import {
  type Component,
  type ComponentAmounts,
  mapAmounts,
  minus,
  noAmounts,
  totalOf,
} from '../debts/allocation.ts';
import {
  adjustmentPosting,
  type LedgerTransaction,
  openingPosting,
  type PostingKind,
} from '../debts/ledger.ts';
import { changeOf, type HistoryItem, postingOf } from './history.ts';
import type { PortfolioAccount } from './portfolio-account.ts';
import { type FieldProblem, problem } from './row-errors.ts';

export interface DatedPosting {
  readonly effectiveOn: CalendarDate;
  readonly transaction: LedgerTransaction;
  readonly description: string | null;
}

/** A transaction in the books: what it changed of what is owed. */
export interface PostedTransaction {
  readonly kind: PostingKind;
  readonly effectiveOn: CalendarDate;
  /** Made here, through the portal; not from a file. */
  readonly isOwnPayment: boolean;
  /** Minor units as text. */
  readonly changes: Readonly<Partial<Record<Component, string>>>;
}

type Told = Pick<PortfolioAccount, 'asOf' | 'makeUp' | 'history'>;

/** The books of a new account: its history, or the make-up as an opening. */
export function firstPostings({ asOf, makeUp, history }: Told): DatedPosting[] {
  if (history.length > 0) return history.map(dated);
  if (isNothing(makeUp)) return [];
  return [{ effectiveOn: asOf, transaction: openingPosting(makeUp), description: null }];
}

/**
 * What a changed row adds to the books, which are append-only: the items that are not in them yet, and one
 * ADJUSTMENT on the day of the balance for whatever is still missing, so that the books say what the creditor
 * says. An opening is posted once, so a changed one counts in the adjustment. A payment made here is never undone:
 * a file that does not know it yet is refused.
 */
export function revise(
  posted: readonly PostedTransaction[],
  loadedAsOf: CalendarDate,
  { asOf, makeUp, history }: Told,
): Result<DatedPosting[], FieldProblem> {
  const last = posted.map(({ effectiveOn }) => effectiveOn).reduce(laterDate, loadedAsOf);
  if (asOf < last) return err(tooOld(asOf, last));
  const { unknown, untold } = compareWith(posted, history);
  const payment = untold.find((each) => each.isOwnPayment && each.effectiveOn >= loadedAsOf);
  if (payment) return err(paymentMissing(payment));
  const added = unknown.filter(({ kind }) => kind !== 'OPENING');
  const sum = [...posted.map(amountsOf), ...added.map(changeOf)].reduce(plus, noAmounts);
  const rest = minus(makeUp, sum);
  const postings = added.map(dated);
  if (isNothing(rest)) return ok(postings);
  return ok([...postings, { effectiveOn: asOf, transaction: adjustmentPosting(rest), description: null }]);
}

/** Pairs what is told with what is posted, each once; order plays no part. */
function compareWith(posted: readonly PostedTransaction[], history: readonly HistoryItem[]) {
  const byKey = new Map<string, PostedTransaction[]>();
  for (const each of posted) {
    const key = keyOf(each.kind, each.effectiveOn, amountsOf(each));
    byKey.set(key, [...(byKey.get(key) ?? []), each]);
  }
  const unknown = history.filter(
    (item) => byKey.get(keyOf(item.kind, item.date, changeOf(item)))?.pop() === undefined,
  );
  return { unknown, untold: [...byKey.values()].flat() };
}

/** A payment is known by its total, because the creditor may have used it in another order. */
function keyOf(
  kind: PostingKind,
  date: CalendarDate,
  { COSTS, FEES, INTEREST, PRINCIPAL }: ComponentAmounts,
): string {
  const amounts =
    kind === 'PAYMENT' ? COSTS + FEES + INTEREST + PRINCIPAL : [COSTS, FEES, INTEREST, PRINCIPAL];
  return `${kind} ${date} ${amounts}`;
}

function amountsOf({ changes }: PostedTransaction): ComponentAmounts {
  return mapAmounts((component) => BigInt(changes[component] ?? 0));
}

function plus(a: ComponentAmounts, b: ComponentAmounts): ComponentAmounts {
  return mapAmounts((component) => a[component] + b[component]);
}

function isNothing(amounts: ComponentAmounts): boolean {
  return Object.values(amounts).every((amount) => amount === 0n);
}

function dated(item: HistoryItem): DatedPosting {
  return { effectiveOn: item.date, transaction: postingOf(item), description: item.description };
}

function tooOld(asOf: CalendarDate, last: CalendarDate): FieldProblem {
  return problem(
    ['balance', 'asOf'],
    'BALANCE_TOO_OLD',
    `The balance is of ${asOf}, but the account has postings up to ${last}; send a balance of that day or later.`,
  );
}

function paymentMissing(payment: PostedTransaction): FieldProblem {
  return problem(
    ['history'],
    'PAYMENT_MISSING',
    `The payment of ${payment.effectiveOn} made here (${-totalOf(amountsOf(payment))} minor units) is not in the ` +
      'history; add it, or send the row once it is booked.',
  );
}
