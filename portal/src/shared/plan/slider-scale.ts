import { toMinorUnits } from '../../amount.ts';
import type { Currency, MoneyValue } from '../../graph.ts';

export interface BuilderLimits {
  readonly maxInstalments: number;
  readonly minInstalment: MoneyValue | null;
  /** The first day that may be chosen. */
  readonly earliest: string;
}

/** At most two hundred stops at round amounts, so that a small movement is a small change. */
export function sliderScale(
  balance: MoneyValue,
  limits: BuilderLimits,
): { least: bigint; step: bigint; steps: number } {
  const total = BigInt(balance.minorUnits);
  const byCount = total / BigInt(Math.max(1, limits.maxInstalments)) + 1n;
  const byPolicy = limits.minInstalment ? BigInt(limits.minInstalment.minorUnits) : 1n;
  const most = total / 2n > byPolicy ? total / 2n : total;
  const step = roundStep((most - byCount) / 200n, currencyUnit(balance.currency));
  const smallest = byCount > byPolicy ? byCount : byPolicy;
  const least = ((smallest + step - 1n) / step) * step;
  return { least, step, steps: most > least ? Number((most - least) / step) : 1 };
}

/** 1, 2 or 5 with zeros, at least one whole unit of the currency. */
function roundStep(wish: bigint, unit: bigint): bigint {
  for (let power = unit; ; power *= 10n) {
    for (const factor of [1n, 2n, 5n]) if (power * factor >= wish) return power * factor;
  }
}

function currencyUnit(currency: Currency): bigint {
  return toMinorUnits('1', currency);
}
