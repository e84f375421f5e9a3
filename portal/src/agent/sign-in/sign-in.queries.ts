import { graphql } from '../../graph.ts';

export const SignInAgentMutation = graphql(`
  mutation SignInAgent($input: SignInAgentInput!) {
    signInAgent(input: $input) {
      __typename
      ... on SignedIn {
        viewer {
          kind
        }
      }
      ... on CodeError {
        code
        message
      }
    }
  }
`);
