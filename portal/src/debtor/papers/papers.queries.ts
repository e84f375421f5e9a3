import { graphql } from '../../graph.ts';

export const AgreementQuery = graphql(`
  query Agreement($id: ID!) {
    node(id: $id) {
      __typename
      ... on Agreement {
        id
        verificationCode
        verifyPath
        pdfPath
        signedAt
        sha256
        creditor {
          id
          name
        }
        plan {
          id
        }
      }
    }
  }
`);

export const VerifyAgreementQuery = graphql(`
  query VerifyAgreement($code: String!) {
    verifyAgreement(code: $code) {
      code
      signedAt
      creditorName
      sha256
      planStatus
      instalmentCount
    }
  }
`);
