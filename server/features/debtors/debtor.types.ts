import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Money } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { Computed, List, Many, newestFirst, One, Row, Takes } from '../../graph/reader/reads.ts';
import { DateScalar, DateTimeScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type Money as KernelMoney, money } from '../../kernel/money.ts';
import { balanceAsOf } from '../debts/balance.ts';
import { AsOfArgs } from '../debts/balance.types.ts';
import { type BalanceFactsJson, balanceFactsSql, parseBalanceFacts } from '../debts/balance-facts.ts';
import { asOfSql } from '../debts/today.ts';
import { type Destination, maskDestination } from '../messages/message.ts';
import { ContactSource } from './contact-source.ts';

export const Language = { ZH_CN: 'ZH_CN', EN: 'EN' } as const;
export type Language = keyof typeof Language;
registerEnumType(Language, { name: 'Language', description: 'A language of the portal.' });
export const ContactChannel = { SMS: 'SMS', EMAIL: 'EMAIL' } as const;
registerEnumType(ContactChannel, { name: 'ContactChannel', description: 'How a contact point is reached.' });
registerEnumType(ContactSource, {
  name: 'ContactSource',
  description: 'Where contact data lawfully comes from (CN-CON-09).',
});

interface Total {
  readonly facts: BalanceFactsJson;
  readonly asOf: CalendarDate;
}
function totalsByCurrency(debts: readonly Total[]): KernelMoney[] {
  const totals = new Map<string, KernelMoney>();
  for (const { facts, asOf } of debts) {
    const { totalMinor, currency } = balanceAsOf(parseBalanceFacts(facts), asOf);
    totals.set(currency, money((totals.get(currency)?.minor ?? 0n) + totalMinor, currency));
  }
  return [...totals.values()];
}

@ObjectType({
  implements: Node,
  description: 'A telephone number or an address at which a person can be reached.',
})
@Row('contact_point', 'person')
export class ContactPoint extends Node {
  @Field(() => ContactChannel, { description: 'How it is reached.' })
  channel: keyof typeof ContactChannel;

  @Field(() => String, { description: 'Enough of it to recognise, not to use: `•••• 1234`.' })
  @Computed<Destination>(
    (row) => ({ value: `${row}.value`, channel: `${row}.channel` }),
    (destination) => maskDestination(destination),
  )
  masked: string;

  @Field(() => ContactSource, { description: 'Where it lawfully comes from.' })
  source: ContactSource;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the person agreed to its use.' })
  consentedAt?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a code sent there was last entered.' })
  verifiedAt?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it must not be used.' })
  suppressedAt?: string | null;
}

@ObjectType({ description: 'Under which number a creditor knows a person.' })
@Row('debtor_creditor', 'debtor', 'creditor_id')
export class DebtorReference {
  @Field(() => String, { description: 'The creditor’s own id of the person.' })
  externalId: string;

  @Field(() => String, { description: 'The reference on letters, with which the person signs in.' })
  reference: string;

  @Field(() => typeNamed('Creditor'), { description: 'The creditor.' })
  @One((creditor, known) => `${creditor}.id = ${known}.creditor_id`)
  creditor: object;
}

@ObjectType({ implements: Node, description: 'A person who owes money.' })
@Row('debtor', 'person', 'debtor_id')
export class Debtor extends Node {
  @Field(() => String, { description: 'Full name as the creditor knows it.' })
  name: string;

  @Field(() => DateScalar, { description: 'Date of birth; it helps to find a person and proves nothing.' })
  birthDate: string;

  @Field(() => Language, { description: 'The language that the person reads.' })
  language: Language;

  @Field(() => String, { description: 'The person’s time zone: `Asia/Shanghai`.' })
  timeZone: string;

  @Field(() => [ContactPoint], { description: 'Where codes and messages go, newest first.' })
  @List(() => 'true', newestFirst('created_at'))
  contactPoints: ContactPoint[];

  @Field(() => [DebtorReference], { description: 'The person’s numbers at each creditor.' })
  @List(() => 'true', { descending: false, keys: [{ sql: '{t}.creditor_id', type: 'uuid' }] })
  references: DebtorReference[];

  @Field(() => [Money], { description: 'What the viewer’s view of the debts sums to, one sum per currency.' })
  @Takes(() => AsOfArgs)
  @Computed<{ debts: Total[] }>(
    (row, param, visible) => ({
      debts: `(select coalesce(json_agg(json_build_object('facts', ${balanceFactsSql('d', asOfSql('d', param))},
          'asOf', ${asOfSql('d', param)}::text) order by d.currency), '[]'::json)
        from debt d where d.debtor_id = ${row}.debtor_id and d.recalled_at is null
          and ${visible('debtor', 'd')})`,
    }),
    ({ debts }) => totalsByCurrency(debts),
  )
  totals: Money[];

  @Field(() => typeNamed('DebtConnection'), { description: 'The debts, newest first.' })
  @Many(() => 'true', newestFirst('created_at'))
  debts: object;

  @Field(() => typeNamed('PlanConnection'), { description: 'All plans, newest first.' })
  @Many(() => 'true', newestFirst('created_at'))
  plans: object;

  @Field(() => typeNamed('PlanProposalConnection'), { description: 'All negotiations, newest first.' })
  @Many(() => 'true', newestFirst('created_at'))
  planProposals: object;

  @Field(() => typeNamed('PaymentConnection'), { description: 'All payments, newest first.' })
  @Many(() => 'true', newestFirst('created_at'))
  payments: object;

  @Field(() => typeNamed('ActivityEventConnection'), { description: 'What happened, newest first.' })
  @Many(() => 'true', newestFirst('occurred_at'))
  activity: object;
}
