import { graphql, moneyFields, type ResultOf } from '../../graph.ts';
import { decisionFields } from '../parts/rule.queries.ts';

const queueFields = graphql(
  `
    fragment QueueFields on PlanProposal {
      id
      status
      round
      decisionDueAt
      debtor {
        id
        name
      }
      creditor {
        id
        name
      }
      debt {
        id
        balance {
          asOf
          total {
            ...MoneyFields
          }
        }
      }
      currentOffer {
        id
        frequency
        instalmentCount
        instalmentAmount {
          ...MoneyFields
        }
        upFront {
          ...MoneyFields
        }
        lastDueOn
      }
      ruleDecisions {
        ...DecisionFields
      }
    }
  `,
  [moneyFields, decisionFields],
);

export const QueueQuery = graphql(
  `
    query Queue($after: String) {
      planProposals(status: [AWAITING_CREDITOR], orderBy: TIME_LEFT, first: 20, after: $after) {
        nodes {
          ...QueueFields
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [queueFields],
);

export type QueueItem = ResultOf<typeof queueFields>;
