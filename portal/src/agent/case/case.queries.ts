import { graphql, moneyFields, type ResultOf } from '../../graph.ts';
import { balanceFields } from '../../shared/balance/balance.queries.ts';

const caseDebtFields = graphql(
  `
    fragment CaseDebtFields on Debt {
      id
      externalId
      numberLastFour
      productType
      status
      daysPastDue
      delinquencyBucket
      openedOn
      defaultedOn
      annualRate
      originalCreditor
      recalledAt
      creditor {
        id
        name
      }
      balance {
        ...BalanceFields
      }
      holds {
        id
        reason
        startsAt
        endsAt
      }
      openProposal {
        id
        status
        decisionDueAt
        expiresAt
      }
      activePlan {
        id
        total {
          ...MoneyFields
        }
        paid {
          ...MoneyFields
        }
        instalmentCount
        nextInstalment {
          id
          dueOn
          status
          amount {
            ...MoneyFields
          }
        }
      }
    }
  `,
  [balanceFields, moneyFields],
);

export const CaseQuery = graphql(
  `
    query Case($id: ID!, $after: String) {
      debtor(id: $id) {
        id
        name
        birthDate
        language
        timeZone
        totals {
          ...MoneyFields
        }
        references {
          reference
          externalId
          creditor {
            id
            name
          }
        }
        contactPoints {
          id
          channel
          masked
          source
          consentedAt
          verifiedAt
          suppressedAt
        }
        debts(first: 10, after: $after) {
          nodes {
            ...CaseDebtFields
          }
          pageInfo {
            hasNextPage
            endCursor
          }
          totalCount
        }
        planProposals(first: 20) {
          nodes {
            id
            status
            round
            createdAt
            creditor {
              id
              name
            }
            currentOffer {
              id
              frequency
              instalmentCount
              instalmentAmount {
                ...MoneyFields
              }
            }
          }
          totalCount
        }
        plans(first: 20) {
          nodes {
            id
            status
            signedAt
            lastDueOn
            creditor {
              id
              name
            }
            total {
              ...MoneyFields
            }
            paid {
              ...MoneyFields
            }
          }
          totalCount
        }
        payments(first: 20) {
          nodes {
            id
            status
            createdAt
            effectiveOn
            amount {
              ...MoneyFields
            }
            receipt {
              number
            }
          }
          totalCount
        }
      }
    }
  `,
  [caseDebtFields, moneyFields],
);

export type Person = NonNullable<ResultOf<typeof CaseQuery>['debtor']>;
export type CaseDebt = Person['debts']['nodes'][number];
export type ContactPoint = Person['contactPoints'][number];
