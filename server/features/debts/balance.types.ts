import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { Money } from '../../graph/money.types.ts';
import { From } from '../../graph/reader/reads.ts';
import { DateScalar, DecimalScalar } from '../../graph/scalars.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';
import { formatRate, type Rate } from '../../kernel/rate.ts';
import type { Balance as BalanceValue } from './balance.ts';
import type { InterestLine as Line } from './interest.ts';

@ArgsType()
export class AsOfArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day to compute for; today on the creditor’s calendar when it is not given.',
  })
  asOf?: string | null;
}

/** An interest line with what its numbers mean. */
export interface ExplainedLine extends Line {
  readonly currency: CurrencyCode;
  readonly dailyRate: Rate;
}
export interface ExplainedBalance extends Omit<BalanceValue, 'accrual'> {
  readonly accrual: { readonly totalMinor: bigint; readonly lines: readonly ExplainedLine[] };
}

@ObjectType({ description: 'Interest of one stretch of days: principal × daily rate × days = amount.' })
export class InterestLine {
  @Field(() => Money, { description: 'The principal that bore interest.' })
  @From<ExplainedLine>((line) => money(line.principalMinor, line.currency))
  principal: Money;

  @Field(() => DecimalScalar, { description: 'Interest per day as a fraction of the principal: `"0.0005"`.' })
  @From<ExplainedLine>((line) => formatRate(line.dailyRate))
  dailyRate: string;

  @Field(() => DateScalar, { description: 'First day of the stretch.' })
  from: string;

  @Field(() => DateScalar, { description: 'The day after its last day.' })
  to: string;

  @Field(() => Int, { description: 'Days that bore interest.' })
  days: number;

  @Field(() => Money, { description: 'The interest, rounded so that the lines sum to the whole.' })
  @From<ExplainedLine>((line) => money(line.amountMinor, line.currency))
  amount: Money;
}

const amount = (minor: (balance: ExplainedBalance) => bigint) =>
  From<ExplainedBalance>((balance) => money(minor(balance), balance.currency));

@ObjectType({
  description:
    'What is owed on a day, as arithmetic: opening + charges + interest + fees + costs − paid − waived − writtenOff = total. The parts principalDue + interestDue + feesDue + costsDue sum to the same total.',
})
export class Balance {
  @Field(() => DateScalar, {
    description: 'The day that it is computed for, that day’s interest included as the contract counts it.',
  })
  asOf: string;

  @Field(() => Money, { description: 'Owed when the account was taken in.' })
  @amount((balance) => balance.openedMinor)
  opening: Money;

  @Field(() => Money, { description: 'Purchases, advances and corrections since then.' })
  @amount((balance) => balance.chargedMinor)
  charges: Money;

  @Field(() => Money, { description: 'All interest since the opening, `accrued` included.' })
  @amount((balance) => balance.interestMinor)
  interest: Money;

  @Field(() => Money, {
    description: 'Late charges and other fees since the opening. Fees bear no interest.',
  })
  @amount((balance) => balance.feesMinor)
  fees: Money;

  @Field(() => Money, { description: 'Costs of realising the claim since the opening.' })
  @amount((balance) => balance.costsMinor)
  costs: Money;

  @Field(() => Money, { description: 'Paid since the opening.' })
  @amount((balance) => balance.paidMinor)
  paid: Money;

  @Field(() => Money, { description: 'Let off since the opening.' })
  @amount((balance) => balance.waivedMinor)
  waived: Money;

  @Field(() => Money, { description: 'Written off since the opening.' })
  @amount((balance) => balance.writtenOffMinor)
  writtenOff: Money;

  @Field(() => Money, { description: 'Owed on this day; below zero when too much was paid.' })
  @amount((balance) => balance.totalMinor)
  total: Money;

  @Field(() => Money, { description: 'The principal in `total`.' })
  @amount((balance) => balance.components.PRINCIPAL)
  principalDue: Money;

  @Field(() => Money, { description: 'The interest in `total`.' })
  @amount((balance) => balance.components.INTEREST)
  interestDue: Money;

  @Field(() => Money, { description: 'The fees in `total`.' })
  @amount((balance) => balance.components.FEES)
  feesDue: Money;

  @Field(() => Money, { description: 'The costs in `total`.' })
  @amount((balance) => balance.components.COSTS)
  costsDue: Money;

  @Field(() => Money, {
    description: 'Interest since the last posting, not in the ledger yet; part of `interest`.',
  })
  @amount((balance) => balance.accrual.totalMinor)
  accrued: Money;

  @Field(() => [InterestLine], { description: 'How `accrued` comes about.' })
  @From<ExplainedBalance>((balance) => balance.accrual.lines)
  accrual: InterestLine[];
}
