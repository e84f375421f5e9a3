import { z } from 'zod';
import { currencyCodes } from '../../kernel/money.ts';
import { Jurisdiction } from '../creditors/jurisdiction.ts';
import { ContactSource } from '../debtors/contact-source.ts';
import { Component } from '../debts/allocation.ts';
import { ContractDayCount } from '../debts/debt-terms.ts';
import { ProductType } from '../debts/product-type.ts';

/**
 * The shape of one record of a portfolio file: one account with its debtor. `schema/import/portfolio.schema.json`
 * is printed from here. What a shape cannot say (days that exist, sums that tie) is in portfolio-account.ts.
 */

export const HistoryKind = {
  OPENING: 'OPENING',
  CHARGE: 'CHARGE',
  FEE: 'FEE',
  COST: 'COST',
  INTEREST: 'INTEREST',
  PAYMENT: 'PAYMENT',
  ADJUSTMENT: 'ADJUSTMENT',
} as const;
export type HistoryKind = keyof typeof HistoryKind;

export const contactsMax = 10;
const historyMax = 5_000;

/** Line breaks, NUL and other control characters, and halves of characters, are no part of a text. */
const printable = /^[^\p{Cc}\p{Cs}]*$/u;
export const printableHint = 'Take out line breaks and other control characters (such as \\u0000).';
const text = (longest: number) => z.string().min(1).max(longest).regex(printable, printableHint);
const matching = (pattern: RegExp, hint: string) => z.string().regex(pattern, hint);

const date = matching(/^\d{4}-\d{2}-\d{2}$/, 'Write a date as YYYY-MM-DD, for example 2026-11-22.');
const instant = matching(
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})$/,
  'Write an instant with its offset, for example 2026-11-22T08:30:00+08:00.',
);
const amount = matching(
  /^-?(0|[1-9]\d*)(\.\d+)?$/,
  'Write an amount in plain digits with a point, for example 1234.56: no sign but "-", no separators, no exponent.',
);
const dailyRate = matching(
  /^0(\.\d{1,12})?$/,
  'Write the rate of one day as a decimal below 1 with at most 12 places, for example 0.0005 for 0.05 % a day.',
);
const lastFour = matching(/^[0-9A-Za-z]{4}$/, 'Write exactly four letters or digits.');
const timeZone = matching(
  /^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/,
  'Write the name of a time zone, for example Asia/Shanghai.',
).max(64);
const code = matching(
  /^[A-Z0-9][A-Z0-9_-]{1,31}$/,
  'Write 2 to 32 capital letters, digits, "-" or "_", for example NORTH-BANK.',
);

const creditor = z
  .strictObject({
    code: code.describe('Short name of the creditor; the same in every file.'),
    name: text(200),
    jurisdiction: z.enum(Jurisdiction).describe("Whose law the creditor's claims follow."),
    currency: z.enum(currencyCodes).describe('ISO 4217; accounts of this creditor are in this currency.'),
    timeZone: timeZone.describe('IANA name; decides which day it is for this creditor.'),
  })
  .describe('Made with a default policy when its code is new; otherwise only the code counts.');

const contactPoint = z.strictObject({
  channel: z.enum({ SMS: 'SMS', EMAIL: 'EMAIL' }),
  value: text(254).describe('SMS: a number as +8613…; EMAIL: an address.'),
  source: z.enum(ContactSource).describe('Lawful origin of the contact data.'),
  consentedAt: instant.nullish().describe('When the debtor agreed to be contacted here.'),
});

const debtor = z.strictObject({
  externalId: text(100).describe("The creditor's number of the person; the same number is the same person."),
  name: text(200),
  birthDate: date,
  lastFour: lastFour.nullish().describe('Last four characters of the identity document.'),
  language: z.enum({ 'zh-CN': 'zh-CN', en: 'en' }).describe('Of the first visit; the person may change it.'),
  timeZone,
  contactPoints: z.array(contactPoint).max(contactsMax).describe('Sign-in codes go here and nowhere else.'),
});

const account = z.strictObject({
  externalId: text(100).describe("The creditor's number of the account; unique for the creditor."),
  productType: z.enum(ProductType),
  lastFour: lastFour.nullish().describe('Last four characters of the card or contract number.'),
  currency: z.enum(currencyCodes).describe('ISO 4217; the same as the currency of the creditor.'),
  openedOn: date,
  defaultedOn: date.nullish().describe('Due date of the oldest unpaid claim; days past due count from here.'),
  dailyRate: dailyRate.describe('Interest on the principal per day: 0.0005 is 0.05 % a day.'),
  dayCount: z.enum(ContractDayCount).describe('How days are counted; ACT_365F: calendar days, year of 365.'),
});

const balance = z
  .strictObject({
    asOf: date.describe('The make-up is that of the end of this day; interest accrues on later days.'),
    principal: amount.describe('May be negative: a credit.'),
    interest: amount,
    fees: amount,
    costs: amount,
  })
  .describe('What is owed on a day, by component.');

const historyItem = z.strictObject({
  date,
  kind: z.enum(HistoryKind),
  amount: amount.describe(
    'Above zero; OPENING and ADJUSTMENT may be negative. A payment is written positive.',
  ),
  component: z
    .enum(Component)
    .nullish()
    .describe('What OPENING, PAYMENT or ADJUSTMENT changes; PRINCIPAL when left out. Other kinds imply it.'),
  description: text(200).nullish(),
});

export const portfolioRecord = z.strictObject({
  creditor,
  originalCreditor: text(200).nullish().describe('Who the debt was first owed to, if not the creditor.'),
  debtor,
  account,
  balance,
  history: z
    .array(historyItem)
    .max(historyMax)
    .nullish()
    .describe('How the balance came about; when given, it adds up to the balance, component by component.'),
});
export type PortfolioRecord = z.infer<typeof portfolioRecord>;
export type HistoryRecord = z.infer<typeof historyItem>;
