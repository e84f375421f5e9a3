import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MoneyInput } from '../../graph/money.types.ts';
import { UuidScalar } from '../../graph/scalars.ts';
import { unionOf } from '../../graph/union.ts';
import { InvalidInputError, NotAllowedNowError } from '../../graph/user-errors.types.ts';
import { Payment, PaymentPreview } from './payment.types.ts';

@InputType({ description: 'A payment that a person wants to make on one of their debts.' })
export class StartPaymentInput {
  @Field(() => UuidScalar, { description: 'Becomes the payment’s id.' })
  id: string;

  @Field(() => ID, { description: 'The debt.' })
  debtId: string;

  @Field(() => MoneyInput, { description: 'Above zero, and at most what is owed today.' })
  amount: MoneyInput;
}

@ObjectType({ description: 'The payment has begun: send the person to its `checkoutUrl`.' })
export class StartPaymentSuccess {
  @Field(() => Payment, { description: 'The payment.' })
  payment: Payment;
}

export const StartPaymentResult = unionOf(
  'StartPaymentResult',
  'Codes: `INVALID_INPUT` with `REQUIRED`, `PATTERN`, `TOO_MANY_DECIMALS`, `OUT_OF_RANGE`, `CURRENCY_MISMATCH`, ' +
    '`AMOUNT_NOT_POSITIVE`, `NOTHING_OWED`, `AMOUNT_ABOVE_BALANCE` by field; `DEBT_RECALLED`, `PAYMENT_TOO_OLD`, ' +
    '`PROVIDER_UNAVAILABLE` (send the same request again), `AMOUNT_REFUSED_BY_PROVIDER`.',
  () => [StartPaymentSuccess, InvalidInputError, NotAllowedNowError] as const,
);

export const PaymentPreviewResult = unionOf(
  'PaymentPreviewResult',
  'Codes: `INVALID_INPUT`, by field as for `startPayment`.',
  () => [PaymentPreview, InvalidInputError] as const,
);
