import { graphql, type ResultOf } from '../../graph.ts';

const importRunFields = graphql(`
  fragment ImportRunFields on ImportRun {
    id
    fileName
    format
    status
    dryRun
    allOrNothing
    rowsRead
    rowsLoaded
    rowsUnchanged
    rowsRejected
    startedAt
    finishedAt
  }
`);

export const ImportPortfolioMutation = graphql(
  `
    mutation ImportPortfolio($input: ImportPortfolioInput!) {
      importPortfolio(input: $input) {
        __typename
        ... on ImportPortfolioSuccess {
          importRun {
            ...ImportRunFields
          }
        }
        ... on InvalidInputError {
          code
          message
          fields {
            path
            code
            message
          }
        }
      }
    }
  `,
  [importRunFields],
);

export const ImportRunQuery = graphql(
  `
    query ImportRun($id: ID!, $first: Int, $after: String) {
      importRun(id: $id) {
        ...ImportRunFields
        errors(first: $first, after: $after) {
          nodes {
            id
            line
            column
            code
            message
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount
        }
      }
    }
  `,
  [importRunFields],
);

export type ImportRun = ResultOf<typeof importRunFields>;
type FullRun = NonNullable<ResultOf<typeof ImportRunQuery>['importRun']>;
export type RowError = FullRun['errors']['nodes'][number];
