import { graphql, moneyFields, type ResultOf } from '../../graph.ts';
import { offerFields, simulationFields } from '../../shared/plan/plan.queries.ts';

/** What the builder needs to know of an account before anybody wishes for anything. */
export const planDebtFields = graphql(
  `
    fragment PlanDebtFields on Debt {
      id
      currency
      creditor {
        id
        name
        policy {
          id
          maxInstalments
          minInstalment {
            ...MoneyFields
          }
        }
      }
      balance {
        asOf
        total {
          ...MoneyFields
        }
      }
    }
  `,
  [moneyFields],
);

export const ProposeStartQuery = graphql(
  `
    query ProposeStart($debtId: ID!) {
      node(id: $debtId) {
        __typename
        ... on Debt {
          ...PlanDebtFields
          openProposal {
            id
          }
          activePlan {
            id
          }
        }
      }
      planOptions(debtId: $debtId) {
        ...SimulationFields
      }
    }
  `,
  [planDebtFields, simulationFields],
);

export const CounterStartQuery = graphql(
  `
    query CounterStart($proposalId: ID!) {
      node(id: $proposalId) {
        __typename
        ... on PlanProposal {
          id
          version
          status
          debt {
            ...PlanDebtFields
          }
          currentOffer {
            ...OfferFields
          }
        }
      }
    }
  `,
  [planDebtFields, offerFields],
);

export const ProposePlanMutation = graphql(
  `
    mutation ProposePlan($input: ProposePlanInput!) {
      proposePlan(input: $input) {
        __typename
        ... on ProposePlanSuccess {
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
        ... on NotAllowedNowError {
          code
          message
        }
      }
    }
  `,
  [simulationFields],
);

export const CounterPlanMutation = graphql(
  `
    mutation CounterPlan($input: CounterPlanInput!) {
      counterPlan(input: $input) {
        __typename
        ... on CounterPlanSuccess {
          proposal {
            id
            status
            version
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
          code
          message
          decidedBy
          decidedAt
        }
        ... on NotAllowedNowError {
          code
          message
        }
      }
    }
  `,
  [simulationFields],
);

export const RecordPlanViewMutation = /* GraphQL */ `
  mutation RecordPlanView($input: RecordPlanViewInput!) {
    recordPlanView(input: $input) {
      __typename
    }
  }
`;

export type PlanDebt = ResultOf<typeof planDebtFields>;
