import { daysBetween } from '../../calendar.ts';
import type { MoneyValue } from '../../graph.ts';

/** What the picture needs of an offer, an option or a simulation. */
export interface WayDownPlan {
  readonly asOf: string;
  readonly balance: MoneyValue;
  readonly upFront?: MoneyValue | null;
  readonly schedule: readonly { readonly dueOn: string; readonly remaining: MoneyValue }[];
}

export const width = 600;
export const height = 200;

/** A staircase: what is left stands still between two payments and falls on the day of each. */
export function staircase(plan: WayDownPlan, days: number, most: number): { line: string; area: string } {
  const x = (on: string) => round((daysBetween(plan.asOf, on) / Math.max(1, days)) * width);
  const y = (minor: number) => round(height - (minor / Math.max(1, most)) * height);
  const start = minorOf(plan.balance);
  const afterUpFront = start - (plan.upFront ? minorOf(plan.upFront) : 0);
  const steps = plan.schedule.map((row) => `H${x(row.dueOn)}V${y(minorOf(row.remaining))}`).join('');
  const line = `M0 ${y(start)}V${y(afterUpFront)}${steps}`;
  return { line, area: `${line}V${height}H0Z` };
}

export function lengthInDays(plan: WayDownPlan): number {
  return daysBetween(plan.asOf, plan.schedule.at(-1)?.dueOn ?? plan.asOf);
}

/** For drawing only: never shown, never added up. */
export function minorOf(value: MoneyValue): number {
  return Number(value.minorUnits);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
