import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const HomeQuery = graphql(
  `
    query Home {
      viewer {
        kind
        debtor {
          id
          name
          totals {
            ...MoneyFields
          }
          debts(first: 50) {
            nodes {
              id
              numberLastFour
              recalledAt
              productType
              status
              daysPastDue
              creditor {
                id
                name
              }
              balance {
                asOf
                total {
                  ...MoneyFields
                }
              }
              openProposal {
                id
                status
                decisionDueAt
                expiresAt
              }
              activePlan {
                id
                total {
                  ...MoneyFields
                }
                paid {
                  ...MoneyFields
                }
                remaining {
                  ...MoneyFields
                }
                lastDueOn
                nextInstalment {
                  id
                  number
                  dueOn
                  status
                  amount {
                    ...MoneyFields
                  }
                  paid {
                    ...MoneyFields
                  }
                }
              }
            }
          }
          activity(first: 6) {
            nodes {
              id
              type
              occurredAt
              actorKind
              actorName
            }
          }
        }
      }
    }
  `,
  [moneyFields],
);

export type HomeDebtor = NonNullable<ResultOf<typeof HomeQuery>['viewer']['debtor']>;
export type HomeDebt = HomeDebtor['debts']['nodes'][number];
export type HomeEvent = HomeDebtor['activity']['nodes'][number];
