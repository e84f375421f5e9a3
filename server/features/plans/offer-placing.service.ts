import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../database/transaction.ts';
import { toDate } from '../../kernel/clock.ts';
import { newId } from '../../kernel/id.ts';
import { appendEvent, policyActor } from '../activity/activity.repository.ts';
import { recordDecisions } from '../policies/rule-decision.repository.ts';
import { offerFrom } from './plan-offer.ts';
import type { PlanProposalEntity } from './proposal.entity.ts';
import { insertOffer, type RowKey } from './proposal.repository.ts';
import { deadlines } from './proposal.ts';
import { aboutProposal, type Negotiator } from './proposal-step.service.ts';
import type { Quote } from './quote.ts';
import type { QuoteFacts } from './quote-facts.ts';

export interface NewOffer {
  readonly actor: Negotiator;
  readonly facts: QuoteFacts;
  readonly quote: Quote;
  readonly message: string | null;
  readonly now: Temporal.Instant;
}

type AfterOffer = Pick<
  PlanProposalEntity,
  'status' | 'decisionDueAt' | 'expiresAt' | 'decidedBy' | 'decidedByAgentId' | 'declineReason' | 'updatedAt'
>;

/**
 * Where a proposal stands when an offer has been laid on the table: what the creditor's policy allows is agreed at
 * once, everything else waits for the other side.
 */
export function afterOffer({ actor, facts, quote, now }: NewOffer): AfterOffer {
  const { expiresAt, decisionDueAt } = deadlines(now, facts.policy, quote.firstDueOn, facts.timeZone);
  const undecided = {
    expiresAt: toDate(expiresAt),
    decisionDueAt: null,
    decidedBy: null,
    decidedByAgentId: null,
    declineReason: null,
    updatedAt: toDate(now),
  };
  if (actor.kind === 'AGENT') return { ...undecided, status: 'AWAITING_DEBTOR' };
  if (quote.withinPolicy) return { ...undecided, status: 'ACCEPTED', decidedBy: 'POLICY' };
  return { ...undecided, status: 'AWAITING_CREDITOR', decisionDueAt: toDate(decisionDueAt) };
}

/** A new negotiation, whose first offer is this one. */
export function proposalFor({ debtorId, id }: RowKey, offered: NewOffer): PlanProposalEntity {
  const { debtId, creditorId } = offered.facts;
  const begun = { debtorId, id, debtId, creditorId, round: 1, version: 1, createdAt: toDate(offered.now) };
  return { ...begun, currentOfferId: newId(), ...afterOffer(offered) };
}

/**
 * Keeps the current offer of the proposal with what every rule said of it, and tells the log: that it was made and,
 * when a person made it, what the policy did with it.
 */
export async function placeOffer(tx: Tx, proposal: PlanProposalEntity, offered: NewOffer): Promise<void> {
  const { actor, quote, message, now } = offered;
  const isAgent = actor.kind === 'AGENT';
  const maker = { madeBy: actor.kind, madeByAgentId: isAgent ? actor.agentId : null, message };
  await insertOffer(tx, offerFrom(quote, proposal, maker, now));
  const decided = { decidedAt: toDate(now), validUntil: proposal.expiresAt };
  await recordDecisions(tx, { ...subjectOf(proposal), ...decided }, quote.ruleOutcomes);
  await appendEvent(tx, {
    ...aboutProposal(proposal),
    type: proposal.round === 1 ? 'PLAN_PROPOSED' : 'PLAN_COUNTERED',
    actor,
    occurredAt: now,
    data: termsOf(quote, proposal.round),
  });
  if (!isAgent) await tellDecision(tx, proposal, offered);
}

/** A moment after the offer, so that the log keeps their order. */
async function tellDecision(tx: Tx, proposal: PlanProposalEntity, { quote, now }: NewOffer): Promise<void> {
  const referred = quote.ruleOutcomes.filter(({ outcome }) => outcome === 'REFER');
  await appendEvent(tx, {
    ...aboutProposal(proposal),
    type: quote.withinPolicy ? 'PLAN_DECIDED' : 'PLAN_REFERRED',
    actor: policyActor,
    occurredAt: now.add({ milliseconds: 1 }),
    data: { status: proposal.status, rules: referred.map(({ ruleId }) => ruleId).join(' ') || null },
  });
}

export function subjectOf({
  debtorId,
  creditorId,
  debtId,
  id,
}: Pick<PlanProposalEntity, 'debtorId' | 'creditorId' | 'debtId' | 'id'>) {
  return { debtorId, creditorId, debtId, subjectType: 'PlanProposal', subjectId: id };
}

function termsOf(quote: Quote, round: number) {
  return {
    round,
    currency: quote.balance.currency,
    frequency: quote.frequency,
    instalmentCount: quote.instalmentCount,
    instalmentMinor: quote.instalmentAmount.minor.toString(),
    totalMinor: quote.totalToPay.minor.toString(),
    firstDueOn: quote.firstDueOn,
  };
}
