import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CurrencyCodeEnum, enumOf, Money } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import {
  ascending,
  Column,
  Computed,
  List,
  Many,
  MoneyColumn,
  newestFirst,
  One,
  Row,
} from '../../graph/reader/reads.ts';
import { DateScalar, DateTimeScalar, JsonScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { type CalendarDate, Frequency } from '../../kernel/calendar-date.ts';
import { type CurrencyCode, money } from '../../kernel/money.ts';

import { creditorTodaySql } from '../debts/today.ts';
import { InstalmentStatus, instalmentStatus } from './instalment-status.ts';
import { type InstalmentJson, scheduleFromJson } from './offer-schedule.ts';
import { type ProposalStatus, proposalStatuses, statusAt, whoseTurn } from './proposal.ts';
import { priced, RuleOutcomeKind, ScheduledInstalment } from './simulation.types.ts';

registerEnumType(Frequency, { name: 'Frequency', description: 'How often an instalment is due.' });
export const PlanProposalStatus = enumOf(proposalStatuses);
registerEnumType(PlanProposalStatus, {
  name: 'PlanProposalStatus',
  description: 'Where a negotiation stands. ACCEPTED: agreed, waiting for the signature.',
});
export const Turn = enumOf(['DEBTOR', 'CREDITOR', 'NOBODY'] as const);
registerEnumType(Turn, { name: 'Turn', description: 'Whose turn it is.' });
export const DecidedBy = enumOf(['POLICY', 'AGENT', 'DEBTOR'] as const);
registerEnumType(DecidedBy, {
  name: 'DecidedBy',
  description: 'Who decided: the creditor’s policy at once, or somebody.',
});
export const OfferMaker = enumOf(['DEBTOR', 'AGENT'] as const);
registerEnumType(OfferMaker, { name: 'OfferMaker', description: 'Which side made an offer.' });
export const PlanStatus = enumOf(['ACTIVE', 'COMPLETED', 'BREACHED'] as const);
registerEnumType(PlanStatus, { name: 'PlanStatus', description: 'Where a signed plan stands.' });
registerEnumType(InstalmentStatus, {
  name: 'InstalmentStatus',
  description: 'Where an instalment stands today.',
});
registerEnumType(RuleOutcomeKind, {
  name: 'RuleOutcomeKind',
  description: 'PASS: within the rule. REFER: outside, an agent answers. FAIL: not possible.',
});

@ObjectType({
  implements: Node,
  description:
    'A rule that was applied: with what, what came out, and what would have passed. Never changed.',
})
@Row('rule_decision', 'debtor')
export class RuleDecision extends Node {
  @Field(() => String, { description: 'The rule: `POLICY-MAX-INSTALMENTS`, `CN-PLAN-02`.' })
  ruleId: string;

  @Field(() => String, { description: 'The set of rules that it is from.' })
  pack: string;

  @Field(() => String, { description: 'The version of that set.' })
  packVersion: string;

  @Field(() => RuleOutcomeKind, { description: 'What came out.' })
  outcome: keyof typeof RuleOutcomeKind;

  @Field(() => JsonScalar, { description: 'What it was applied to, by name.' })
  inputs: object;

  @Field(() => String, { nullable: true, description: 'The limit of the rule.' })
  threshold?: string | null;

  @Field(() => String, { nullable: true, description: 'What would have passed.' })
  wouldPass?: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  decidedAt: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it holds; null for good.' })
  validUntil?: string | null;
}

@ObjectType({ implements: Node, description: 'One side’s terms in a round of a negotiation. Never changed.' })
@Row('plan_offer', 'debtor')
export class PlanOffer extends Node {
  @Field(() => Int, { description: 'Counts from 1.' })
  round: number;

  @Field(() => OfferMaker, { description: 'Who made it.' })
  madeBy: keyof typeof OfferMaker;

  @Field(() => String, { nullable: true, description: 'A few words to the other side.' })
  message?: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  createdAt: string;

  @Field(() => DateScalar, { description: 'The day of the balance that it starts from.' })
  asOf: string;

  @Field(() => Money, { description: 'Owed on `asOf`.' })
  @MoneyColumn('balance_minor')
  balance: Money;

  @Field(() => Frequency, { description: 'How often an instalment is due.' })
  frequency: Frequency;

  @Field(() => Int, { description: 'How many instalments.' })
  instalmentCount: number;

  @Field(() => Money, { description: 'Each instalment but the last.' })
  @MoneyColumn('instalment_minor')
  instalmentAmount: Money;

  @Field(() => Money, { description: 'The last instalment.' })
  @MoneyColumn('last_instalment_minor')
  lastInstalmentAmount: Money;

  @Field(() => Money, { description: 'Paid at the start; zero when nothing is.' })
  @MoneyColumn('up_front_minor')
  upFront: Money;

  @Field(() => DateScalar, { description: 'When the first is due.' })
  firstDueOn: string;

  @Field(() => DateScalar, { description: 'When the last is due.' })
  lastDueOn: string;

  @Field(() => Boolean, { description: 'Whether interest stops while the plan is kept.' })
  interestFreeze: boolean;

  @Field(() => Money, { description: 'What the plan adds to the balance: totalToPay − balance.' })
  @MoneyColumn('total_interest_minor')
  totalInterest: Money;

  @Field(() => Money, { description: 'Everything that the plan pays.' })
  @MoneyColumn('total_minor')
  totalToPay: Money;

  @Field(() => [ScheduledInstalment], { description: 'The instalments.' })
  @Computed<{ rows: InstalmentJson[]; currency: CurrencyCode }>(
    (row) => ({ rows: `${row}.schedule`, currency: `${row}.currency` }),
    ({ rows, currency }) => priced(scheduleFromJson(rows), currency),
  )
  schedule: ScheduledInstalment[];

  @Field(() => String, { description: 'Hash of the quote; the signed agreement carries it.' })
  fingerprint: string;
}

interface StatusFacts {
  readonly status: ProposalStatus;
  readonly expiresAt: string;
}
const statusFacts = (row: string) => ({
  status: `${row}.status`,
  expiresAt: `to_char(${row}.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
});

@ObjectType({ implements: Node, description: 'A negotiation about paying a debt by instalments.' })
@Row('plan_proposal', 'debtor')
export class PlanProposal extends Node {
  @Field(() => PlanProposalStatus, { description: 'Where it stands now.' })
  @Computed<StatusFacts>(statusFacts, ({ status, expiresAt }, _args, { now }) =>
    statusAt(status, expiresAt, now),
  )
  status: ProposalStatus;

  @Field(() => Turn, { description: 'Whose turn it is.' })
  @Computed<StatusFacts>(statusFacts, ({ status, expiresAt }, _args, { now }) =>
    whoseTurn(statusAt(status, expiresAt, now)),
  )
  whoseTurn: keyof typeof Turn;

  @Field(() => Int, { description: 'Counts every change. A decision names the version that it saw.' })
  version: number;

  @Field(() => Int, { description: 'The round of the current offer.' })
  round: number;

  @Field(() => PlanOffer, { description: 'The offer on the table.' })
  @One((offer, proposal) => `${offer}.id = ${proposal}.current_offer_id`)
  currentOffer: PlanOffer;

  @Field(() => [PlanOffer], { description: 'All offers, first round first.' })
  @List(
    (offer, proposal) => `${offer}.proposal_id = ${proposal}.id`,
    ascending({ sql: '{t}.round', type: 'int' }, { sql: '{t}.id', type: 'uuid' }),
  )
  offers: PlanOffer[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'By when an agent answers, while it is the creditor’s turn.',
  })
  decisionDueAt?: string | null;

  @Field(() => DateTimeScalar, { description: 'Until when the offer on the table stands.' })
  expiresAt: string;

  @Field(() => DecidedBy, { nullable: true, description: 'Who decided last; null while nothing was.' })
  decidedBy?: keyof typeof DecidedBy | null;

  @Field(() => typeNamed('Agent'), { nullable: true, description: 'The agent who decided; shown to agents.' })
  @One((agent, proposal) => `${agent}.id = ${proposal}.decided_by_agent_id`)
  decidedByAgent?: object | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined, in the words of who declined.' })
  declineReason?: string | null;

  @Field(() => [RuleDecision], { description: 'Every rule that was applied, newest first.' })
  @List((decision, proposal) => `${decision}.subject_id = ${proposal}.id`, newestFirst('decided_at'))
  ruleDecisions: RuleDecision[];

  @Field(() => typeNamed('Debt'), { description: 'The debt.' })
  @One((debt, proposal) => `${debt}.id = ${proposal}.debt_id`)
  debt: object;

  @Field(() => typeNamed('Debtor'), { description: 'Who owes it.' })
  @One(() => 'true')
  debtor: object;

  @Field(() => typeNamed('Creditor'), { description: 'Whom it is owed to.' })
  @One((creditor, proposal) => `${creditor}.id = ${proposal}.creditor_id`)
  creditor: object;

  @Field(() => typeNamed('Plan'), { nullable: true, description: 'The plan, once signed.' })
  @One((plan, proposal) => `${plan}.proposal_id = ${proposal}.id`)
  plan?: object | null;

  @Field(() => typeNamed('Agreement'), { nullable: true, description: 'The agreement, once signed.' })
  @One((agreement, proposal) => `${agreement}.proposal_id = ${proposal}.id`)
  agreement?: object | null;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  createdAt: string;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt: string;
}

@ObjectType({ implements: Node, description: 'An instalment of a signed plan.' })
@Row('instalment', 'debtor')
export class Instalment extends Node {
  @Field(() => Int, {
    description: 'Counts from 1; 0 is the first payment on the day of signing, where one was agreed.',
  })
  number: number;

  @Field(() => DateScalar, { description: 'The day it is due.' })
  dueOn: string;

  @Field(() => Money, { description: 'To pay; principal + interest + fees + costs.' })
  @MoneyColumn('amount_minor')
  amount: Money;

  @Field(() => Money, { description: 'Of it, for the principal.' })
  @MoneyColumn('principal_minor')
  principal: Money;

  @Field(() => Money, { description: 'Of it, for interest.' })
  @MoneyColumn('interest_minor')
  interest: Money;

  @Field(() => Money, { description: 'Of it, for fees.' })
  @MoneyColumn('fees_minor')
  fees: Money;

  @Field(() => Money, { description: 'Of it, for costs.' })
  @MoneyColumn('costs_minor')
  costs: Money;

  @Field(() => Money, { description: 'Still owed after it, by the plan.' })
  @MoneyColumn('remaining_minor')
  remaining: Money;

  @Field(() => Money, { description: 'Paid of it so far.' })
  @MoneyColumn('paid_minor')
  paid: Money;

  @Field(() => InstalmentStatus, { description: 'Where it stands today.' })
  @Computed<{ amount: string; paid: string; dueOn: CalendarDate; today: CalendarDate }>(
    (row, param) => ({
      amount: `${row}.amount_minor::text`,
      paid: `${row}.paid_minor::text`,
      dueOn: `${row}.due_on::text`,
      today: `${creditorTodaySql(
        row,
        param((_args, env) => env.now.toString(), 'timestamptz'),
      )}::text`,
    }),
    ({ amount, paid, dueOn, today }) =>
      instalmentStatus({ amountMinor: BigInt(amount), paidMinor: BigInt(paid), dueOn }, today),
  )
  status: InstalmentStatus;
}

const byPlan = (child: string, plan: string) => `${child}.plan_id = ${plan}.id`;
const paidSql = (row: string) =>
  `(select coalesce(sum(i.paid_minor), 0) from instalment i where i.debtor_id = ${row}.debtor_id and i.plan_id = ${row}.id)`;

@ObjectType({ implements: Node, description: 'A signed plan: what was agreed and how it is kept.' })
@Row('plan', 'debtor')
export class Plan extends Node {
  @Field(() => PlanStatus, { description: 'Where it stands.' })
  status: keyof typeof PlanStatus;

  @Field(() => Frequency, { description: 'How often an instalment is due.' })
  frequency: Frequency;

  @Field(() => CurrencyCodeEnum, { description: 'The currency of every amount.' })
  currency: CurrencyCode;

  @Field(() => Int, { description: 'How many instalments.' })
  instalmentCount: number;

  @Field(() => Boolean, { description: 'Whether interest stops while it is kept.' })
  interestFreeze: boolean;

  @Field(() => Money, { description: 'Everything that it pays.' })
  @MoneyColumn('total_minor')
  total: Money;

  @Field(() => Money, { description: 'Paid so far.' })
  @Computed<{ paid: string; currency: CurrencyCode }>(
    (row) => ({ paid: `${paidSql(row)}::text`, currency: `${row}.currency` }),
    ({ paid, currency }) => money(BigInt(paid), currency),
  )
  paid: Money;

  @Field(() => Money, { description: 'Still to pay.' })
  @Computed<{ left: string; currency: CurrencyCode }>(
    (row) => ({ left: `(${row}.total_minor - ${paidSql(row)})::text`, currency: `${row}.currency` }),
    ({ left, currency }) => money(BigInt(left), currency),
  )
  remaining: Money;

  @Field(() => DateScalar, { description: 'The day of the balance that it starts from.' })
  startedOn: string;

  @Field(() => DateScalar, { description: 'When the last instalment is due.' })
  lastDueOn: string;

  @Field(() => typeNamed('InstalmentConnection'), { description: 'The instalments, first one first.' })
  @Many(byPlan, ascending({ sql: '{t}.number', type: 'int' }, { sql: '{t}.id', type: 'uuid' }))
  instalments: object;

  @Field(() => Instalment, { nullable: true, description: 'The oldest instalment that is not paid in full.' })
  @One(
    (instalment, plan) => `${byPlan(instalment, plan)} and ${instalment}.number = (select min(i.number)
      from instalment i where i.debtor_id = ${plan}.debtor_id and i.plan_id = ${plan}.id and i.paid_minor < i.amount_minor)`,
  )
  nextInstalment?: Instalment | null;

  @Field(() => typeNamed('Agreement'), { description: 'The paper that was signed.' })
  @One((agreement, plan) => `${agreement}.id = ${plan}.agreement_id`)
  agreement: object;

  @Field(() => PlanProposal, { description: 'The negotiation that led to it.' })
  @One((proposal, plan) => `${proposal}.id = ${plan}.proposal_id`)
  proposal: PlanProposal;

  @Field(() => typeNamed('Debt'), { description: 'The debt that it pays.' })
  @One((debt, plan) => `${debt}.id = ${plan}.debt_id`)
  debt: object;

  @Field(() => typeNamed('Debtor'), { description: 'Who pays.' })
  @One(() => 'true')
  debtor: object;

  @Field(() => typeNamed('Creditor'), { description: 'Whom it is owed to.' })
  @One((creditor, plan) => `${creditor}.id = ${plan}.creditor_id`)
  creditor: object;

  @Field(() => DateTimeScalar, { description: 'When it was signed.' })
  @Column('created_at')
  signedAt: string;
}
