import type { GraphQLSchema } from 'graphql';
// Row types name each other through the registry, so each file that defines some is named here.
import '../features/activity/activity.types.ts';
import '../features/agents/viewer.types.ts';
import '../features/creditors/creditor.types.ts';
import '../features/debtors/debtor.types.ts';
import '../features/debts/debt.types.ts';
import '../features/payments/payment.types.ts';
import '../features/plans/agreement.types.ts';
import '../features/plans/plan.types.ts';
import '../features/portfolios/import-run.types.ts';
import { buildSchema, type ClassType, type NonEmptyArray } from 'type-graphql';

/**
 * Builds the schema from the classes of the given resolver instances. The instances are made by hand in the
 * features' modules; nothing is discovered.
 */
export async function makeSchema(resolvers: readonly object[]): Promise<GraphQLSchema> {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  return buildSchema({
    resolvers: [...instances.keys()] as unknown as NonEmptyArray<ClassType>,
    container: {
      get: (type) => instances.get(type) ?? fail(type.name),
    },
    validate: false,
    // type-graphql wants one wherever there is a subscription; ours subscribe by themselves (`subscribe`).
    pubSub: { publish: unused, subscribe: unused },
  });
}

function unused(): never {
  throw new TypeError('Events come from the activity feed, not from a PubSub.');
}

function fail(name: string): never {
  throw new TypeError(`${name} was not made by its module.`);
}
