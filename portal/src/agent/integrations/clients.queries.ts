import { graphql, type ResultOf } from '../../graph.ts';

const clientFields = graphql(`
  fragment ClientFields on ApiClient {
    id
    name
    createdAt
    creditors {
      id
      name
    }
    keys {
      id
      scopes
      createdAt
      expiresAt
      revokedAt
    }
  }
`);

export const ClientsQuery = graphql(
  `
    query Clients($ids: [ID!]!) {
      nodes(ids: $ids) {
        __typename
        ... on ApiClient {
          ...ClientFields
        }
      }
    }
  `,
  [clientFields],
);

export const OwnCreditorsQuery = graphql(`
  query OwnCreditors {
    creditors(first: 100) {
      nodes {
        id
        name
      }
    }
  }
`);

export const CreateApiClientMutation = graphql(
  `
    mutation CreateApiClient($input: CreateApiClientInput!) {
      createApiClient(input: $input) {
        __typename
        ... on CreateApiClientSuccess {
          apiClient {
            ...ClientFields
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
  [clientFields],
);

export const CreateApiKeyMutation = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on CreateApiKeySuccess {
        token
        apiKey {
          id
          expiresAt
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
      ... on NotAllowedNowError {
        code
        message
      }
    }
  }
`);

export const RevokeApiKeyMutation = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        id
        revokedAt
      }
    }
  }
`);

export type Client = ResultOf<typeof clientFields>;
export type ClientKey = Client['keys'][number];
export type Scope = ClientKey['scopes'][number];
