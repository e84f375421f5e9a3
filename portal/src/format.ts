import type { Currency, MoneyValue } from './graph.ts';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** `en` is British in spelling, so it is British in dates too. */
export const tags: Record<Locale, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

/** With the currency: "¥1,234.56", "CN¥1,234.56". Exact: a decimal string never becomes a float. */
export function formatMoney(value: MoneyValue, locale: Locale): string {
  return numberFormat(tags[locale], { style: 'currency', currency: value.currency }).format(
    exact(value.amount),
  );
}

/** Without the currency, for columns whose head names it. */
export function formatAmount(value: MoneyValue, locale: Locale): string {
  const digits = fractionDigits(value.currency);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return numberFormat(tags[locale], options).format(exact(value.amount));
}

/** A rate as a decimal string: "0.1825" is "18.25%". */
export function formatRate(rate: string, locale: Locale): string {
  return numberFormat(tags[locale], { style: 'percent', maximumFractionDigits: 6 }).format(exact(rate));
}

export type DateStyle = 'long' | 'medium' | 'compact';

/** `compact` is for columns: as short as it can be without doubt, so figures in Chinese, a named month in English. */
export function formatDate(isoDate: string, locale: Locale, style: DateStyle = 'long'): string {
  const compact = locale === 'en' ? 'medium' : 'short';
  const dateStyle = style === 'compact' ? compact : style;
  return dateFormat(tags[locale], { dateStyle, timeZone: 'UTC' }).format(Date.parse(isoDate));
}

export function formatInstant(isoInstant: string, locale: Locale, timeZone?: string): string {
  const options = { dateStyle: 'medium', timeStyle: 'short', timeZone } as const;
  return dateFormat(tags[locale], options).format(Date.parse(isoInstant));
}

/** How long until then, in the largest whole unit: "in 3 days", "3天后". Null when it has passed. */
export function formatTimeLeft(untilMs: number, nowMs: number, locale: Locale): string | null {
  const minutes = Math.ceil((untilMs - nowMs) / 60_000);
  if (minutes <= 0) return null;
  const words = relativeFormat(tags[locale], { numeric: 'always' });
  if (minutes < 60) return words.format(minutes, 'minute');
  if (minutes < 48 * 60) return words.format(Math.floor(minutes / 60), 'hour');
  return words.format(Math.floor(minutes / 60 / 24), 'day');
}

export function fractionDigits(currency: Currency): number {
  return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

function exact(decimal: string): `${number}` {
  return decimal as `${number}`;
}

// Making an Intl formatter is slow; a schedule of 60 rows asks for hundreds of equal ones.
export const numberFormat = remembered(
  (tag, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options),
);
const dateFormat = remembered(
  (tag, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options),
);
const relativeFormat = remembered(
  (tag, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(tag, options),
);

function remembered<Options, Format>(make: (tag: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (tag: string, options: Options): Format => {
    const key = `${tag} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(tag, options);
    made.set(key, format);
    return format;
  };
}
