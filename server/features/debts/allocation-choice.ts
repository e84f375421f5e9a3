import type { CalendarDate } from '../../kernel/calendar-date.ts';
import { type AllocationBand, type AllocationPreset, presetAt } from './allocation.ts';
import type { ProductType } from './product-type.ts';
import { daysPastDue } from './status.ts';
import { oldestUnpaidDueSql } from './today.ts';

/** What decides in which order a payment is used. */
export interface AllocationFacts {
  /** The order that an active plan was agreed with. */
  readonly agreed: AllocationPreset | null;
  /** The order of the creditor's policy. */
  readonly preset: AllocationPreset;
  readonly productType: ProductType;
  readonly oldestUnpaidDueOn: CalendarDate | null;
}

export interface AllocationChoice {
  readonly preset: AllocationPreset;
  readonly daysPastDue: number;
}

/** Art. 57 of China's card measures (CN-ALLOC-01): interest and fees first until day 90, principal from day 91. */
const cnCardBands: readonly AllocationBand[] = [
  { fromDaysPastDue: 0, preset: 'CN_CARD_DPD_LE_90' },
  { fromDaysPastDue: 91, preset: 'CN_CARD_DPD_GE_91' },
];

/**
 * The one choice of an order, for quotes, previews and postings alike. A plan keeps the order that its schedule was
 * computed with: else a payment on its date would not do what the agreement says it does.
 */
export function allocationChoice(facts: AllocationFacts, valueDate: CalendarDate): AllocationChoice {
  const days = daysPastDue(facts.oldestUnpaidDueOn, valueDate);
  return {
    preset: facts.agreed ?? allocationPresetFor(facts.preset, facts.productType, days),
    daysPastDue: days,
  };
}

/** A Chinese card order stands for both its bands, and for the civil code's order where the debt is no card. */
export function allocationPresetFor(
  preset: AllocationPreset,
  productType: ProductType,
  days: number,
): AllocationPreset {
  if (preset !== 'CN_CARD_DPD_LE_90' && preset !== 'CN_CARD_DPD_GE_91') return preset;
  return productType === 'CREDIT_CARD' ? presetAt(cnCardBands, days) : 'CN_CIVIL_DEFAULT';
}

/** `AllocationFacts` as one JSON object; `debt` is a row of `debt`, `preset` the policy's order in SQL. */
export function allocationFactsSql(debt: string, preset: string): string {
  return `json_build_object(
    'agreed', (select kept.allocation_order from plan kept where kept.debtor_id = ${debt}.debtor_id
       and kept.debt_id = ${debt}.id and kept.status = 'ACTIVE'),
    'preset', ${preset}, 'productType', ${debt}.product_type,
    'oldestUnpaidDueOn', ${oldestUnpaidDueSql(debt)})`;
}
