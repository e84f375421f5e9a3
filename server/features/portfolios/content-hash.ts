import { createHash } from 'node:crypto';
import { components } from '../debts/allocation.ts';
import type { PortfolioAccount } from './portfolio-account.ts';

/**
 * What a row said, in two halves: the person with the account, and the money. An equal row is a no-op; one
 * whose money half is equal does not touch the ledger. The file's form (CSV or NDJSON) makes no difference.
 */
export interface ContentHash {
  readonly person: string;
  readonly money: string;
}

export function contentHash({ account, debtor, ...row }: PortfolioAccount): ContentHash {
  const { externalId, name, birthDate, lastFour, language, timeZone, contactPoints } = debtor;
  const contacts = contactPoints.map((point) => [
    point.channel,
    point.value,
    point.source,
    point.consentedAt,
  ]);
  const items = row.history.map((item) => [
    item.date,
    item.kind,
    item.component,
    item.amountMinor.toString(),
    item.description,
  ]);
  return {
    person: digest([
      [row.originalCreditor, account.productType, account.lastFour, account.openedOn, account.defaultedOn],
      [externalId, name, birthDate, lastFour, language, timeZone, contacts],
    ]),
    money: digest([
      [account.currency, account.dailyRate, account.dayCount, row.asOf],
      [components.map((component) => row.makeUp[component].toString()), items],
    ]),
  };
}

export function hashText({ person, money }: ContentHash): string {
  return `${person}.${money}`;
}

export function parseHash(text: string): ContentHash {
  const [person = '', money = ''] = text.split('.');
  return { person, money };
}

function digest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32);
}
