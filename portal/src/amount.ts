import { fractionDigits, type Locale, numberFormat, tags } from './format.ts';
import type { Currency } from './graph.ts';

/** The sign that stands before an amount being typed: "¥", "CN¥", "£". */
export function currencySign(currency: Currency, locale: Locale): string {
  const parts = numberFormat(tags[locale], { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/**
 * What a person typed, as an exact decimal string, or null. Forgives what is certain: full-width figures,
 * grouping commas, spaces, a currency sign.
 */
export function readAmount(text: string, currency: Currency): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,¥£€$元]|CN¥|HK\$|NT\$|US\$|[A-Z]{3}/g, '')
    .replace(/\.$/, '');
  const match = /^0*(\d{1,13})(?:\.(\d+))?$/.exec(plain);
  if (!match) return null;
  const digits = fractionDigits(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > digits && /[1-9]/.test(fraction.slice(digits))) return null;
  return digits > 0 ? `${match[1]}.${fraction.slice(0, digits).padEnd(digits, '0')}` : match[1]!;
}

export function toMinorUnits(amount: string, currency: Currency): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(fractionDigits(currency), '0'));
}

export function fromMinorUnits(minorUnits: bigint, currency: Currency): string {
  const digits = fractionDigits(currency);
  const sign = minorUnits < 0n ? '-' : '';
  const figures = (minorUnits < 0n ? -minorUnits : minorUnits).toString().padStart(digits + 1, '0');
  return sign + (digits > 0 ? `${figures.slice(0, -digits)}.${figures.slice(-digits)}` : figures);
}
