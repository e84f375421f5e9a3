import type { Faker } from '@faker-js/faker';
import { faker as britons } from '@faker-js/faker/locale/en_GB';
import { faker as mainlanders } from '@faker-js/faker/locale/zh_CN';
import { faker as taiwanese } from '@faker-js/faker/locale/zh_TW';
import type { ProductType } from '../features/debts/product-type.ts';
import type { PortfolioRecord } from '../features/portfolios/portfolio-record.ts';

/** A made-up creditor, and what its people look like. */
export interface DemoCreditor {
  readonly creditor: PortfolioRecord['creditor'];
  readonly language: 'zh-CN' | 'en';
  /** Minor units for one NT$ of the source: 100 keeps the figures, 20 and 2 shrink them to a fifth and a fiftieth. */
  readonly minorPerDollar: bigint;
  /** Of the overdue accounts, each how-many-th it has. */
  readonly every: number;
  readonly dailyRate: string;
  readonly productTypes: readonly ProductType[];
  readonly originalCreditor: string;
  /** Whose sign-in is shown: a person with two accounts that are worth looking at. */
  readonly shownPerson: string;
  readonly faker: Faker;
  readonly nameOf: (faker: Faker) => string;
  /** Six digits make a number that no subscriber has. */
  readonly phoneOf: (sixDigits: string) => string;
}

const formosa: DemoCreditor = {
  creditor: {
    code: 'FORMOSA',
    name: '福爾摩沙商業銀行',
    jurisdiction: 'TW',
    currency: 'TWD',
    timeZone: 'Asia/Taipei',
  },
  language: 'zh-CN',
  minorPerDollar: 100n,
  every: 1,
  dailyRate: '0.00041', // 15 % a year
  productTypes: ['CREDIT_CARD'],
  originalCreditor: '海峽信用卡公司',
  shownPerson: 'P-06301',
  faker: taiwanese,
  nameOf: (faker) => faker.person.fullName(),
  // Neither Taiwan nor China keeps numbers for fiction; in both, no subscriber's begins with 10.
  phoneOf: (digits) => `+88610${digits.padStart(7, '0')}`,
};

const jianghai: DemoCreditor = {
  creditor: {
    code: 'JIANGHAI',
    name: '江海银行',
    jurisdiction: 'CN',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  },
  language: 'zh-CN',
  minorPerDollar: 20n,
  every: 2,
  dailyRate: '0.0005', // 万分之五
  productTypes: ['CREDIT_CARD', 'ONLINE_LOAN'],
  originalCreditor: '青禾消费金融公司',
  shownPerson: 'P-15251',
  faker: mainlanders,
  nameOf: (faker) => faker.person.fullName(),
  phoneOf: (digits) => `+8610000${digits}`,
};

const thames: DemoCreditor = {
  creditor: {
    code: 'THAMES',
    name: 'Thames & Severn Credit',
    jurisdiction: 'UK',
    currency: 'GBP',
    timeZone: 'Europe/London',
  },
  language: 'en',
  minorPerDollar: 2n,
  every: 3,
  dailyRate: '0.0006', // 21.9 % a year
  productTypes: ['CREDIT_CARD', 'PERSONAL_LOAN'],
  originalCreditor: 'Harrow Street Cards',
  shownPerson: 'P-15501',
  faker: britons,
  nameOf: (faker) => `${faker.person.firstName()} ${faker.person.lastName()}`,
  // Ofcom keeps 07700 900000 to 900999 for drama.
  phoneOf: (digits) => `+447700900${digits.slice(-3)}`,
};

export const taiwanBank = formosa;
export const demoCreditors: readonly DemoCreditor[] = [formosa, jianghai, thames];
