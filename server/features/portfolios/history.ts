import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { assertNever } from '../../kernel/errors.ts';
import { type CurrencyCode, money, toDecimal } from '../../kernel/money.ts';
import {
  type Component,
  type ComponentAmounts,
  components,
  mapAmounts,
  minus,
  noAmounts,
} from '../debts/allocation.ts';
import {
  adjustmentPosting,
  chargePosting,
  costPosting,
  feePosting,
  interestPosting,
  type LedgerTransaction,
  openingPosting,
  paymentPosting,
} from '../debts/ledger.ts';
import type { Findings } from './findings.ts';
import type { HistoryKind, HistoryRecord, PortfolioRecord } from './portfolio-record.ts';

/** One item of how a balance came about; `amountMinor` is as written: a payment is positive. */
export interface HistoryItem {
  readonly date: CalendarDate;
  readonly kind: HistoryKind;
  readonly component: Component;
  readonly amountMinor: bigint;
  readonly description: string | null;
}

const componentNames = {
  COSTS: 'costs',
  FEES: 'fees',
  INTEREST: 'interest',
  PRINCIPAL: 'principal',
} as const satisfies Record<Component, keyof PortfolioRecord['balance']>;

/** Kinds that change one component and no other; the rest may name theirs. */
const impliedComponents: Readonly<Partial<Record<HistoryKind, Component>>> = {
  CHARGE: 'PRINCIPAL',
  FEE: 'FEES',
  COST: 'COSTS',
  INTEREST: 'INTEREST',
};

export function readMakeUp(
  balance: PortfolioRecord['balance'],
  currency: CurrencyCode,
  findings: Findings,
): ComponentAmounts {
  return mapAmounts((component) => {
    const field = componentNames[component];
    return findings.amount(['balance', field], balance[field], currency);
  });
}

export function readHistoryItem(
  item: HistoryRecord,
  index: number,
  currency: CurrencyCode,
  findings: Findings,
): HistoryItem {
  const at = (field: string) => ['history', index, field];
  const amountMinor = findings.amount(at('amount'), item.amount, currency);
  const mayBeNegative = item.kind === 'OPENING' || item.kind === 'ADJUSTMENT';
  if (amountMinor === 0n) {
    findings.add(at('amount'), 'OUT_OF_RANGE', 'An item of zero changes nothing; leave it out.');
  } else if (amountMinor < 0n && !mayBeNegative) {
    findings.add(
      at('amount'),
      'OUT_OF_RANGE',
      `A ${item.kind} is above zero; write a correction as ADJUSTMENT.`,
    );
  }
  const implied = impliedComponents[item.kind];
  if (implied && item.component && item.component !== implied) {
    findings.add(
      at('component'),
      'COMPONENT_NOT_ALLOWED',
      `A ${item.kind} always changes ${implied}; leave this out.`,
    );
  }
  return {
    date: findings.date(at('date'), item.date) ?? '1900-01-01',
    kind: item.kind,
    component: implied ?? item.component ?? 'PRINCIPAL',
    amountMinor,
    description: item.description ?? null,
  };
}

/** The change that an item makes to what is owed. */
export function changeOf({ kind, component, amountMinor }: HistoryItem): ComponentAmounts {
  const change = kind === 'PAYMENT' ? -amountMinor : amountMinor;
  return mapAmounts((each) => (each === component ? change : 0n));
}

export function sumOf(items: readonly HistoryItem[]): ComponentAmounts {
  return items
    .map(changeOf)
    .reduce((sum, change) => mapAmounts((each) => sum[each] + change[each]), noAmounts);
}

/** A history that is told adds up to the make-up, component by component. */
export function checkSum(
  items: readonly HistoryItem[],
  makeUp: ComponentAmounts,
  currency: CurrencyCode,
  findings: Findings,
): void {
  if (items.length === 0) return;
  const sum = sumOf(items);
  const missing = minus(makeUp, sum);
  for (const component of components.filter((each) => missing[each] !== 0n)) {
    const name = componentNames[component];
    const [have, want, off] = [sum[component], makeUp[component], missing[component]].map((minor) =>
      toDecimal(money(minor, currency)),
    );
    findings.add(
      ['balance', name],
      'HISTORY_DOES_NOT_ADD_UP',
      `The history adds up to ${name} of ${have}, the balance says ${want}: add the missing ${off} or correct one.`,
    );
  }
}

/** The ledger transaction of an item. */
export function postingOf(item: HistoryItem): LedgerTransaction {
  switch (item.kind) {
    case 'OPENING':
      return openingPosting(changeOf(item));
    case 'CHARGE':
      return chargePosting(item.amountMinor);
    case 'FEE':
      return feePosting(item.amountMinor);
    case 'COST':
      return costPosting(item.amountMinor);
    case 'INTEREST':
      return interestPosting(item.amountMinor);
    case 'PAYMENT':
      return paymentPosting({
        parts: { ...noAmounts, [item.component]: item.amountMinor },
        unallocatedMinor: 0n,
      });
    case 'ADJUSTMENT':
      return adjustmentPosting(changeOf(item));
    default:
      return assertNever(item.kind);
  }
}
