import { graphql, moneyFields, type ResultOf } from '../../graph.ts';
import { balanceFields } from '../../shared/balance/balance.queries.ts';

export const AccountQuery = graphql(
  `
    query Account($id: ID!) {
      node(id: $id) {
        __typename
        ... on Debt {
          id
          numberLastFour
          recalledAt
          productType
          currency
          openedOn
          defaultedOn
          dailyRate
          annualRate
          dayCount
          originalCreditor
          status
          daysPastDue
          creditor {
            id
            name
          }
          balance {
            ...BalanceFields
          }
          activePlan {
            id
          }
          openProposal {
            id
          }
          holds {
            id
            reason
            startsAt
            endsAt
          }
        }
      }
    }
  `,
  [balanceFields],
);

export const LedgerQuery = graphql(
  `
    query Ledger($id: ID!, $after: String) {
      node(id: $id) {
        ... on Debt {
          id
          ledger(first: 20, after: $after) {
            nodes {
              id
              kind
              effectiveOn
              description
              amount {
                ...MoneyFields
              }
              entries {
                account
                amount {
                  ...MoneyFields
                }
              }
              payment {
                id
              }
            }
            pageInfo {
              hasNextPage
              endCursor
            }
            totalCount
          }
        }
      }
    }
  `,
  [moneyFields],
);

type AccountNode = NonNullable<ResultOf<typeof AccountQuery>['node']>;
export type Account = Extract<AccountNode, { __typename: 'Debt' }>;

type LedgerNode = NonNullable<ResultOf<typeof LedgerQuery>['node']>;
type LedgerPage = Extract<LedgerNode, { ledger: unknown }>['ledger'];
export type LedgerLine = LedgerPage['nodes'][number];
