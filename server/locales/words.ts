import { Temporal } from 'temporal-polyfill';
import { type CurrencyCode, currencyExponent } from '../kernel/money.ts';
import { formatScaled, rate } from '../kernel/rate.ts';
import en from './en.json' with { type: 'json' };
import zhCN from './zh-CN.json' with { type: 'json' };

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];
export type WordKey = keyof typeof en;
export type WordParams = Readonly<Record<string, string | number>>;

interface WireMoney {
  readonly minorUnits: string;
  readonly currency: CurrencyCode;
}

const texts: Record<Locale, Record<WordKey, string>> = { en, 'zh-CN': zhCN };
/** `en` is British in spelling, so it is British in dates too. */
const formats: Record<Locale, string> = { en: 'en-GB', 'zh-CN': 'zh-CN' };

export type Words = ReturnType<typeof wordsFor>;

export function wordsFor(locale: Locale) {
  return {
    locale,
    t: (key: WordKey, params: WordParams = {}) => fillIn(texts[locale][key], params),
    money: ({ minorUnits, currency }: WireMoney) => formatMoney(minorUnits, currency, locale),
    amount: ({ minorUnits, currency }: WireMoney) => formatAmount(minorUnits, currency, locale),
    rate: (text: string) => formatRate(text, locale),
    days: (count: number) => formatDays(count, locale),
    date: (isoDate: string) => formatDate(isoDate, locale),
    instant: (isoInstant: string, timeZone: string) => formatInstant(isoInstant, timeZone, locale),
  };
}

function fillIn(text: string, params: WordParams): string {
  return text.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The text "${text}" needs a value for {${name}}`);
    return String(value);
  });
}

/** With the currency, for sentences: "¥1,234.56", "CN¥1,234.56". */
export function formatMoney(minorUnits: string, currency: CurrencyCode, locale: Locale): string {
  const format = numberFormat(formats[locale], { style: 'currency', currency, ...decimalsOf(currency) });
  return format.format(decimalOf(minorUnits, currency));
}

/** Without the currency, for columns whose head names it: "1,234.56". */
export function formatAmount(minorUnits: string, currency: CurrencyCode, locale: Locale): string {
  return numberFormat(formats[locale], decimalsOf(currency)).format(decimalOf(minorUnits, currency));
}

/** A rate as a decimal string: "0.1825" is "18.25%". */
export function formatRate(text: string, locale: Locale): string {
  const { digits, scale } = rate(text);
  const format = numberFormat(formats[locale], { style: 'percent', maximumFractionDigits: scale });
  return format.format(formatScaled(digits, scale) as `${number}`);
}

export function formatDays(count: number, locale: Locale): string {
  return numberFormat(formats[locale], { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(count);
}

export function formatDate(isoDate: string, locale: Locale): string {
  const midnight = Temporal.PlainDate.from(isoDate).toZonedDateTime('UTC').epochMilliseconds;
  return dateFormat(formats[locale], { dateStyle: 'long', timeZone: 'UTC' }).format(midnight);
}

export function formatInstant(isoInstant: string, timeZone: string, locale: Locale): string {
  const { epochMilliseconds } = Temporal.Instant.from(isoInstant);
  return dateFormat(formats[locale], { dateStyle: 'long', timeStyle: 'long', timeZone }).format(
    epochMilliseconds,
  );
}

/** ISO 4217 by the kernel: Intl's own table follows what shops print. */
function decimalsOf(currency: CurrencyCode): Intl.NumberFormatOptions {
  const decimals = currencyExponent(currency);
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

/** Intl prints a decimal string exactly; a number would be rounded beyond 2^53. */
function decimalOf(minorUnits: string, currency: CurrencyCode): `${number}` {
  if (!/^-?[0-9]+$/.test(minorUnits)) {
    throw new RangeError(`Minor units are a whole number as a string such as "123456", not "${minorUnits}".`);
  }
  return formatScaled(BigInt(minorUnits), currencyExponent(currency)) as `${number}`;
}

// Making an Intl formatter costs some 50 µs; a schedule of 60 rows asks for hundreds of equal ones.
const numberFormat = remembered(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
);
const dateFormat = remembered(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);

function remembered<Options, Format>(make: (locale: string, options: Options) => Format) {
  const made = new Map<string, Format>();
  return (locale: string, options: Options): Format => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = made.get(key) ?? make(locale, options);
    made.set(key, format);
    return format;
  };
}
