import { graphql } from '../../graph.ts';
import { happeningFields } from '../live/activity.queries.ts';

export const TimelineQuery = graphql(
  `
    query Timeline($id: ID!, $after: String) {
      debtor(id: $id) {
        id
        activity(first: 15, after: $after) {
          nodes {
            ...HappeningFields
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
  [happeningFields],
);
