/** VIEWED: the plan builder was opened. LEFT: it was closed without a proposal. */
export const PlanViewStep = { VIEWED: 'VIEWED', LEFT: 'LEFT' } as const;
export type PlanViewStep = keyof typeof PlanViewStep;
