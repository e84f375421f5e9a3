import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const PlanQuery = graphql(
  `
    query Plan($id: ID!) {
      node(id: $id) {
        __typename
        ... on Plan {
          id
          status
          frequency
          startedOn
          lastDueOn
          debt {
            id
          }
          creditor {
            id
            name
          }
          total {
            ...MoneyFields
          }
          paid {
            ...MoneyFields
          }
          remaining {
            ...MoneyFields
          }
          agreement {
            id
          }
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
          instalments(first: 100) {
            nodes {
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
              remaining {
                ...MoneyFields
              }
            }
            totalCount
          }
        }
      }
    }
  `,
  [moneyFields],
);

type PlanNode = NonNullable<ResultOf<typeof PlanQuery>['node']>;
export type Plan = Extract<PlanNode, { __typename: 'Plan' }>;
