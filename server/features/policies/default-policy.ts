import type { CurrencyCode } from '../../kernel/money.ts';
import type { Jurisdiction } from '../creditors/jurisdiction.ts';
import type { AllocationPreset } from '../debts/allocation.ts';

/** What a creditor's policy version 1 says until the creditor publishes its own. */
export interface DefaultPolicy {
  readonly maxInstalments: number;
  readonly maxMonths: number;
  readonly minFirstPaymentPercent: number;
  readonly maxFirstDueDays: number;
  readonly interestFreeze: boolean;
  readonly allocationPreset: AllocationPreset;
  readonly decisionDays: number;
  readonly proposalValidDays: number;
}

/** Ours where no rule is named; a creditor's own policy replaces it. */
const common = {
  minFirstPaymentPercent: 0,
  maxFirstDueDays: 45,
  interestFreeze: false,
  decisionDays: 5,
  proposalValidDays: 14,
};

export const defaultPolicies: Readonly<Record<Jurisdiction, DefaultPolicy>> = {
  /** Five years is the limit of an Art. 70 agreement (CN-PLAN-02); a freeze is agreed case by case (CN-STOP-01). */
  CN: { ...common, maxInstalments: 60, maxMonths: 60, allocationPreset: 'CN_CARD_DPD_LE_90' },
  US: { ...common, maxInstalments: 60, maxMonths: 60, allocationPreset: 'INTEREST_FEE_COST_PRINCIPAL' },
  UK: {
    ...common,
    maxInstalments: 60,
    maxMonths: 60,
    interestFreeze: true,
    allocationPreset: 'INTEREST_FEE_COST_PRINCIPAL',
  },
  /** Costs, interest, principal as in Art. 323 of Taiwan's Civil Code; six years as in a rehabilitation plan. */
  TW: { ...common, maxInstalments: 72, maxMonths: 72, allocationPreset: 'CN_CIVIL_DEFAULT' },
};

/** The smallest instalment worth the trouble, in minor units. */
export const defaultMinInstalment: Readonly<Record<CurrencyCode, bigint>> = {
  CNY: 10_000n,
  USD: 1_000n,
  GBP: 500n,
  TWD: 30_000n,
  EUR: 1_000n,
  HKD: 10_000n,
  JPY: 1_000n,
};
