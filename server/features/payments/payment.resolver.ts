import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphContext } from '../../graph/context.ts';
import { MoneyInput } from '../../graph/money.types.ts';
import { DerivedStart, type NeedsSql, RowStart } from '../../graph/reader/reads.ts';
import { rowStart } from '../../graph/reader/row-start.ts';
import { AppError } from '../../kernel/errors.ts';
import { invalidInput } from '../../kernel/user-errors.ts';
import type { PaymentService } from './payment.service.ts';
import { checkAmount, parseAmount, type RawAmount } from './payment-amount.ts';
import {
  type PaymentFacts,
  type PaymentFactsJson,
  parsePaymentFacts,
  paymentFactsSql,
} from './payment-facts.ts';
import { PaymentPreviewResult, StartPaymentInput, StartPaymentResult } from './payment-inputs.types.ts';
import { owedOn, previewPayment } from './payment-preview.ts';

const paymentFacts: NeedsSql = (debt, param) => ({
  facts: paymentFactsSql(
    debt,
    param((_args, env) => env.now.toString(), 'timestamptz'),
  ),
});

@Resolver()
export class PaymentResolver {
  constructor(private readonly payments: PaymentService) {}

  @Query(() => PaymentPreviewResult, {
    description: 'What a payment would be used for if it arrived today, by the same function that books it.',
  })
  previewPayment(
    @Arg('debtId', () => ID, { description: 'The debt.' }) debtId: string,
    @Arg('amount', () => MoneyInput, { description: 'Above zero, at most what is owed today.' })
    amount: MoneyInput,
  ): DerivedStart {
    const preview = (needs: { facts: PaymentFactsJson | null } | null) => {
      if (!needs?.facts) throw new AppError('NOT_FOUND');
      return previewFor(amount, parsePaymentFacts(needs.facts));
    };
    return new DerivedStart(debtOf(debtId), paymentFacts, preview, 'previewPayment');
  }

  @Mutation(() => StartPaymentResult, {
    description: 'Begins a payment and opens the payment provider’s page for it. For the person who owes.',
  })
  async startPayment(
    @Arg('input', () => StartPaymentInput) { id, debtId, amount }: StartPaymentInput,
    @Ctx() context: GraphContext,
  ) {
    const debt = debtOf(debtId);
    const request = { id, debtorId: debt.debtorId!, debtId: debt.id, amount };
    const started = await this.payments.startPayment(await context.actor(), request);
    if (!started.ok) return started.error;
    const { debtorId } = started.value;
    return {
      __typename: 'StartPaymentSuccess',
      payment: new RowStart('Payment', debtorId, started.value.id),
    };
  }
}

function previewFor(raw: RawAmount, facts: PaymentFacts) {
  const parsed = parseAmount(raw);
  const amount = parsed.ok ? checkAmount(parsed.value, owedOn(facts)) : parsed;
  if (!amount.ok) return invalidInput([amount.error]);
  return { __typename: 'PaymentPreview', ...previewPayment(facts, amount.value.minor) };
}

function debtOf(id: string): RowStart {
  const debt = rowStart(id, 'Debt');
  if (!debt?.debtorId) throw new AppError('NOT_FOUND');
  return debt;
}
