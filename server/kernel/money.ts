import { type Fraction, formatScaled, type Rate, type RoundingMode, roundDivide } from './rate.ts';
import { err, ok, type Result } from './result.ts';

/** Decimal places by ISO 4217. Banks print TWD without decimals, but ISO and ledgers keep two. */
const EXPONENTS = { CNY: 2, USD: 2, GBP: 2, TWD: 2, EUR: 2, HKD: 2, JPY: 0 } as const;

export type CurrencyCode = keyof typeof EXPONENTS;
export const currencyCodes = Object.keys(EXPONENTS) as readonly CurrencyCode[];

export interface Money {
  readonly minor: bigint;
  readonly currency: CurrencyCode;
}

export type MoneyProblem = 'REQUIRED' | 'PATTERN' | 'TOO_MANY_DECIMALS' | 'OUT_OF_RANGE';

/** The largest amount that the int8 column holds. */
export const MAX_MINOR = 9_223_372_036_854_775_807n;

const PATTERN = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;
const LONGEST_WHOLE_PART = 19;

export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(EXPONENTS, text);
}

export function currencyExponent(currency: CurrencyCode): number {
  return EXPONENTS[currency];
}

export function money(minor: bigint, currency: CurrencyCode): Money {
  if (minor > MAX_MINOR || minor < -MAX_MINOR) throw new RangeError(`${minor} minor units do not fit int8.`);
  return { minor, currency };
}

export function add(a: Money, b: Money): Money {
  return money(a.minor + sameCurrency(a, b).minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  return money(a.minor - sameCurrency(a, b).minor, a.currency);
}

export function negate(amount: Money): Money {
  return money(-amount.minor, amount.currency);
}

/** The currency is named so that an empty list still has one. */
export function sum(list: readonly Money[], currency: CurrencyCode): Money {
  return list.reduce(add, money(0n, currency));
}

export function isZero(amount: Money): boolean {
  return amount.minor === 0n;
}

export function compare(a: Money, b: Money): -1 | 0 | 1 {
  const difference = a.minor - sameCurrency(a, b).minor;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function min(a: Money, b: Money): Money {
  return compare(a, b) <= 0 ? a : b;
}

export function max(a: Money, b: Money): Money {
  return compare(a, b) >= 0 ? a : b;
}

/** Strict: ASCII digits, at most the currency's decimals, no sign but "-", no exponent, no grouping. */
export function parseDecimal(text: string, currency: CurrencyCode): Result<Money, MoneyProblem> {
  if (text === '') return err('REQUIRED');
  const match = PATTERN.exec(text);
  if (!match) return err('PATTERN');
  const [, sign, whole = '', decimals = ''] = match;
  const exponent = currencyExponent(currency);
  if (decimals.length > exponent) return err('TOO_MANY_DECIMALS');
  if (whole.length > LONGEST_WHOLE_PART) return err('OUT_OF_RANGE');
  const minor = BigInt(whole + decimals.padEnd(exponent, '0'));
  if (minor > MAX_MINOR) return err('OUT_OF_RANGE');
  return ok(money(sign === '-' ? -minor : minor, currency));
}

/** Exact plain decimal: "1234.56", "-0.05", and "1234" for JPY. */
export function toDecimal({ minor, currency }: Money): string {
  return formatScaled(minor, currencyExponent(currency));
}

/**
 * Splits by weight with the largest remainder: floor every share, then give the units left over to the
 * biggest fractions. (dinero.js gives them to the biggest weights instead, whatever the fractions.)
 */
export function allocate(amount: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) {
    throw new RangeError('Weights must not be negative, and one must be above zero.');
  }
  const sign = amount.minor < 0n ? -1n : 1n;
  const whole = sign * amount.minor;
  const shares = weights.map((weight) => (whole * weight) / total);
  const left = Number(whole - shares.reduce((a, b) => a + b, 0n));
  const remainders = weights.map((weight) => (whole * weight) % total);
  const byRemainder = [...weights.keys()].sort((a, b) => orderOf(remainders[b]! - remainders[a]!));
  const lucky = new Set(byRemainder.slice(0, left));
  return shares.map((share, i) => money(sign * (lucky.has(i) ? share + 1n : share), amount.currency));
}

/** minor × rate × factor, rounded once. */
export function multiplyRate(
  minor: bigint,
  { digits, scale }: Rate,
  factor: bigint | Fraction,
  rounding: RoundingMode,
): bigint {
  const { numerator, denominator } =
    typeof factor === 'bigint' ? { numerator: factor, denominator: 1n } : factor;
  return roundDivide(minor * digits * numerator, 10n ** BigInt(scale) * denominator, rounding);
}

function sameCurrency(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not mix.`);
  return b;
}

function orderOf(difference: bigint): number {
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
