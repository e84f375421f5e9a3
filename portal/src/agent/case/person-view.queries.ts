import { graphql, moneyFields, type ResultOf } from '../../graph.ts';
import { balanceFields } from '../../shared/balance/balance.queries.ts';

/** What the person's own start page asks for, of one person, with how each balance comes about. */
export const PersonViewQuery = graphql(
  `
    query PersonView($id: ID!) {
      debtor(id: $id) {
        id
        name
        language
        totals {
          ...MoneyFields
        }
        debts(first: 15) {
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
              ...BalanceFields
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
  `,
  [moneyFields, balanceFields],
);

export type ViewedPerson = NonNullable<ResultOf<typeof PersonViewQuery>['debtor']>;
