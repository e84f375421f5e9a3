import type { PortfolioRecord } from '../features/portfolios/portfolio-record.ts';
import { addDays, addMonths, type CalendarDate, earlierDate } from '../kernel/calendar-date.ts';
import { type CurrencyCode, money, toDecimal } from '../kernel/money.ts';
import type { DemoCreditor } from './demo-creditors.ts';
import { isOverdue, type UciAccount } from './uci-rows.ts';

/** The September 2005 statement of the source falls on this day; the five before it on the month ends before. */
const usualStatement: CalendarDate = '2026-10-31';

/** A machine whose clock is behind that day gets the last month end it has seen: no balance lies in the future. */
export function septemberStatement(today: CalendarDate): CalendarDate {
  const firstOfMonth = `${today.slice(0, 7)}-01` as CalendarDate;
  return earlierDate(usualStatement, addDays(firstOfMonth, -1));
}

type History = NonNullable<PortfolioRecord['history']>;
/** 0 is April, 5 is September. */
type StatementOf = (month: number) => CalendarDate;

/**
 * Records of one creditor from the overdue accounts of the source. Balances, payments and lateness are real, the
 * people are made up: seeded by the account's number, so they are the same each time.
 */
export function* derivePortfolio(
  accounts: readonly UciAccount[],
  demo: DemoCreditor,
  september: CalendarDate = usualStatement,
): Generator<PortfolioRecord> {
  const overdue = accounts.filter(isOverdue).filter((_account, index) => index % demo.every === 0);
  const statementOf: StatementOf = (month) => addMonths(september, month - 5);
  for (const [index, account] of overdue.entries()) {
    const sharesPerson = index % 6 === 5;
    yield recordOf(account, sharesPerson ? overdue[index - 1]! : account, demo, statementOf);
  }
}

function recordOf(
  account: UciAccount,
  person: UciAccount,
  demo: DemoCreditor,
  statementOf: StatementOf,
): PortfolioRecord {
  const { creditor, dailyRate, productTypes, originalCreditor, minorPerDollar } = demo;
  const amount = (dollars: number) => decimal(BigInt(dollars) * minorPerDollar, creditor.currency);
  const spread = account.id * 37;
  return {
    creditor,
    originalCreditor: account.id % 4 === 0 ? originalCreditor : null,
    debtor: debtorOf(person, demo, statementOf),
    account: {
      externalId: numbered('A', account),
      productType: productTypes[account.id % productTypes.length]!,
      lastFour: String(1_000 + (spread % 9_000)),
      currency: creditor.currency,
      openedOn: addDays(statementOf(0), -(400 + (spread % 690))),
      defaultedOn: addMonths(statementOf(5), -account.monthsLate),
      dailyRate,
      dayCount: 'ACT_365F',
    },
    balance: {
      asOf: statementOf(5),
      principal: amount(account.bills.at(-1)!),
      interest: '0',
      fees: '0',
      costs: '0',
    },
    history: historyOf(account, amount, statementOf),
  };
}

function debtorOf(
  person: UciAccount,
  { creditor, language, faker, nameOf, phoneOf }: DemoCreditor,
  statementOf: StatementOf,
) {
  faker.seed(person.id);
  const name = nameOf(faker);
  const digits = String((person.id * 7_919) % 1_000_000).padStart(6, '0');
  const consentedAt = `${statementOf(0)}T01:00:00Z`;
  return {
    externalId: numbered('P', person),
    name,
    birthDate: addDays(addMonths(statementOf(5), -12 * person.age), -faker.number.int({ min: 0, max: 364 })),
    lastFour: faker.string.numeric(4),
    language,
    timeZone: creditor.timeZone,
    contactPoints: [
      { channel: 'SMS' as const, value: phoneOf(digits), source: 'CONTRACT' as const, consentedAt },
      {
        channel: 'EMAIL' as const,
        value: `${creditor.code.toLowerCase()}.${person.id}@example.org`,
        source: 'RESERVED_DATA' as const,
        consentedAt: null,
      },
    ],
  };
}

/** April's bill opens; then each month's payments, and what the next bill is more than the rest of the one before. */
function historyOf(
  { id, bills, payments }: UciAccount,
  amount: (dollars: number) => string,
  statementOf: StatementOf,
): History {
  const items: History = [];
  if (bills[0]) items.push({ date: statementOf(0), kind: 'OPENING', amount: amount(bills[0]) });
  for (let month = 1; month < bills.length; month += 1) {
    const paid = payments[month]!;
    const spent = bills[month]! - bills[month - 1]! + paid;
    const payday = addDays(statementOf(month - 1), 1 + ((id * 7 + month * 5) % 25));
    if (paid > 0) items.push({ date: payday, kind: 'PAYMENT', amount: amount(paid) });
    if (spent !== 0) {
      // A bill that falls by more than was paid: the bank gave something back.
      items.push({
        date: statementOf(month),
        kind: spent > 0 ? 'CHARGE' : 'ADJUSTMENT',
        amount: amount(spent),
      });
    }
  }
  return items;
}

function numbered(letter: string, { id }: UciAccount): string {
  return `${letter}-${String(id).padStart(5, '0')}`;
}

function decimal(minor: bigint, currency: CurrencyCode): string {
  return toDecimal(money(minor, currency));
}
