import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf, Money, MoneyInput } from '../../graph/money.types.ts';
import { From } from '../../graph/reader/reads.ts';
import { DateScalar } from '../../graph/scalars.ts';
import { Frequency } from '../../kernel/calendar-date.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';
import type { SimulatedInstalment } from './pay-down.ts';

/** An instalment with its currency, so that its amounts are money. */
export interface PricedInstalment extends SimulatedInstalment {
  readonly currency: CurrencyCode;
}
export function priced(rows: readonly SimulatedInstalment[], currency: CurrencyCode): PricedInstalment[] {
  return rows.map((row) => ({ ...row, currency }));
}
const amount = (minor: (row: PricedInstalment) => bigint) =>
  From<PricedInstalment>((row) => money(minor(row), row.currency));

@ObjectType({ description: 'One instalment of a schedule, and what it pays.' })
export class ScheduledInstalment {
  @Field(() => Int, { description: 'Counts from 1.' })
  number: number;

  @Field(() => DateScalar, { description: 'The day it is due.' })
  dueOn: string;

  @Field(() => Money, { description: 'To pay; principal + interest + fees + costs.' })
  @amount((row) => row.amountMinor)
  amount: Money;

  @Field(() => Money, { description: 'Of it, for the principal.' })
  @amount((row) => row.principalMinor)
  principal: Money;

  @Field(() => Money, { description: 'Of it, for interest.' })
  @amount((row) => row.interestMinor)
  interest: Money;

  @Field(() => Money, { description: 'Of it, for fees.' })
  @amount((row) => row.feesMinor)
  fees: Money;

  @Field(() => Money, { description: 'Of it, for costs.' })
  @amount((row) => row.costsMinor)
  costs: Money;

  @Field(() => Money, { description: 'Still owed after it.' })
  @amount((row) => row.remainingMinor)
  remaining: Money;
}

export const RuleOutcomeKind = enumOf(['PASS', 'REFER', 'FAIL'] as const);

@ObjectType({ description: 'How a rule would decide.' })
export class RuleOutcome {
  @Field(() => String, { description: 'The rule: `POLICY-MAX-INSTALMENTS`, `CN-PLAN-02`.' })
  ruleId: string;

  @Field(() => RuleOutcomeKind, {
    description: 'PASS: within the rule. REFER: an agent would answer. FAIL: not possible.',
  })
  outcome: keyof typeof RuleOutcomeKind;

  @Field(() => String, { nullable: true, description: 'The limit of the rule.' })
  threshold?: string | null;

  @Field(() => String, { nullable: true, description: 'What it was applied to.' })
  actual?: string | null;

  @Field(() => String, { nullable: true, description: 'What would pass.' })
  wouldPass?: string | null;
}

@ObjectType({
  description: 'What a plan would come to: the quote. What is signed later equals it to the minor unit.',
})
export class PlanSimulation {
  @Field(() => ID, { description: 'The debt.' })
  debtId: string;

  @Field(() => DateScalar, { description: 'The day of the balance that it starts from.' })
  asOf: string;

  @Field(() => Frequency, { description: 'How often an instalment is due.' })
  frequency: Frequency;

  @Field(() => Int, { description: 'How many instalments.' })
  instalmentCount: number;

  @Field(() => Money, { description: 'Each instalment but the last.' })
  instalmentAmount: Money;

  @Field(() => Money, { description: 'The last instalment; it takes up the rest.' })
  lastInstalmentAmount: Money;

  @Field(() => DateScalar, { description: 'When the first is due.' })
  firstDueOn: string;

  @Field(() => DateScalar, { description: 'When the last is due.' })
  lastDueOn: string;

  @Field(() => Money, { nullable: true, description: 'Paid at the start, before the first instalment.' })
  upFront?: Money | null;

  @Field(() => Money, { description: 'Owed on `asOf`.' })
  balance: Money;

  @Field(() => Boolean, { description: 'Whether interest stops while the plan is kept.' })
  interestFreeze: boolean;

  @Field(() => Money, { description: 'What the plan adds to the balance: totalToPay − balance.' })
  totalInterest: Money;

  @Field(() => Money, { description: 'Everything that the plan pays.' })
  totalToPay: Money;

  @Field(() => [ScheduledInstalment], {
    description: 'The instalments; they sum to the total, with the first payment.',
  })
  schedule: ScheduledInstalment[];

  @Field(() => Boolean, { description: 'Whether the creditor’s policy would agree at once.' })
  withinPolicy: boolean;

  @Field(() => Int, { description: 'Days within which an agent answers when it is not decided at once.' })
  decisionDays: number;

  @Field(() => [RuleOutcome], { description: 'Every rule that was asked, and what would pass.' })
  ruleOutcomes: RuleOutcome[];

  @Field(() => String, {
    description:
      'Hash of the quote. `proposePlan` takes it: a quote that has changed since is shown again first.',
  })
  fingerprint: string;
}

@InputType({ description: 'The plan that a person has in mind.' })
export class PlanTermsInput {
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'So much each time. Give this or `instalmentCount`.',
  })
  instalmentAmount?: MoneyInput | null;

  @Field(() => Int, {
    nullable: true,
    description: 'So many instalments, 1 to 600. Give this or `instalmentAmount`.',
  })
  instalmentCount?: number | null;

  @Field(() => Frequency, { description: 'How often.', defaultValue: Frequency.MONTHLY })
  frequency: Frequency;

  @Field(() => DateScalar, { description: 'When the first instalment is due: today or later.' })
  firstDueOn: string;

  @Field(() => MoneyInput, { nullable: true, description: 'Paid at the start, on the day of signing.' })
  upFront?: MoneyInput | null;
}

@InputType({ description: 'A plan to compute, without any effect.' })
export class SimulatePlanInput extends PlanTermsInput {
  @Field(() => ID, { description: 'The debt.' })
  debtId: string;
}
