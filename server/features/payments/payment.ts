import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { assertNever } from '../../kernel/errors.ts';
import { newReadableCode } from '../../kernel/readable-code.ts';
import { makeTransitions } from '../../kernel/transition.ts';
import type { PaymentOutcome } from './payment-provider.ts';

export const paymentStatuses = ['CREATED', 'PENDING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

/** OPEN: the provider's page is there. DOUBT: the provider tells of money that is not what was asked for. */
export type PaymentStep = 'OPEN' | 'SUCCEED' | 'FAIL' | 'CANCEL' | 'DOUBT';

/**
 * News comes in any order, so only money decides for good: success ends everything, also after a failure, and
 * nothing follows it. Money in doubt is never talked away by a later failure; a person or a matching report ends it.
 */
export const paymentTransitions = makeTransitions<PaymentStatus, PaymentStep>('CREATED', {
  CREATED: { OPEN: 'PENDING' },
  PENDING: { SUCCEED: 'SUCCEEDED', FAIL: 'FAILED', CANCEL: 'CANCELLED', DOUBT: 'UNKNOWN' },
  FAILED: { SUCCEED: 'SUCCEEDED', DOUBT: 'UNKNOWN' },
  CANCELLED: { SUCCEED: 'SUCCEEDED', DOUBT: 'UNKNOWN' },
  UNKNOWN: { SUCCEED: 'SUCCEEDED' },
  SUCCEEDED: {},
});

interface Amount {
  readonly amountMinor: bigint;
  /** As the provider says it, so any text. */
  readonly currency: string;
}
interface Reported extends Amount {
  readonly outcome: PaymentOutcome;
}

/** What a report means for a payment of `expected`; null when it changes nothing. */
export function stepOf({ outcome, ...reported }: Reported, expected: Amount): PaymentStep | null {
  switch (outcome) {
    case 'SUCCEEDED':
      return sameAmount(reported, expected) ? 'SUCCEED' : 'DOUBT';
    case 'FAILED':
      return 'FAIL';
    case 'CANCELLED':
      return 'CANCEL';
    case 'PENDING':
      return null;
    default:
      return assertNever(outcome);
  }
}

function sameAmount(a: Amount, b: Amount): boolean {
  return a.amountMinor === b.amountMinor && a.currency === b.currency;
}

/** How long the provider's page stays open, and the least it must stay open when it is made: Stripe's limits. */
export const checkoutLife = { hours: 24 } as const;
export const checkoutLifeLeast = { hours: 1 } as const;

/**
 * `R20261122-7K3M-Q9XD-2F8T`: eleven symbols from the payment's own id and a check symbol. Needs no counter; two
 * of one day are the same once in 2^55.
 */
export function receiptNumber(paymentId: string, effectiveOn: CalendarDate): string {
  const digest = createHash('sha256').update(paymentId).digest();
  const code = newReadableCode(11, (size) => digest.subarray(0, size));
  return `R${effectiveOn.replaceAll('-', '')}-${code}`;
}
