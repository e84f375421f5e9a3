import { Field, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { type CurrencyCode, currencyCodes, type Money as KernelMoney, toDecimal } from '../kernel/money.ts';
import { From } from './reader/reads.ts';
import { DecimalScalar, MinorUnitsScalar } from './scalars.ts';

/** A GraphQL enum whose values stand for themselves. */
export function enumOf<T extends string>(values: readonly T[]): { readonly [K in T]: K } {
  return Object.fromEntries(values.map((value) => [value, value])) as { [K in T]: K };
}

export const CurrencyCodeEnum = enumOf(currencyCodes);
registerEnumType(CurrencyCodeEnum, { name: 'CurrencyCode', description: 'ISO 4217 code of a currency.' });

@ObjectType({ description: 'An exact amount of money. Never a float: the amount is a string in both forms.' })
export class Money {
  @Field(() => DecimalScalar, {
    description: 'In the major unit, with the decimals of the currency: `"1234.56"`.',
  })
  @From<KernelMoney>(toDecimal)
  amount: string;

  @Field(() => MinorUnitsScalar, { description: 'In the minor unit (fen, pence, cents): `"123456"`.' })
  @From<KernelMoney>(({ minor }) => minor.toString())
  minorUnits: string;

  @Field(() => CurrencyCodeEnum, { description: 'The currency of the amount.' })
  currency: CurrencyCode;
}

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => DecimalScalar, {
    description: 'In the major unit, plain decimal, at most the decimals of the currency: `"1234.56"`.',
  })
  amount: string;

  @Field(() => CurrencyCodeEnum, { description: 'Must be the currency of the debt that it is about.' })
  currency: CurrencyCode;
}
