import { describe, expect, it } from 'vitest';
import { type Component, mapAmounts, noAmounts } from '../../../server/features/debts/allocation.ts';
import type { HistoryItem } from '../../../server/features/portfolios/history.ts';
import {
  firstPostings,
  type PostedTransaction,
  revise,
} from '../../../server/features/portfolios/revision.ts';
import type { CalendarDate } from '../../../server/kernel/calendar-date.ts';

const item = (
  date: CalendarDate,
  kind: HistoryItem['kind'],
  amountMinor: bigint,
  component: Component = 'PRINCIPAL',
) => ({ date, kind, component, amountMinor, description: null }) satisfies HistoryItem;
const owes = (principal: bigint, interest = 0n) => ({
  ...noAmounts,
  PRINCIPAL: principal,
  INTEREST: interest,
});

const opening = item('2026-05-31', 'OPENING', 900n);
const payment = item('2026-06-10', 'PAYMENT', 100n);
const first = { asOf: '2026-06-30', makeUp: owes(800n), history: [opening, payment] } as const;

/** What the first import put into the books, and what the portal did since. */
const own = (effectiveOn: CalendarDate, amount: bigint, interest = 0n): PostedTransaction => ({
  kind: 'PAYMENT',
  effectiveOn,
  isOwnPayment: true,
  changes: { PRINCIPAL: String(interest - amount), INTEREST: String(-interest) },
});
const posted = (told: Parameters<typeof firstPostings>[0]): PostedTransaction[] =>
  firstPostings(told).map(({ effectiveOn, transaction: { kind, entries } }) => ({
    kind,
    effectiveOn,
    isOwnPayment: false,
    changes: Object.fromEntries(
      entries
        .filter(({ account }) => ['PRINCIPAL', 'INTEREST', 'FEES', 'COSTS'].includes(account))
        .map(({ account, amountMinor }) => [account, amountMinor.toString()]),
    ),
  }));

function summary(result: ReturnType<typeof revise>) {
  if (!result.ok) return result.error.code;
  return result.value.map(({ effectiveOn, transaction: { kind, entries } }) => {
    const change = mapAmounts((each) => entries.find(({ account }) => account === each)?.amountMinor ?? 0n);
    return `${effectiveOn} ${kind} ${change.PRINCIPAL}/${change.INTEREST}`;
  });
}

describe('the books of a new account', () => {
  it('are its history, or its make-up as an opening, or empty', () => {
    expect(summary({ ok: true, value: firstPostings(first) })).toEqual([
      '2026-05-31 OPENING 900/0',
      '2026-06-10 PAYMENT -100/0',
    ]);
    const makeUpOnly = { ...first, makeUp: owes(800n, 20n), history: [] };
    expect(summary({ ok: true, value: firstPostings(makeUpOnly) })).toEqual(['2026-06-30 OPENING 800/20']);
    expect(firstPostings({ ...first, makeUp: noAmounts, history: [] })).toEqual([]);
  });
});

describe('a changed row', () => {
  const before = posted(first);

  it('appends only what is new', () => {
    const charge = item('2026-07-31', 'CHARGE', 50n);
    const history = [charge, payment, opening];
    const told = { asOf: '2026-07-31', makeUp: owes(850n), history } as const;
    expect(summary(revise(before, first.asOf, told))).toEqual(['2026-07-31 CHARGE 50/0']);
    expect(summary(revise(before, first.asOf, first))).toEqual([]);
  });

  it('counts equal items by number: two payments alike on one day are two', () => {
    const told = { ...first, makeUp: owes(700n), history: [opening, payment, payment] };
    expect(summary(revise(before, first.asOf, told))).toEqual(['2026-06-10 PAYMENT -100/0']);
  });

  it('posts one adjustment for what items do not explain', () => {
    const makeUpOnly = { asOf: '2026-07-31', makeUp: owes(790n, 12n), history: [] } as const;
    expect(summary(revise(before, first.asOf, makeUpOnly))).toEqual(['2026-07-31 ADJUSTMENT -10/12']);
    const otherOpening = {
      ...first,
      makeUp: owes(750n),
      history: [item('2026-05-31', 'OPENING', 850n), payment],
    };
    expect(summary(revise(before, first.asOf, otherOpening))).toEqual(['2026-06-30 ADJUSTMENT -50/0']);
  });

  it('knows a payment made here, in whatever order the creditor used it', () => {
    const books = [...before, own('2026-07-05', 60n, 10n)];
    const history = [opening, payment, item('2026-07-05', 'PAYMENT', 60n)];
    const told = { asOf: '2026-07-31', makeUp: owes(740n), history } as const;
    expect(summary(revise(books, first.asOf, told))).toEqual(['2026-07-31 ADJUSTMENT -10/10']);
  });

  it('is refused when it does not know a payment made here, or lies before a posting', () => {
    const books = [...before, own('2026-07-05', 60n)];
    const told = { asOf: '2026-07-31', makeUp: owes(800n), history: [opening, payment] } as const;
    expect(summary(revise(books, first.asOf, told))).toBe('PAYMENT_MISSING');
    expect(summary(revise(books, first.asOf, { ...told, history: [] }))).toBe('PAYMENT_MISSING');
    expect(summary(revise(books, first.asOf, { ...told, asOf: '2026-07-04' }))).toBe('BALANCE_TOO_OLD');
    expect(summary(revise(before, first.asOf, { ...first, asOf: '2026-06-29' }))).toBe('BALANCE_TOO_OLD');
  });
});
