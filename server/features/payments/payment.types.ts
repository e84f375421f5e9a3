import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf, Money } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { Computed, From, MoneyColumn, One, Row } from '../../graph/reader/reads.ts';
import { DateScalar, DateTimeScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { type CurrencyCode, type Money as KernelMoney, money } from '../../kernel/money.ts';
import { Component, components } from '../debts/allocation.ts';

registerEnumType(Component, {
  name: 'DebtComponent',
  description: 'What a debt is made of. Late charges are FEES; COSTS are those of realising the claim.',
});
export const PaymentStatus = enumOf([
  'CREATED',
  'PENDING',
  'SUCCEEDED',
  'FAILED',
  'CANCELLED',
  'UNKNOWN',
] as const);
registerEnumType(PaymentStatus, {
  name: 'PaymentStatus',
  description:
    'Where a payment stands. UNKNOWN: the provider has not said, it is being found out; nothing is booked.',
});

@ObjectType({ description: 'Which part of a payment was used for what.' })
export class PaymentAllocation {
  @Field(() => Component, { description: 'What it paid.' })
  component: Component;

  @Field(() => Money, { description: 'How much of it.' })
  amount: Money;
}

export interface AllocatedPart {
  readonly component: Component;
  readonly amount: KernelMoney;
}
/** The parts above zero, in the order of the components. */
export function allocatedParts(
  parts: Readonly<Record<Component, bigint>>,
  currency: CurrencyCode,
): AllocatedPart[] {
  return components
    .filter((component) => parts[component] !== 0n)
    .map((component) => ({ component, amount: money(parts[component], currency) }));
}

@ObjectType({ description: 'Proof that a payment arrived.' })
export class Receipt {
  @Field(() => String, { description: 'Its number.' })
  number: string;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  issuedAt: string;
}

interface StoredAllocation {
  readonly parts: Record<Component, string> | null;
  readonly currency: CurrencyCode;
}

@ObjectType({ implements: Node, description: 'A payment through the payment provider.' })
@Row('payment', 'debtor')
export class Payment extends Node {
  @Field(() => Money, { description: 'How much.' })
  @MoneyColumn('amount_minor')
  amount: Money;

  @Field(() => PaymentStatus, { description: 'Where it stands.' })
  status: keyof typeof PaymentStatus;

  @Field(() => String, { description: 'Who carries it out: `sandbox`, `stripe`.' })
  provider: string;

  @Field(() => String, { nullable: true, description: 'The provider’s page on which the person pays.' })
  checkoutUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed, in the provider’s code.' })
  failureCode?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The value date: the day it counts from, once it succeeded.',
  })
  effectiveOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the order in which it was used.' })
  allocationOrder?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Days past due on the value date; the order may depend on it.',
  })
  daysPastDue?: number | null;

  @Field(() => [PaymentAllocation], {
    description: 'What it was used for; empty until it succeeded. Sums to the amount.',
  })
  @Computed<StoredAllocation>(
    (row) => ({ parts: `${row}.allocation`, currency: `${row}.currency` }),
    ({ parts, currency }) =>
      components
        .filter((component) => parts?.[component] && parts[component] !== '0')
        .map((component) => ({ component, amount: money(BigInt(parts![component]), currency) })),
  )
  allocation: PaymentAllocation[];

  @Field(() => Receipt, { nullable: true, description: 'Given when it succeeded.' })
  @Computed<{ number: string | null; issuedAt: string }>(
    (row) => ({
      number: `${row}.receipt_number`,
      issuedAt: `to_char(${row}.settled_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
    }),
    ({ number, issuedAt }) => number && { number, issuedAt },
  )
  receipt?: Receipt | null;

  @Field(() => DateTimeScalar, { description: 'When it was begun.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it succeeded or failed for good.' })
  settledAt?: string | null;

  @Field(() => typeNamed('Debt'), { description: 'The debt that it pays.' })
  @One((debt, payment) => `${debt}.id = ${payment}.debt_id`)
  debt: object;

  @Field(() => typeNamed('Plan'), {
    nullable: true,
    description: 'The plan whose instalments it paid.',
  })
  @One((plan, payment) => `${plan}.id = ${payment}.plan_id`)
  plan?: object | null;
}

export interface PreviewValue {
  readonly amount: KernelMoney;
  readonly parts: Readonly<Record<Component, bigint>>;
}

@ObjectType({ description: 'What a payment would be used for if it arrived today.' })
export class PaymentPreview {
  @Field(() => Money, { description: 'The amount asked about.' })
  amount: Money;

  @Field(() => [PaymentAllocation], { description: 'What it would be used for; sums to the amount.' })
  @From<PreviewValue>(({ parts, amount }) => allocatedParts(parts, amount.currency))
  allocation: PaymentAllocation[];

  @Field(() => String, { description: 'Name of the order in which it would be used.' })
  allocationOrder: string;

  @Field(() => Int, { description: 'Days past due today.' })
  daysPastDue: number;

  @Field(() => Money, { description: 'Owed today before it.' })
  balanceBefore: Money;

  @Field(() => Money, { description: 'Owed today after it.' })
  balanceAfter: Money;
}
