import { graphql } from '../../graph.ts';

export const StartSignInMutation = graphql(`
  mutation StartSignIn($input: StartSignInInput!) {
    startSignIn(input: $input) {
      challengeId
      expiresAt
      resendAfter
    }
  }
`);

export const ResendCodeMutation = graphql(`
  mutation ResendCode($input: ResendCodeInput!) {
    resendCode(input: $input) {
      challengeId
      expiresAt
      resendAfter
    }
  }
`);

export const VerifyCodeMutation = graphql(`
  mutation VerifyCode($input: VerifyCodeInput!) {
    verifyCode(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ... on CodeError {
        code
        message
        triesLeft
      }
    }
  }
`);
