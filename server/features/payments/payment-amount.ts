import { type UserError, userError } from '../../kernel/errors.ts';
import { type CurrencyCode, type Money, toDecimal } from '../../kernel/money.ts';
import { parseMoney } from '../../kernel/money-input.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** An amount as it comes in: plain decimal text. */
export interface RawAmount {
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/** Exact, or what would be right. */
export function parseAmount({ amount, currency }: RawAmount): Result<Money, UserError> {
  return parseMoney({ amount, currency }, currency, ['amount']);
}

/** Whether so much may be paid on a debt that stands at `balance`. */
export function checkAmount(amount: Money, balance: Money): Result<Money, UserError> {
  if (amount.currency !== balance.currency) {
    const message = `This debt is in ${balance.currency}; pay in ${balance.currency}.`;
    return err(userError('CURRENCY_MISMATCH', message, ['amount', 'currency']));
  }
  if (amount.minor <= 0n) return refused('AMOUNT_NOT_POSITIVE', 'Pay an amount above zero.');
  if (balance.minor <= 0n) return refused('NOTHING_OWED', 'Nothing is owed on this debt.');
  if (amount.minor > balance.minor) {
    const most = `${toDecimal(balance)} ${balance.currency}`;
    return refused('AMOUNT_ABOVE_BALANCE', `${most} is owed today; pay that or less.`);
  }
  return ok(amount);
}

function refused(code: string, message: string): Result<never, UserError> {
  return err(userError(code, message, ['amount', 'amount']));
}
