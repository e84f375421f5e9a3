import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type Component, type ComponentAmounts, mapAmounts } from '../debts/allocation.ts';
import type { SimulatedInstalment } from './pay-down.ts';

/** An instalment as an offer keeps it (plan_offer.schedule); amounts are text, because JSON numbers end at 2^53. */
export interface InstalmentJson {
  readonly number: number;
  readonly dueOn: CalendarDate;
  readonly amountMinor: string;
  readonly principalMinor: string;
  readonly interestMinor: string;
  readonly feesMinor: string;
  readonly costsMinor: string;
  readonly remainingMinor: string;
}

export function scheduleToJson(instalments: readonly SimulatedInstalment[]): InstalmentJson[] {
  return instalments.map((row) => ({
    number: row.number,
    dueOn: row.dueOn,
    amountMinor: row.amountMinor.toString(),
    principalMinor: row.principalMinor.toString(),
    interestMinor: row.interestMinor.toString(),
    feesMinor: row.feesMinor.toString(),
    costsMinor: row.costsMinor.toString(),
    remainingMinor: row.remainingMinor.toString(),
  }));
}

export function scheduleFromJson(rows: readonly InstalmentJson[]): SimulatedInstalment[] {
  return rows.map((row) => ({
    number: row.number,
    dueOn: row.dueOn,
    amountMinor: BigInt(row.amountMinor),
    principalMinor: BigInt(row.principalMinor),
    interestMinor: BigInt(row.interestMinor),
    feesMinor: BigInt(row.feesMinor),
    costsMinor: BigInt(row.costsMinor),
    remainingMinor: BigInt(row.remainingMinor),
  }));
}

/** What a balance is made of, as an offer keeps it (plan_offer.balance_parts). */
export type BalancePartsJson = Readonly<Record<Component, string>>;

export function partsToJson(parts: ComponentAmounts): BalancePartsJson {
  return {
    COSTS: parts.COSTS.toString(),
    FEES: parts.FEES.toString(),
    INTEREST: parts.INTEREST.toString(),
    PRINCIPAL: parts.PRINCIPAL.toString(),
  };
}

export function partsFromJson(parts: BalancePartsJson): ComponentAmounts {
  return mapAmounts((component) => BigInt(parts[component]));
}
