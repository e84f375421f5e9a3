import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const PayStartQuery = graphql(
  `
    query PayStart($debtId: ID!) {
      node(id: $debtId) {
        __typename
        ... on Debt {
          id
          currency
          creditor {
            id
            name
          }
          balance {
            asOf
            total {
              ...MoneyFields
            }
          }
          activePlan {
            id
            nextInstalment {
              id
              dueOn
              amount {
                ...MoneyFields
              }
              paid {
                ...MoneyFields
              }
            }
          }
        }
      }
    }
  `,
  [moneyFields],
);

export const PreviewPaymentQuery = graphql(
  `
    query PreviewPayment($debtId: ID!, $amount: MoneyInput!) {
      previewPayment(debtId: $debtId, amount: $amount) {
        __typename
        ... on PaymentPreview {
          amount {
            ...MoneyFields
          }
          allocation {
            component
            amount {
              ...MoneyFields
            }
          }
          allocationOrder
          balanceBefore {
            ...MoneyFields
          }
          balanceAfter {
            ...MoneyFields
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
  [moneyFields],
);

export const StartPaymentMutation = graphql(`
  mutation StartPayment($input: StartPaymentInput!) {
    startPayment(input: $input) {
      __typename
      ... on StartPaymentSuccess {
        payment {
          id
          status
          checkoutUrl
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

export const PaymentQuery = graphql(
  `
    query Payment($id: ID!) {
      node(id: $id) {
        __typename
        ... on Payment {
          id
          status
          checkoutUrl
          createdAt
          settledAt
          effectiveOn
          allocationOrder
          amount {
            ...MoneyFields
          }
          allocation {
            component
            amount {
              ...MoneyFields
            }
          }
          receipt {
            number
            issuedAt
          }
          plan {
            id
          }
          debt {
            id
            productType
            numberLastFour
            creditor {
              id
              name
            }
          }
        }
      }
    }
  `,
  [moneyFields],
);

type PayNode = NonNullable<ResultOf<typeof PayStartQuery>['node']>;
export type PayDebt = Extract<PayNode, { __typename: 'Debt' }>;
type PaymentNode = NonNullable<ResultOf<typeof PaymentQuery>['node']>;
export type Payment = Extract<PaymentNode, { __typename: 'Payment' }>;
