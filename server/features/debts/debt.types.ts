import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CurrencyCodeEnum, Money } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import {
  Column,
  Computed,
  List,
  Many,
  MoneyColumn,
  type NeedsSql,
  newestFirst,
  One,
  Row,
  Takes,
} from '../../graph/reader/reads.ts';
import { DateScalar, DateTimeScalar, DecimalScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';
import { formatRate, rate } from '../../kernel/rate.ts';
import { balanceAsOf } from './balance.ts';
import { AsOfArgs, Balance, type ExplainedBalance } from './balance.types.ts';
import { type BalanceFactsJson, balanceFactsSql, parseBalanceFacts } from './balance-facts.ts';
import { annualRate, ContractDayCount } from './debt-terms.ts';
import { Account, PostingKind } from './ledger.ts';
import { ProductType } from './product-type.ts';
import { DebtStanding, DelinquencyBucket, debtStatus } from './status.ts';
import { asOfSql, oldestUnpaidDueSql } from './today.ts';

registerEnumType(ProductType, { name: 'ProductType', description: 'What kind of credit it is.' });
registerEnumType(ContractDayCount, {
  name: 'DayCount',
  description: 'How the contract counts the days of interest and of the year.',
});
registerEnumType(PostingKind, { name: 'LedgerTransactionKind', description: 'Why a posting was made.' });
registerEnumType(Account, {
  name: 'LedgerAccount',
  description:
    'Accounts of a debt’s books. PRINCIPAL, INTEREST, FEES and COSTS are owed; PAYMENTS, WAIVERS, WRITE_OFF and CLEARING face them.',
});
registerEnumType(DelinquencyBucket, {
  name: 'DelinquencyBucket',
  description: 'Days past due in steps of 30: M0 none, M1 1–30, … M6 151–180, M7_PLUS above (CN-BKT-02).',
});
registerEnumType(DebtStanding, { name: 'DebtStatus', description: 'What the books say of a debt today.' });

interface DatedFacts {
  readonly facts: BalanceFactsJson;
  readonly asOf: CalendarDate;
  readonly dueOn: CalendarDate | null;
}
const datedFacts: NeedsSql = (row, param) => {
  const asOf = asOfSql(row, param);
  return {
    facts: balanceFactsSql(row, asOf),
    asOf: `${asOf}::text`,
    dueOn: `${oldestUnpaidDueSql(row)}::text`,
  };
};
function statusOf({ facts, asOf, dueOn }: DatedFacts) {
  return debtStatus(balanceAsOf(parseBalanceFacts(facts), asOf).totalMinor, dueOn, asOf);
}
function explainedBalance({ facts, asOf }: DatedFacts): ExplainedBalance {
  const balance = balanceAsOf(parseBalanceFacts(facts), asOf);
  const meaning = { currency: balance.currency, dailyRate: rate(facts.terms.dailyRate) };
  const lines = balance.accrual.lines.map((line) => ({ ...line, ...meaning }));
  return { ...balance, accrual: { totalMinor: balance.accrual.totalMinor, lines } };
}
const byDebt = (child: string, debt: string) => `${child}.debt_id = ${debt}.id`;

@ObjectType({ description: 'One side of a posting in one account.' })
@Row('ledger_entry', 'debtor')
export class LedgerEntry {
  @Field(() => Account, { description: 'The account that it changes.' })
  account: Account;

  @Field(() => Money, {
    description: 'A debit is above zero, a credit below; the entries of a transaction sum to zero.',
  })
  @MoneyColumn('amount_minor')
  amount: Money;
}

@ObjectType({
  implements: Node,
  description: 'A posting in a debt’s books. Never changed: a correction is another posting.',
})
@Row('ledger_transaction', 'debtor')
export class LedgerTransaction extends Node {
  @Field(() => PostingKind, { description: 'Why it was made.' })
  kind: PostingKind;

  @Field(() => DateScalar, { description: 'The value date: the day it counts from.' })
  effectiveOn: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  postedAt: string;

  @Field(() => String, { nullable: true, description: 'In the creditor’s words.' })
  description?: string | null;

  @Field(() => Money, { description: 'By how much it changed what is owed; below zero when less is owed.' })
  @Computed<{ minor: string; currency: CurrencyCode }>(
    (row) => ({
      minor: `(select coalesce(sum(e.amount_minor), 0)::text from ledger_entry e where e.debtor_id = ${row}.debtor_id
        and e.transaction_id = ${row}.id and e.account in ('PRINCIPAL', 'INTEREST', 'FEES', 'COSTS'))`,
      currency: `(select d.currency from debt d where d.debtor_id = ${row}.debtor_id and d.id = ${row}.debt_id)`,
    }),
    ({ minor, currency }) => money(BigInt(minor), currency),
  )
  amount: Money;

  @Field(() => [LedgerEntry], { description: 'Its entries; they sum to zero.' })
  @List((entry, transaction) => `${entry}.transaction_id = ${transaction}.id`, {
    descending: false,
    keys: [
      { sql: '{t}.account', type: 'text' },
      { sql: '{t}.id', type: 'uuid' },
    ],
  })
  entries: LedgerEntry[];

  @Field(() => typeNamed('Payment'), {
    nullable: true,
    description: 'The payment that it posts, for a PAYMENT.',
  })
  @One((payment, transaction) => `${payment}.id = ${transaction}.payment_id`)
  payment?: object | null;
}

export const HoldReason = { ACTIVE_PLAN: 'ACTIVE_PLAN' } as const;
registerEnumType(HoldReason, { name: 'CollectionHoldReason', description: 'Why collection rests.' });

@ObjectType({
  implements: Node,
  description:
    'A time in which nobody may press for payment of the debt, for example while a signed plan is kept.',
})
@Row('collection_hold', 'debtor')
export class CollectionHold extends Node {
  @Field(() => HoldReason, { description: 'Why.' })
  reason: keyof typeof HoldReason;

  @Field(() => DateTimeScalar, { description: 'From when on.' })
  startsAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; null while it lasts.' })
  endsAt?: string | null;
}

@ObjectType({ implements: Node, description: 'An account on which a person owes money to a creditor.' })
@Row('debt', 'debtor')
export class Debt extends Node {
  @Field(() => String, { description: 'The creditor’s own id of the account.' })
  externalId: string;

  @Field(() => String, { nullable: true, description: 'Last four characters of the card or account number.' })
  numberLastFour?: string | null;

  @Field(() => ProductType, { description: 'What kind of credit it is.' })
  productType: ProductType;

  @Field(() => CurrencyCodeEnum, { description: 'The currency of every amount of this debt.' })
  currency: CurrencyCode;

  @Field(() => DateScalar, { description: 'When the account was opened.' })
  openedOn: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Since when it is overdue by the creditor’s file.',
  })
  defaultedOn?: string | null;

  @Field(() => DecimalScalar, {
    description: 'Interest per day as a fraction: `"0.0005"` is five in ten thousand.',
  })
  dailyRate: string;

  @Field(() => DecimalScalar, {
    description: 'The daily rate over a year of the contract’s day count, simple: `"0.1825"`.',
  })
  @Computed<{ dailyRate: string; dayCount: ContractDayCount }>(
    (row) => ({ dailyRate: `${row}.daily_rate::text`, dayCount: `${row}.day_count` }),
    ({ dailyRate, dayCount }) => formatRate(annualRate(rate(dailyRate), dayCount)),
  )
  annualRate: string;

  @Field(() => ContractDayCount, { description: 'How days are counted.' })
  dayCount: ContractDayCount;

  @Field(() => String, { nullable: true, description: 'Who lent the money, when the claim was assigned.' })
  originalCreditor?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the creditor took the account back.' })
  recalledAt?: string | null;

  @Field(() => typeNamed('Creditor'), { description: 'Whom the money is owed to now.' })
  @One((creditor, debt) => `${creditor}.id = ${debt}.creditor_id`)
  creditor: object;

  @Field(() => typeNamed('Debtor'), { description: 'Who owes it.' })
  @One(() => 'true')
  debtor: object;

  @Field(() => Balance, {
    description: 'What is owed on a day, by the same function that posts payments and signs plans.',
  })
  @Takes(() => AsOfArgs)
  @Computed<DatedFacts>(datedFacts, explainedBalance)
  balance: Balance;

  @Field(() => DebtStanding, { description: 'What the books say today.' })
  @Computed<DatedFacts>(datedFacts, (facts) => statusOf(facts).standing)
  status: DebtStanding;

  @Field(() => Int, { description: 'Days since the oldest unpaid due date; 0 when nothing is past due.' })
  @Computed<DatedFacts>(datedFacts, (facts) => statusOf(facts).daysPastDue)
  daysPastDue: number;

  @Field(() => DelinquencyBucket, { description: 'The days past due as a bucket.' })
  @Computed<DatedFacts>(datedFacts, (facts) => statusOf(facts).delinquencyBucket)
  delinquencyBucket: DelinquencyBucket;

  @Field(() => typeNamed('LedgerTransactionConnection'), {
    description: 'The postings, newest value date first.',
  })
  @Many(byDebt, {
    descending: true,
    keys: [
      { sql: '{t}.effective_on', type: 'date' },
      { sql: '{t}.id', type: 'uuid' },
    ],
  })
  ledger: object;

  @Field(() => typeNamed('Plan'), { nullable: true, description: 'The plan that is being kept now.' })
  @One((plan, debt) => `${plan}.debt_id = ${debt}.id and ${plan}.status = 'ACTIVE'`)
  activePlan?: object | null;

  @Field(() => typeNamed('PlanProposal'), {
    nullable: true,
    description: 'The negotiation that is open now.',
  })
  @One(
    (proposal, debt) =>
      `${proposal}.debt_id = ${debt}.id and ${proposal}.status in ('AWAITING_CREDITOR', 'AWAITING_DEBTOR', 'ACCEPTED')`,
  )
  openProposal?: object | null;

  @Field(() => typeNamed('PlanConnection'), { description: 'All plans, newest first.' })
  @Many(byDebt, newestFirst('created_at'))
  plans: object;

  @Field(() => typeNamed('PlanProposalConnection'), { description: 'All negotiations, newest first.' })
  @Many(byDebt, newestFirst('created_at'))
  planProposals: object;

  @Field(() => typeNamed('PaymentConnection'), {
    description: 'All payments through this service, newest first.',
  })
  @Many(byDebt, newestFirst('created_at'))
  payments: object;

  @Field(() => [CollectionHold], {
    description: 'Times in which nobody may press for payment, newest first.',
  })
  @List(byDebt, newestFirst('starts_at'))
  holds: CollectionHold[];

  @Field(() => typeNamed('RuleDecisionConnection'), {
    description: 'Every rule that was decided about this debt, newest first.',
  })
  @Many(byDebt, newestFirst('decided_at'))
  ruleDecisions: object;

  @Field(() => DateTimeScalar, { description: 'When the account was taken in.' })
  @Column('created_at')
  importedAt: string;
}
