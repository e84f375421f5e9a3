import type { CalendarDate } from '../../kernel/calendar-date.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { formatRate, rate } from '../../kernel/rate.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Language } from '../../locales/language.ts';
import type { Jurisdiction } from '../creditors/jurisdiction.ts';
import type { ContactSource } from '../debtors/contact-source.ts';
import type { ComponentAmounts } from '../debts/allocation.ts';
import type { ContractDayCount } from '../debts/debt-terms.ts';
import type { ProductType } from '../debts/product-type.ts';
import type { Channel } from '../messages/message.ts';
import { Findings } from './findings.ts';
import { checkSum, type HistoryItem, readHistoryItem, readMakeUp } from './history.ts';
import type { PortfolioRecord } from './portfolio-record.ts';
import type { FieldPath, FieldProblem } from './row-errors.ts';

/** One account of a portfolio, checked: what the loader works with. */
export interface PortfolioAccount {
  readonly creditor: FileCreditor;
  readonly originalCreditor: string | null;
  readonly debtor: FileDebtor;
  readonly account: FileAccount;
  /** The make-up is that of the end of this day. */
  readonly asOf: CalendarDate;
  readonly makeUp: ComponentAmounts;
  /** In the file's order; empty when the file tells only the make-up. */
  readonly history: readonly HistoryItem[];
}
export interface FileCreditor {
  readonly code: string;
  readonly name: string;
  readonly jurisdiction: Jurisdiction;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
}
export interface FileDebtor {
  readonly externalId: string;
  readonly name: string;
  readonly birthDate: CalendarDate;
  readonly lastFour: string | null;
  readonly language: Language;
  readonly timeZone: string;
  readonly contactPoints: readonly FileContactPoint[];
}
export interface FileContactPoint {
  readonly channel: Channel;
  readonly value: string;
  readonly source: ContactSource;
  /** ISO instant in UTC. */
  readonly consentedAt: string | null;
}
export interface FileAccount {
  readonly externalId: string;
  readonly productType: ProductType;
  readonly lastFour: string | null;
  readonly currency: CurrencyCode;
  readonly openedOn: CalendarDate;
  readonly defaultedOn: CalendarDate | null;
  readonly dailyRate: string;
  readonly dayCount: ContractDayCount;
}

const languages = { 'zh-CN': 'ZH_CN', en: 'EN' } as const;
const contactPatterns: Readonly<Record<Channel, RegExp>> = {
  SMS: /^\+[1-9][0-9]{6,14}$/,
  EMAIL: /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]+$/,
};
const NEVER: CalendarDate = '1900-01-01';

/** Meaning after shape: days that exist, in their order, sums that tie. Nothing may lie after `today`. */
export function readAccount(
  record: PortfolioRecord,
  today: CalendarDate,
): Result<PortfolioAccount, readonly FieldProblem[]> {
  const findings = new Findings();
  const { creditor, balance } = record;
  findings.timeZone(['creditor', 'timeZone'], creditor.timeZone);
  const account = readTerms(record, findings);
  const asOf = findings.date(['balance', 'asOf'], balance.asOf);
  findings.notBefore(['balance', 'asOf'], asOf, account.openedOn, 'the day the account was opened');
  findings.notAfter(['balance', 'asOf'], asOf, today, 'today');
  findings.notAfter(['account', 'defaultedOn'], account.defaultedOn, asOf, 'the day of the balance');
  const debtor = readDebtor(record.debtor, findings);
  findings.notBefore(['account', 'openedOn'], account.openedOn, debtor.birthDate, 'the birth date');
  const makeUp = readMakeUp(balance, account.currency, findings);
  const history = (record.history ?? []).map((item, index) => {
    const read = readHistoryItem(item, index, account.currency, findings);
    findings.notAfter(['history', index, 'date'], read.date, asOf, 'the day of the balance');
    return read;
  });
  if (findings.problems.length === 0) checkSum(history, makeUp, account.currency, findings);
  if (findings.problems.length > 0) return err(findings.problems);
  const originalCreditor = record.originalCreditor ?? null;
  return ok({ creditor, originalCreditor, debtor, account, asOf: asOf ?? NEVER, makeUp, history });
}

function readDebtor(debtor: PortfolioRecord['debtor'], findings: Findings): FileDebtor {
  findings.timeZone(['debtor', 'timeZone'], debtor.timeZone);
  return {
    externalId: debtor.externalId,
    name: debtor.name,
    birthDate: findings.date(['debtor', 'birthDate'], debtor.birthDate) ?? NEVER,
    lastFour: debtor.lastFour ?? null,
    language: languages[debtor.language],
    timeZone: debtor.timeZone,
    contactPoints: debtor.contactPoints.map((contact, index) => {
      const at = (field: string): FieldPath => ['debtor', 'contactPoints', index, field];
      if (!contactPatterns[contact.channel].test(contact.value)) {
        findings.add(at('value'), 'PATTERN', contactSentence(contact.channel));
      }
      return { ...contact, consentedAt: findings.instant(at('consentedAt'), contact.consentedAt) };
    }),
  };
}

function readTerms({ account, creditor }: PortfolioRecord, findings: Findings): FileAccount {
  const { currency, dailyRate } = account;
  if (currency !== creditor.currency) {
    findings.add(
      ['account', 'currency'],
      'CURRENCY_MISMATCH',
      `The account is in ${currency}, its creditor in ${creditor.currency}; give each currency a creditor code of its own.`,
    );
  }
  const { digits, scale } = rate(dailyRate);
  if (digits * 100n > 10n ** BigInt(scale)) {
    findings.add(
      ['account', 'dailyRate'],
      'RATE_TOO_HIGH',
      `${dailyRate} would be more than 1 % a day; write the rate of one day, for example 0.0005 for 0.05 %.`,
    );
  }
  const openedOn = findings.date(['account', 'openedOn'], account.openedOn) ?? NEVER;
  const defaultedOn = findings.date(['account', 'defaultedOn'], account.defaultedOn);
  findings.notBefore(['account', 'defaultedOn'], defaultedOn, openedOn, 'the day the account was opened');
  return {
    externalId: account.externalId,
    productType: account.productType,
    lastFour: account.lastFour ?? null,
    currency,
    openedOn,
    defaultedOn,
    dailyRate: formatRate({ digits, scale }),
    dayCount: account.dayCount,
  };
}

function contactSentence(channel: Channel): string {
  return channel === 'SMS'
    ? 'Write the number with "+" and its country code, digits only, for example +8613900000000.'
    : 'Write one e-mail address, for example name@example.org.';
}
