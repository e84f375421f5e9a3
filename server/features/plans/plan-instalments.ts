import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type Component, type ComponentAmounts, mapAmounts, totalOf } from '../debts/allocation.ts';
import type { SimulatedInstalment } from './pay-down.ts';

/** Agreed terms, as an offer keeps them. */
export interface AgreedTerms {
  readonly balanceParts: ComponentAmounts;
  readonly totalInterestMinor: bigint;
  readonly upFrontMinor: bigint;
  readonly schedule: readonly SimulatedInstalment[];
}

/** The instalments of the signed plan: the offer's schedule as it is, after the up-front payment as number 0. */
export function planInstalments(terms: AgreedTerms, signedOn: CalendarDate): SimulatedInstalment[] {
  if (terms.upFrontMinor === 0n) return [...terms.schedule];
  const parts = upFrontParts(terms);
  const upFront: SimulatedInstalment = {
    number: 0,
    dueOn: signedOn,
    amountMinor: terms.upFrontMinor,
    principalMinor: parts.PRINCIPAL,
    interestMinor: parts.INTEREST,
    feesMinor: parts.FEES,
    costsMinor: parts.COSTS,
    remainingMinor: totalOf(terms.balanceParts) - terms.upFrontMinor,
  };
  return [upFront, ...terms.schedule];
}

/** What the schedule does not pay of the balance and the interest to come. */
function upFrontParts({ balanceParts, totalInterestMinor, schedule }: AgreedTerms): ComponentAmounts {
  const scheduled = (component: Component) => schedule.reduce((sum, row) => sum + partOf(row, component), 0n);
  return mapAmounts((component) => {
    const toCome = component === 'INTEREST' ? totalInterestMinor : 0n;
    return balanceParts[component] + toCome - scheduled(component);
  });
}

function partOf(row: SimulatedInstalment, component: Component): bigint {
  const parts: ComponentAmounts = {
    COSTS: row.costsMinor,
    FEES: row.feesMinor,
    INTEREST: row.interestMinor,
    PRINCIPAL: row.principalMinor,
  };
  return parts[component];
}
