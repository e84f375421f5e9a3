/** What a debt is made of. Penalties and late charges are FEES; COSTS are those of realising the claim. */
export const Component = {
  COSTS: 'COSTS',
  FEES: 'FEES',
  INTEREST: 'INTEREST',
  PRINCIPAL: 'PRINCIPAL',
} as const;
export type Component = keyof typeof Component;
export const components = Object.keys(Component) as readonly Component[];

export type ComponentAmounts = Readonly<Record<Component, bigint>>;

export const noAmounts: ComponentAmounts = { COSTS: 0n, FEES: 0n, INTEREST: 0n, PRINCIPAL: 0n };

/** Every order names each component once, so that no money can be left without a place. */
export type ComponentOrder = readonly [Component, Component, Component, Component];

/**
 * Named orders. Where a text joins two components ("interest or fees", Art. 57 of the CN card measures) the
 * sub-order is the issuer's; the one here is CGB's, fees first.
 */
export const allocationOrders = {
  /** CN card measures Art. 57, up to 90 days past due. */
  CN_CARD_DPD_LE_90: ['COSTS', 'FEES', 'INTEREST', 'PRINCIPAL'],
  /** CN card measures Art. 57, from day 91. */
  CN_CARD_DPD_GE_91: ['PRINCIPAL', 'COSTS', 'FEES', 'INTEREST'],
  /** CN Civil Code Art. 561; late charges are not named there and stand before the principal. */
  CN_CIVIL_DEFAULT: ['COSTS', 'INTEREST', 'FEES', 'PRINCIPAL'],
  INTEREST_FEE_COST_PRINCIPAL: ['INTEREST', 'FEES', 'COSTS', 'PRINCIPAL'],
  PENALTY_FEE_INTEREST_PRINCIPAL: ['COSTS', 'FEES', 'INTEREST', 'PRINCIPAL'],
  INTEREST_PRINCIPAL_PENALTY_FEE: ['INTEREST', 'PRINCIPAL', 'FEES', 'COSTS'],
  PRINCIPAL_INTEREST_PENALTY_FEE: ['PRINCIPAL', 'INTEREST', 'FEES', 'COSTS'],
} as const satisfies Readonly<Record<string, ComponentOrder>>;
export type AllocationPreset = keyof typeof allocationOrders;

/** The order to use from so many days past due. */
export interface AllocationBand {
  readonly fromDaysPastDue: number;
  readonly preset: AllocationPreset;
}

export interface Allocation {
  readonly parts: ComponentAmounts;
  /** More than was owed: a credit, for the service to place. */
  readonly unallocatedMinor: bigint;
}

/** The preset in force: the band with the highest threshold reached. */
export function presetAt(bands: readonly AllocationBand[], daysPastDue: number): AllocationPreset {
  const reached = bands.filter((band) => band.fromDaysPastDue <= daysPastDue);
  if (reached.length === 0) throw new RangeError(`No allocation order from ${daysPastDue} days past due.`);
  return reached.reduce((a, b) => (b.fromDaysPastDue > a.fromDaysPastDue ? b : a)).preset;
}

/** Fills the components in order. A component in credit takes nothing. */
export function allocatePayment(
  amountMinor: bigint,
  outstanding: ComponentAmounts,
  order: ComponentOrder,
): Allocation {
  if (amountMinor < 0n) throw new RangeError('A payment is not negative; reverse the posting instead.');
  const parts = { ...noAmounts };
  let left = amountMinor;
  for (const component of order) {
    const owed = outstanding[component] > 0n ? outstanding[component] : 0n;
    parts[component] = left < owed ? left : owed;
    left -= parts[component];
  }
  return { parts, unallocatedMinor: left };
}

export function totalOf(amounts: ComponentAmounts): bigint {
  return components.reduce((sum, component) => sum + amounts[component], 0n);
}

export function mapAmounts(change: (component: Component) => bigint): ComponentAmounts {
  return {
    COSTS: change('COSTS'),
    FEES: change('FEES'),
    INTEREST: change('INTEREST'),
    PRINCIPAL: change('PRINCIPAL'),
  };
}

export function minus(a: ComponentAmounts, b: ComponentAmounts): ComponentAmounts {
  return mapAmounts((component) => a[component] - b[component]);
}
