import { type CalendarDate, parseDate } from '../kernel/calendar-date.ts';

/** What somebody says about themselves beside the reference: known to them, and not a secret. */
export type Fact =
  | { readonly kind: 'BIRTH_DATE'; readonly value: CalendarDate }
  | { readonly kind: 'ID_LAST_FOUR'; readonly value: string };

export interface FactsOnFile {
  readonly birthDate: string;
  readonly idLastFour: string | null;
}

/** A birth date (1990-01-31, 19900131, 1990/1/31, 1990年1月31日) or the last four of the identity number. */
export function parseFact(typed: string): Fact | null {
  const text = typed.slice(0, 40).normalize('NFKC').replace(/\s/g, '').toUpperCase();
  if (/^[0-9A-Z]{4}$/.test(text)) return { kind: 'ID_LAST_FOUR', value: text };
  const [, year, month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date.ok ? { kind: 'BIRTH_DATE', value: date.value } : null;
}

export function factMatches(fact: Fact | null, onFile: FactsOnFile): boolean {
  if (fact === null) return false;
  return fact.kind === 'BIRTH_DATE'
    ? fact.value === onFile.birthDate
    : fact.value === onFile.idLastFour?.toUpperCase();
}

/** Before this, asking for another code is more likely to cross the first one on its way than to help. */
export const resendAfter = { seconds: 60 } as const;

/** Longer than any rate limit looks back. */
export const keptFor = { hours: 48 } as const;

/** Every message carries a code; an hour later it has long been read, and the code is dead. */
export const messagesKeptFor = { hours: 1 } as const;
