import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../graph/money.types.ts';
import { Node } from '../../graph/node.types.ts';
import { Computed, One, Row } from '../../graph/reader/reads.ts';
import { DateTimeScalar, JsonScalar } from '../../graph/scalars.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { activityTypes, type ActivityType as Type } from './activity.ts';

export const ActivityType = enumOf(activityTypes);
registerEnumType(ActivityType, { name: 'ActivityType', description: 'What happened.' });
export const ActivityActor = enumOf(['DEBTOR', 'AGENT', 'INTEGRATOR', 'SYSTEM', 'POLICY'] as const);
registerEnumType(ActivityActor, { name: 'ActivityActor', description: 'Which side it came from.' });

@ObjectType({
  implements: Node,
  description: 'Something that happened about a person’s debts. Never changed.',
})
@Row('activity_event', 'debtor')
export class ActivityEvent extends Node {
  @Field(() => ActivityType, { description: 'What happened.' })
  type: Type;

  @Field(() => DateTimeScalar, { description: 'When.' })
  occurredAt: string;

  @Field(() => ActivityActor, { description: 'Which side it came from.' })
  actorKind: keyof typeof ActivityActor;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of the agent or API client, for agents and integrators; null for the person and for us.',
  })
  @Computed<{ name: string | null }>(
    (row) => ({ name: `${row}.actor_name` }),
    ({ name }, _args, { viewer }) => (viewer.kind === 'DEBTOR' ? null : name),
  )
  actorName?: string | null;

  @Field(() => typeNamed('Debtor'), { description: 'The person that it is about.' })
  @One(() => 'true')
  debtor: object;

  @Field(() => typeNamed('Creditor'), { description: 'The creditor that it is about.' })
  @One((creditor, event) => `${creditor}.id = ${event}.creditor_id`)
  creditor: object;

  @Field(() => typeNamed('Debt'), { nullable: true, description: 'The debt, when it is about one.' })
  @One((debt, event) => `${debt}.id = ${event}.debt_id`)
  debt?: object | null;

  @Field(() => typeNamed('PlanProposal'), {
    nullable: true,
    description: 'The negotiation, when it is about one.',
  })
  @One((proposal, event) => `${proposal}.id = ${event}.proposal_id`)
  proposal?: object | null;

  @Field(() => typeNamed('Plan'), { nullable: true, description: 'The plan, when it is about one.' })
  @One((plan, event) => `${plan}.id = ${event}.plan_id`)
  plan?: object | null;

  @Field(() => typeNamed('Payment'), { nullable: true, description: 'The payment, when it is about one.' })
  @One((payment, event) => `${payment}.id = ${event}.payment_id`)
  payment?: object | null;

  @Field(() => JsonScalar, { nullable: true, description: 'A few facts, by the type of the event.' })
  data?: object | null;
}
