import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const PeopleQuery = graphql(
  `
    query People($search: String, $after: String) {
      debtors(search: $search, first: 20, after: $after) {
        nodes {
          id
          name
          references {
            reference
            externalId
            creditor {
              id
              name
            }
          }
          totals {
            ...MoneyFields
          }
          debts(first: 0) {
            totalCount
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [moneyFields],
);

export type Person = ResultOf<typeof PeopleQuery>['debtors']['nodes'][number];
