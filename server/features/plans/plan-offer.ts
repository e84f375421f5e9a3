import type { Temporal } from 'temporal-polyfill';
import { toDate } from '../../kernel/clock.ts';
import { partsFromJson, partsToJson, scheduleFromJson, scheduleToJson } from './offer-schedule.ts';
import type { AgreedTerms } from './plan-instalments.ts';
import type { PlanOfferEntity, PlanProposalEntity } from './proposal.entity.ts';
import type { Quote } from './quote.ts';

export interface OfferMaker {
  readonly madeBy: 'DEBTOR' | 'AGENT';
  readonly madeByAgentId: string | null;
  readonly message: string | null;
}

/** The quote as it is kept: nothing of it is computed again. */
export function offerFrom(
  quote: Quote,
  proposal: PlanProposalEntity,
  maker: OfferMaker,
  now: Temporal.Instant,
): PlanOfferEntity {
  return {
    debtorId: proposal.debtorId,
    id: proposal.currentOfferId,
    proposalId: proposal.id,
    creditorId: proposal.creditorId,
    round: proposal.round,
    ...maker,
    currency: quote.balance.currency,
    asOf: quote.asOf,
    balanceMinor: quote.balance.minor,
    balanceParts: partsToJson(quote.balanceParts),
    allocationOrder: quote.allocationOrder,
    policyVersion: quote.policyVersion,
    frequency: quote.frequency,
    instalmentCount: quote.instalmentCount,
    instalmentMinor: quote.instalmentAmount.minor,
    lastInstalmentMinor: quote.lastInstalmentAmount.minor,
    upFrontMinor: quote.upFront?.minor ?? 0n,
    firstDueOn: quote.firstDueOn,
    lastDueOn: quote.lastDueOn,
    interestFreeze: quote.interestFreeze,
    totalInterestMinor: quote.totalInterest.minor,
    totalMinor: quote.totalToPay.minor,
    schedule: scheduleToJson(quote.schedule),
    fingerprint: quote.fingerprint,
    createdAt: toDate(now),
  };
}

export function agreedTerms(offer: PlanOfferEntity): AgreedTerms {
  return {
    balanceParts: partsFromJson(offer.balanceParts),
    totalInterestMinor: offer.totalInterestMinor,
    upFrontMinor: offer.upFrontMinor,
    schedule: scheduleFromJson(offer.schedule),
  };
}
