/** Everything that is recorded about a person's debts. Names are past tense; one state change is one event. */
export const activityTypes = [
  'SIGNED_IN',
  'SIGNED_OUT',
  'NOT_ME_REPORTED',
  'LANGUAGE_CHANGED',
  'PLAN_VIEWED',
  'PLAN_LEFT',
  'PLAN_PROPOSED',
  'PLAN_DECIDED',
  'PLAN_REFERRED',
  'PLAN_COUNTERED',
  'PLAN_ACCEPTED',
  'PLAN_DECLINED',
  'PROPOSAL_WITHDRAWN',
  'PROPOSAL_EXPIRED',
  'AGREEMENT_SIGNED',
  'PLAN_COMPLETED',
  'PAYMENT_STARTED',
  'PAYMENT_SUCCEEDED',
  'PAYMENT_FAILED',
  'PORTFOLIO_IMPORTED',
] as const;
export type ActivityType = (typeof activityTypes)[number];
