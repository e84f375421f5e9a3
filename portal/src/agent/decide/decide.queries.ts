import { planDebtFields } from '../../debtor/plan/builder.queries.ts';
import { graphql, type ResultOf } from '../../graph.ts';
import { offerFields, simulationFields } from '../../shared/plan/plan.queries.ts';
import { decisionFields } from '../parts/rule.queries.ts';

const decideFields = graphql(
  `
    fragment DecideFields on PlanProposal {
      id
      status
      version
      round
      decisionDueAt
      expiresAt
      decidedBy
      declineReason
      decidedByAgent {
        id
        name
      }
      debtor {
        id
        name
        language
      }
      creditor {
        id
        name
        policy {
          id
          version
          interestFreeze
        }
      }
      debt {
        ...PlanDebtFields
        numberLastFour
        productType
        status
        daysPastDue
      }
      offers {
        ...OfferFields
      }
      ruleDecisions {
        ...DecisionFields
      }
    }
  `,
  [planDebtFields, offerFields, decisionFields],
);

export const DecideQuery = graphql(
  `
    query Decide($id: ID!) {
      node(id: $id) {
        __typename
        ... on PlanProposal {
          ...DecideFields
        }
      }
    }
  `,
  [decideFields],
);

const decideConflictFields = graphql(`
  fragment DecideConflictFields on ConflictError {
    code
    message
    decidedBy
    decidedAt
    current {
      id
      status
    }
  }
`);

export const AgentAcceptPlanMutation = graphql(
  `
    mutation AgentAcceptPlan($input: DecidePlanInput!) {
      acceptPlan(input: $input) {
        __typename
        ... on AcceptPlanSuccess {
          proposal {
            id
            status
          }
        }
        ... on ConflictError {
          ...DecideConflictFields
        }
        ... on NotAllowedNowError {
          code
          message
        }
      }
    }
  `,
  [decideConflictFields],
);

export const AgentDeclinePlanMutation = graphql(
  `
    mutation AgentDeclinePlan($input: DeclinePlanInput!) {
      declinePlan(input: $input) {
        __typename
        ... on DeclinePlanSuccess {
          proposal {
            id
            status
          }
        }
        ... on ConflictError {
          ...DecideConflictFields
        }
        ... on NotAllowedNowError {
          code
          message
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
  [decideConflictFields],
);

export const AgentCounterPlanMutation = graphql(
  `
    mutation AgentCounterPlan($input: CounterPlanInput!) {
      counterPlan(input: $input) {
        __typename
        ... on CounterPlanSuccess {
          proposal {
            id
            status
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
        ... on QuoteChangedError {
          code
          message
          simulation {
            ...SimulationFields
          }
        }
        ... on ConflictError {
          ...DecideConflictFields
        }
        ... on NotAllowedNowError {
          code
          message
        }
      }
    }
  `,
  [simulationFields, decideConflictFields],
);

export type Proposal = ResultOf<typeof decideFields>;
export type Conflict = ResultOf<typeof decideConflictFields>;
