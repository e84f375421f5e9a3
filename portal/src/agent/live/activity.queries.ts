import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const happeningFields = graphql(
  `
    fragment HappeningFields on ActivityEvent {
      id
      type
      occurredAt
      actorKind
      actorName
      debtor {
        id
        name
      }
      creditor {
        id
        name
      }
      proposal {
        id
      }
      payment {
        id
        amount {
          ...MoneyFields
        }
      }
    }
  `,
  [moneyFields],
);

/** Everything; who listens takes what concerns them. */
export const ActivityHappenedSubscription = graphql(
  `
    subscription ActivityHappened {
      activityHappened {
        ...HappeningFields
      }
    }
  `,
  [happeningFields],
);

export const ActivityQuery = graphql(
  `
    query Activity($types: [ActivityType!], $first: Int, $after: String) {
      activity(types: $types, first: $first, after: $after) {
        nodes {
          ...HappeningFields
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [happeningFields],
);

export type Happening = ResultOf<typeof happeningFields>;
export type ActivityType = Happening['type'];
