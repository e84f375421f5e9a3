import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CurrencyCodeEnum, Money } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { Computed, One, Row } from '../../graph/reader/reads.ts';
import { DateTimeScalar } from '../../graph/scalars.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';
import { Jurisdiction } from './jurisdiction.ts';

registerEnumType(Jurisdiction, { name: 'Jurisdiction', description: 'Whose law a claim follows.' });

@ObjectType({
  implements: Node,
  description:
    'What a creditor lets be agreed at once. Outside these limits an agent answers. Never edited: a change is a new version.',
})
@Row('creditor_policy', 'creditorPolicy')
export class CreditorPolicy extends Node {
  @Field(() => Int, { description: 'Counts up with each change.' })
  version: number;

  @Field(() => Int, { description: 'Most instalments.' })
  maxInstalments: number;

  @Field(() => Int, { description: 'Most months from today to the last instalment.' })
  maxMonths: number;

  @Field(() => Money, { description: 'Least amount of an instalment.' })
  @Computed<{ minor: string; currency: CurrencyCode }>(
    (row) => ({
      minor: `${row}.min_instalment_minor::text`,
      currency: `(select c.currency from creditor c where c.id = ${row}.creditor_id)`,
    }),
    ({ minor, currency }) => money(BigInt(minor), currency),
  )
  minInstalment: Money;

  @Field(() => Int, { description: 'Least first payment, in percent of the balance.' })
  minFirstPaymentPercent: number;

  @Field(() => Int, { description: 'Most days until the first instalment.' })
  maxFirstDueDays: number;

  @Field(() => Boolean, { description: 'Whether interest stops while a plan is kept.' })
  interestFreeze: boolean;

  @Field(() => String, { description: 'Name of the order in which payments are used.' })
  allocationPreset: string;

  @Field(() => Int, { description: 'Days within which an agent answers a proposal.' })
  decisionDays: number;

  @Field(() => Int, { description: 'Days for which an offer stands.' })
  proposalValidDays: number;

  @Field(() => DateTimeScalar, { description: 'From when on it is used.' })
  effectiveFrom: string;
}

@ObjectType({
  implements: Node,
  description: 'Somebody to whom money is owed: a bank, a lender, a buyer of claims.',
})
@Row('creditor', 'creditor')
export class Creditor extends Node {
  @Field(() => String, { description: 'Short code, unique in this installation.' })
  code: string;

  @Field(() => String, { description: 'The name that people know.' })
  name: string;

  @Field(() => Jurisdiction, { description: 'Whose law its claims follow.' })
  jurisdiction: Jurisdiction;

  @Field(() => CurrencyCodeEnum, { description: 'The usual currency of its accounts.' })
  currency: CurrencyCode;

  @Field(() => String, { description: 'Time zone whose calendar decides what day it is: `Asia/Shanghai`.' })
  timeZone: string;

  @Field(() => CreditorPolicy, { nullable: true, description: 'The policy in force.' })
  @One(
    (policy, creditor) => `${policy}.creditor_id = ${creditor}.id and ${policy}.version =
      (select max(v.version) from creditor_policy v where v.creditor_id = ${creditor}.id)`,
  )
  policy?: CreditorPolicy | null;
}
