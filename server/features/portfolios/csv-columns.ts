import { contactsMax } from './portfolio-record.ts';
import type { FieldPath } from './row-errors.ts';

/** Where each column of a CSV file belongs in the record; `history` is a small language of its own. */
export const plainColumns: Readonly<Record<string, readonly [string] | readonly [string, string]>> = {
  creditor_code: ['creditor', 'code'],
  creditor_name: ['creditor', 'name'],
  creditor_jurisdiction: ['creditor', 'jurisdiction'],
  creditor_currency: ['creditor', 'currency'],
  creditor_time_zone: ['creditor', 'timeZone'],
  original_creditor: ['originalCreditor'],
  debtor_external_id: ['debtor', 'externalId'],
  debtor_name: ['debtor', 'name'],
  debtor_birth_date: ['debtor', 'birthDate'],
  debtor_last_four: ['debtor', 'lastFour'],
  debtor_language: ['debtor', 'language'],
  debtor_time_zone: ['debtor', 'timeZone'],
  account_external_id: ['account', 'externalId'],
  account_product_type: ['account', 'productType'],
  account_last_four: ['account', 'lastFour'],
  account_currency: ['account', 'currency'],
  account_opened_on: ['account', 'openedOn'],
  account_defaulted_on: ['account', 'defaultedOn'],
  account_daily_rate: ['account', 'dailyRate'],
  account_day_count: ['account', 'dayCount'],
  balance_as_of: ['balance', 'asOf'],
  balance_principal: ['balance', 'principal'],
  balance_interest: ['balance', 'interest'],
  balance_fees: ['balance', 'fees'],
  balance_costs: ['balance', 'costs'],
  history: ['history'],
};

/** A file without one of these cannot be read at all; cells of the others may be empty. */
export const optionalColumns: ReadonlySet<string> = new Set([
  'original_creditor',
  'debtor_last_four',
  'account_last_four',
  'account_defaulted_on',
  'history',
]);

const contactFields: Readonly<Record<string, string>> = {
  channel: 'channel',
  value: 'value',
  source: 'source',
  consented_at: 'consentedAt',
};
const contactColumn = /^contact_([1-9][0-9]?)_(channel|value|source|consented_at)$/;

/** Which contact point (from 0) and which of its fields `contact_2_value` is. */
export function contactField(column: string): { index: number; field: string } | null {
  const [, number, field] = contactColumn.exec(column) ?? [];
  const index = Number(number) - 1;
  return field && index < contactsMax ? { index, field: contactFields[field]! } : null;
}

export function isColumn(name: string): boolean {
  return Object.hasOwn(plainColumns, name) || contactField(name) !== null;
}

/** The column of a field; a history item has only the one cell, so the item's number goes with the message. */
export function columnOfField(path: FieldPath): string | null {
  const [first, second, third, fourth] = path;
  if (first === 'debtor' && second === 'contactPoints' && typeof third === 'number') {
    const field = Object.keys(contactFields).find((name) => contactFields[name] === fourth) ?? 'value';
    return `contact_${third + 1}_${field}`;
  }
  const found = Object.entries(plainColumns).find(
    ([, [group, field]]) => group === first && (field === undefined || field === second),
  );
  return found?.[0] ?? null;
}
