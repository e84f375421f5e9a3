import { graphql, type ResultOf } from '../../graph.ts';
import { offerFields } from '../../shared/plan/plan.queries.ts';

export const proposalFields = graphql(
  `
    fragment ProposalFields on PlanProposal {
      id
      status
      whoseTurn
      version
      round
      decisionDueAt
      expiresAt
      decidedBy
      declineReason
      debt {
        id
      }
      creditor {
        id
        name
      }
      offers {
        ...OfferFields
      }
      ruleDecisions {
        id
        ruleId
        outcome
        threshold
        wouldPass
      }
      agreement {
        id
      }
      plan {
        id
      }
    }
  `,
  [offerFields],
);

export const ProposalQuery = graphql(
  `
    query Proposal($id: ID!) {
      node(id: $id) {
        __typename
        ... on PlanProposal {
          ...ProposalFields
        }
      }
    }
  `,
  [proposalFields],
);

export const AcceptPlanMutation = graphql(`
  mutation AcceptPlan($input: DecidePlanInput!) {
    acceptPlan(input: $input) {
      __typename
      ... on AcceptPlanSuccess {
        proposal {
          id
          status
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
`);

export const DeclinePlanMutation = graphql(`
  mutation DeclinePlan($input: DeclinePlanInput!) {
    declinePlan(input: $input) {
      __typename
      ... on DeclinePlanSuccess {
        proposal {
          id
          status
        }
      }
      ... on InvalidInputError {
        code
        message
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
`);

export const WithdrawProposalMutation = graphql(`
  mutation WithdrawProposal($input: DecidePlanInput!) {
    withdrawProposal(input: $input) {
      __typename
      ... on WithdrawProposalSuccess {
        proposal {
          id
          status
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
`);

export const RequestSigningCodeMutation = graphql(`
  mutation RequestSigningCode($input: RequestSigningCodeInput!) {
    requestSigningCode(input: $input) {
      __typename
      ... on SigningCodeSent {
        challengeId
        sentTo
        expiresAt
      }
      ... on NotAllowedNowError {
        code
        message
      }
    }
  }
`);

export const SignAgreementMutation = graphql(`
  mutation SignAgreement($input: SignAgreementInput!) {
    signAgreement(input: $input) {
      __typename
      ... on SignAgreementSuccess {
        agreement {
          id
        }
        plan {
          id
        }
      }
      ... on CodeError {
        code
        message
        triesLeft
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
      ... on InvalidInputError {
        code
        message
      }
    }
  }
`);

export type Proposal = ResultOf<typeof proposalFields>;
