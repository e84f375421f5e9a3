import { graphql } from './graph.ts';

export const SessionQuery = graphql(`
  query Session {
    viewer {
      kind
      debtor {
        id
        name
        timeZone
      }
      agent {
        id
        name
        role
      }
    }
  }
`);

export const SignOutMutation = graphql(`
  mutation SignOut {
    signOut {
      ok
    }
  }
`);
