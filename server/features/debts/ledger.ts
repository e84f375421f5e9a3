import {
  type Allocation,
  type Component,
  type ComponentAmounts,
  components,
  mapAmounts,
} from './allocation.ts';

/**
 * Receivables (what the debtor owes; a debit, positive, makes it more) and the accounts that face them. Each
 * transaction faces one account, so "paid", "waived" and "written off" are simply the balances of theirs.
 */
export const Account = {
  PRINCIPAL: 'PRINCIPAL',
  INTEREST: 'INTEREST',
  FEES: 'FEES',
  COSTS: 'COSTS',
  PAYMENTS: 'PAYMENTS',
  WAIVERS: 'WAIVERS',
  WRITE_OFF: 'WRITE_OFF',
  CLEARING: 'CLEARING',
} as const;
export type Account = keyof typeof Account;
export type CounterAccount = Exclude<Account, Component>;

export const PostingKind = {
  OPENING: 'OPENING',
  CHARGE: 'CHARGE',
  FEE: 'FEE',
  COST: 'COST',
  INTEREST: 'INTEREST',
  PAYMENT: 'PAYMENT',
  WAIVER: 'WAIVER',
  ADJUSTMENT: 'ADJUSTMENT',
  WRITE_OFF: 'WRITE_OFF',
} as const;
export type PostingKind = keyof typeof PostingKind;

/** Debit positive, credit negative. */
export interface LedgerEntry {
  readonly account: Account;
  readonly amountMinor: bigint;
}

export interface LedgerTransaction {
  readonly kind: PostingKind;
  readonly entries: readonly LedgerEntry[];
}

/** The sums that a balance is made of; the reader computes the same in SQL. */
export interface LedgerSums {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly costsMinor: bigint;
  readonly openedMinor: bigint;
  readonly chargedMinor: bigint;
  readonly interestPostedMinor: bigint;
  readonly feesPostedMinor: bigint;
  readonly costsPostedMinor: bigint;
  readonly paidMinor: bigint;
  readonly waivedMinor: bigint;
  readonly writtenOffMinor: bigint;
}

export function openingPosting(amounts: ComponentAmounts): LedgerTransaction {
  return posting('OPENING', amounts, 'CLEARING');
}

export function chargePosting(amountMinor: bigint): LedgerTransaction {
  return posting('CHARGE', only('PRINCIPAL', positive(amountMinor)), 'CLEARING');
}

export function feePosting(amountMinor: bigint): LedgerTransaction {
  return posting('FEE', only('FEES', positive(amountMinor)), 'CLEARING');
}

export function costPosting(amountMinor: bigint): LedgerTransaction {
  return posting('COST', only('COSTS', positive(amountMinor)), 'CLEARING');
}

export function interestPosting(amountMinor: bigint): LedgerTransaction {
  return posting('INTEREST', only('INTEREST', positive(amountMinor)), 'CLEARING');
}

/** What exceeds the debt is a credit on the principal, so no cent of a payment is ever without an account. */
export function paymentPosting({ parts, unallocatedMinor }: Allocation): LedgerTransaction {
  const paid = { ...parts, PRINCIPAL: parts.PRINCIPAL + unallocatedMinor };
  return posting('PAYMENT', less(paid), 'PAYMENTS');
}

export function waiverPosting(amounts: ComponentAmounts): LedgerTransaction {
  return posting('WAIVER', less(amounts), 'WAIVERS');
}

export function writeOffPosting(amounts: ComponentAmounts): LedgerTransaction {
  return posting('WRITE_OFF', less(amounts), 'WRITE_OFF');
}

/** Signed: positive makes the debt larger. */
export function adjustmentPosting(amounts: ComponentAmounts): LedgerTransaction {
  return posting('ADJUSTMENT', amounts, 'CLEARING');
}

/** The undoing of a posting: same kind, so a returned payment lowers "paid" and a wrong fee lowers "fees". */
export function reversalOf({ kind, entries }: LedgerTransaction): LedgerTransaction {
  return { kind, entries: entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor })) };
}

export function assertBalanced({ kind, entries }: LedgerTransaction): void {
  if (entries.length === 0) throw new RangeError(`An empty ${kind} posting says nothing; do not post it.`);
  const rest = entries.reduce((sum, entry) => sum + entry.amountMinor, 0n);
  if (rest !== 0n) throw new RangeError(`The entries of a ${kind} posting sum to ${rest}, not to zero.`);
}

export function sumLedger(transactions: readonly LedgerTransaction[]): LedgerSums {
  const sum = (account: Account, of: (kind: PostingKind) => boolean = () => true) =>
    transactions
      .filter(({ kind }) => of(kind))
      .flatMap(({ entries }) => entries)
      .reduce((total, entry) => (entry.account === account ? total + entry.amountMinor : total), 0n);
  const opening = (kind: PostingKind) => kind === 'OPENING';
  return {
    principalMinor: sum('PRINCIPAL'),
    interestMinor: sum('INTEREST'),
    feesMinor: sum('FEES'),
    costsMinor: sum('COSTS'),
    openedMinor: -sum('CLEARING', opening),
    chargedMinor: sum('PRINCIPAL', isOwn),
    interestPostedMinor: sum('INTEREST', isOwn),
    feesPostedMinor: sum('FEES', isOwn),
    costsPostedMinor: sum('COSTS', isOwn),
    paidMinor: sum('PAYMENTS'),
    waivedMinor: sum('WAIVERS'),
    writtenOffMinor: sum('WRITE_OFF'),
  };
}

/** Kinds that face CLEARING after the opening; adjustments count with the component they change. */
const OWN_KINDS: ReadonlySet<PostingKind> = new Set(['CHARGE', 'FEE', 'COST', 'INTEREST', 'ADJUSTMENT']);

function isOwn(kind: PostingKind): boolean {
  return OWN_KINDS.has(kind);
}

function posting(kind: PostingKind, amounts: ComponentAmounts, counter: CounterAccount): LedgerTransaction {
  const debits = components.map((account): LedgerEntry => ({ account, amountMinor: amounts[account] }));
  const total = debits.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const entries = [...debits, { account: counter, amountMinor: -total }].filter(
    ({ amountMinor }) => amountMinor !== 0n,
  );
  const transaction = { kind, entries };
  assertBalanced(transaction);
  return transaction;
}

function only(component: Component, amountMinor: bigint): ComponentAmounts {
  return mapAmounts((each) => (each === component ? amountMinor : 0n));
}

function less(amounts: ComponentAmounts): ComponentAmounts {
  return mapAmounts((component) => -positive(amounts[component], 0n));
}

function positive(amountMinor: bigint, least = 1n): bigint {
  if (amountMinor < least)
    throw new RangeError(`${amountMinor} is below ${least}: post a reversal or an adjustment.`);
  return amountMinor;
}
