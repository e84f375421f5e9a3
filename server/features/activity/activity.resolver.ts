import { Arg, Args, ArgsType, Field, Query, Resolver, Root, Subscription } from 'type-graphql';
import { PageArgs } from '../../graph/connection.types.ts';
import type { GraphContext } from '../../graph/context.ts';
import { newestFirst, RowStart, RowsStart } from '../../graph/reader/reads.ts';
import { typeNamed } from '../../graph/type-registry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ActivityType as Type } from './activity.ts';
import { ActivityEvent, ActivityType } from './activity.types.ts';

@ArgsType()
class ActivityArgs extends PageArgs {
  @Field(() => [ActivityType], { nullable: true, description: 'Only these types; all when it is not given.' })
  types?: Type[] | null;
}

@Resolver()
export class ActivityResolver {
  @Query(() => typeNamed('ActivityEventConnection'), {
    description: 'What happened to the people and debts that the viewer may see, newest first.',
  })
  activity(@Args(() => ActivityArgs) { types }: ActivityArgs): RowsStart {
    const wanted = types ? [{ sql: '{t}.type = any (?::text[])', values: [types] }] : [];
    return new RowsStart('ActivityEvent', newestFirst('occurred_at'), wanted);
  }

  @Subscription(() => ActivityEvent, {
    description:
      'What happens, as it happens, to the people and debts that the viewer may see. By SSE at `/graphql/stream`.',
    subscribe: ({ args, context }) =>
      eventsFor(context as GraphContext, args.types as Type[] | null | undefined),
  })
  activityHappened(
    @Root() event: RowStart,
    @Arg('types', () => [ActivityType], {
      nullable: true,
      description: 'Only these types; all when it is not given.',
    })
    _types?: Type[] | null,
  ): RowStart {
    return event;
  }
}

async function* eventsFor(context: GraphContext, types: readonly Type[] | null | undefined) {
  const actor = await context.actor();
  if (actor.kind === 'ANONYMOUS') throw new AppError('UNAUTHENTICATED');
  for await (const { debtorId, eventId, type } of context.activity(actor)) {
    if (!types || types.includes(type)) yield new RowStart('ActivityEvent', debtorId, eventId);
  }
}
