import { assertNever } from './errors.ts';
import { err, ok, type Result } from './result.ts';

/** An exact decimal: digits / 10^scale. 0.0005 is { digits: 5n, scale: 4 }. */
export interface Rate {
  readonly digits: bigint;
  readonly scale: number;
}

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Names and meaning as in java.math.RoundingMode; DOWN is towards zero, FLOOR towards −∞. */
export const RoundingMode = {
  HALF_UP: 'HALF_UP',
  HALF_EVEN: 'HALF_EVEN',
  DOWN: 'DOWN',
  UP: 'UP',
  FLOOR: 'FLOOR',
  CEILING: 'CEILING',
} as const;
export type RoundingMode = keyof typeof RoundingMode;

export type RateProblem = 'REQUIRED' | 'PATTERN' | 'TOO_MANY_DECIMALS';

/** numeric(18,12) holds any rate a contract prints; more digits are a typing error. */
const MAX_SCALE = 12;
const PATTERN = /^(0|[1-9][0-9]{0,5})(?:\.([0-9]+))?$/;

/** Reads a non-negative decimal such as "0.0005"; trailing zeros are dropped, so equal rates look equal. */
export function parseRate(text: string): Result<Rate, RateProblem> {
  if (text === '') return err('REQUIRED');
  const match = PATTERN.exec(text);
  if (!match) return err('PATTERN');
  const decimals = (match[2] ?? '').replace(/0+$/, '');
  if (decimals.length > MAX_SCALE) return err('TOO_MANY_DECIMALS');
  return ok({ digits: BigInt(`${match[1]}${decimals}`), scale: decimals.length });
}

/** For rates that are known to be well formed: stored columns, packs already checked, tests. */
export function rate(text: string): Rate {
  const parsed = parseRate(text);
  if (!parsed.ok) throw new RangeError(`"${text}" is not a decimal rate such as 0.0005: ${parsed.error}`);
  return parsed.value;
}

export function formatRate({ digits, scale }: Rate): string {
  return formatScaled(digits, scale);
}

/** digits / 10^scale in plain decimal notation, with exactly `scale` decimals. */
export function formatScaled(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  if (scale === 0) return `${sign}${text}`;
  return `${sign}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

/** numerator / denominator as a whole number; the one place where this house rounds. */
export function roundDivide(numerator: bigint, denominator: bigint, mode: RoundingMode): bigint {
  if (denominator === 0n) throw new RangeError('Division by zero.');
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  if (remainder === 0n) return quotient;
  const sign = numerator < 0n === denominator < 0n ? 1n : -1n;
  return roundsAway(quotient, remainder, denominator, sign, mode) ? quotient + sign : quotient;
}

function roundsAway(
  quotient: bigint,
  remainder: bigint,
  denominator: bigint,
  sign: bigint,
  mode: RoundingMode,
): boolean {
  const twice = 2n * magnitude(remainder);
  const half = magnitude(denominator);
  switch (mode) {
    case 'HALF_UP':
      return twice >= half;
    case 'HALF_EVEN':
      return twice > half || (twice === half && quotient % 2n !== 0n);
    case 'DOWN':
      return false;
    case 'UP':
      return true;
    case 'FLOOR':
      return sign < 0n;
    case 'CEILING':
      return sign > 0n;
    default:
      return assertNever(mode);
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
