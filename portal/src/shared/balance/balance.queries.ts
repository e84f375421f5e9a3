import { graphql, moneyFields, type ResultOf } from '../../graph.ts';

export const balanceFields = graphql(
  `
    fragment BalanceFields on Balance {
      asOf
      opening {
        ...MoneyFields
      }
      charges {
        ...MoneyFields
      }
      interest {
        ...MoneyFields
      }
      fees {
        ...MoneyFields
      }
      costs {
        ...MoneyFields
      }
      paid {
        ...MoneyFields
      }
      waived {
        ...MoneyFields
      }
      writtenOff {
        ...MoneyFields
      }
      total {
        ...MoneyFields
      }
      principalDue {
        ...MoneyFields
      }
      interestDue {
        ...MoneyFields
      }
      feesDue {
        ...MoneyFields
      }
      costsDue {
        ...MoneyFields
      }
      accrued {
        ...MoneyFields
      }
      accrual {
        principal {
          ...MoneyFields
        }
        dailyRate
        from
        to
        days
        amount {
          ...MoneyFields
        }
      }
    }
  `,
  [moneyFields],
);

export type BalanceValue = ResultOf<typeof balanceFields>;
