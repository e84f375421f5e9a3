import { initGraphQLTada, type ResultOf, type VariablesOf } from 'gql.tada';
import type { introspection } from './gql/schema.d.ts';

/** Documents are plain template strings; their types are inferred from the SDL (see ../graph-types.ts). */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    Date: string;
    DateTime: string;
    Decimal: string;
    MinorUnits: string;
    UUID: string;
    JSON: unknown;
  };
}>();

export type { ResultOf, VariablesOf };

export const moneyFields = graphql(`
  fragment MoneyFields on Money {
    amount
    minorUnits
    currency
  }
`);

export type MoneyValue = ResultOf<typeof moneyFields>;
export type Currency = MoneyValue['currency'];
