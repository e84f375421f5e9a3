import { assertNever, type UserError, userError } from './errors.ts';
import { type CurrencyCode, currencyExponent, type Money, type MoneyProblem, parseDecimal } from './money.ts';
import { err, ok, type Result } from './result.ts';

/** An amount as it comes in: both members may be nonsense. */
export interface RawMoney {
  readonly amount: string;
  readonly currency: string;
}

/** Exact money in the expected currency, or a sentence that says what would be right. */
export function parseMoney(
  { amount, currency }: RawMoney,
  expected: CurrencyCode,
  path: readonly string[],
): Result<Money, UserError> {
  if (currency !== expected) {
    return err(userError('CURRENCY_MISMATCH', `This debt is in ${expected}.`, [...path, 'currency']));
  }
  const parsed = parseDecimal(amount, expected);
  if (parsed.ok) return ok(parsed.value);
  return err(userError(parsed.error, sentence(parsed.error, expected), [...path, 'amount']));
}

function sentence(problem: MoneyProblem, currency: CurrencyCode): string {
  const decimals = currencyExponent(currency);
  const example = decimals > 0 ? '1234.56' : '1234';
  switch (problem) {
    case 'REQUIRED':
      return `Give an amount such as "${example}".`;
    case 'PATTERN':
      return `Write the amount in plain digits, such as "${example}".`;
    case 'TOO_MANY_DECIMALS':
      return `An amount in ${currency} has at most ${decimals} decimals, such as "${example}".`;
    case 'OUT_OF_RANGE':
      return 'No debt is that large; give a smaller amount.';
    default:
      return assertNever(problem);
  }
}
