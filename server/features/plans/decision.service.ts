import type { Temporal } from 'temporal-polyfill';
import { inTransaction, type Tx } from '../../database/transaction.ts';
import type { Actor } from '../../identity/actor.ts';
import { authorise } from '../../identity/permissions.ts';
import { toDate } from '../../kernel/clock.ts';
import { AppError, userError } from '../../kernel/errors.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type InvalidInputError, invalidInput } from '../../kernel/user-errors.ts';
import { appendEvent } from '../activity/activity.repository.ts';
import type { ActivityType } from '../activity/activity.ts';
import type { NegotiationDeps } from './negotiation.service.ts';
import { recordOfferHolds } from './offer-check.service.ts';
import { obstacle } from './plan-errors.ts';
import { parseWords } from './plan-words.ts';
import type { PlanProposalEntity } from './proposal.entity.ts';
import { currentOffer, loadQuoteFacts, type RowKey, updateProposal } from './proposal.repository.ts';
import { deadlines } from './proposal.ts';
import {
  aboutProposal,
  beginStep,
  type DecisionInput,
  endStep,
  type Negotiator,
  type Step,
  type StepRefusal,
} from './proposal-step.service.ts';

export interface DeclinePlan extends DecisionInput {
  /** Asked of agents: whoever is declined is told why. */
  readonly reason?: string | null;
}
export type DecisionResult = Result<RowKey, StepRefusal>;
export type DeclineResult = Result<RowKey, StepRefusal | InvalidInputError>;

type FirstTime = Extract<Step, { replayed: false }>;

/** Yes, no and never mind. Answers the proposal's key. */
export class DecisionService {
  constructor(private readonly deps: NegotiationDeps) {}

  /** Agrees to the offer on the table; then the person can sign it. */
  async acceptPlan(actor: Actor, input: DecisionInput): Promise<DecisionResult> {
    authorise(actor, 'plan.accept');
    return inTransaction(this.deps.source, actor, async (tx) => {
      const now = this.deps.clock.now();
      const step = await beginStep(tx, { actor, action: 'plan.accept', event: 'ACCEPT', input, now });
      if (!step.ok) return step;
      return step.value.replayed ? ok(step.value.proposal) : accept(tx, actor, step.value, now);
    });
  }

  async declinePlan(actor: Actor, input: DeclinePlan): Promise<DeclineResult> {
    authorise(actor, 'plan.decline');
    const reason = parseReason(actor, input);
    if (!reason.ok) return err(invalidInput([reason.error]));
    return this.#close(actor, input, 'DECLINE', { declineReason: reason.value });
  }

  /** Takes the proposal back; possible until it is signed. */
  async withdrawProposal(actor: Actor, input: DecisionInput): Promise<DecisionResult> {
    authorise(actor, 'plan.withdraw');
    return this.#close(actor, input, 'WITHDRAW', {});
  }

  async #close(
    actor: Negotiator,
    input: DecisionInput,
    event: keyof typeof closings,
    more: Partial<PlanProposalEntity>,
  ): Promise<DecisionResult> {
    const { action, type } = closings[event];
    return inTransaction(this.deps.source, actor, async (tx) => {
      const now = this.deps.clock.now();
      const step = await beginStep(tx, { actor, action, event, input, now });
      if (!step.ok) return step;
      if (!step.value.replayed) await decide(tx, actor, step.value, type, more, now);
      return ok(step.value.proposal);
    });
  }
}

const closings = {
  DECLINE: { action: 'plan.decline', type: 'PLAN_DECLINED' },
  WITHDRAW: { action: 'plan.withdraw', type: 'PROPOSAL_WITHDRAWN' },
} as const;

async function accept(
  tx: Tx,
  actor: Negotiator,
  step: FirstTime,
  now: Temporal.Instant,
): Promise<DecisionResult> {
  const { proposal } = step;
  const facts = await loadQuoteFacts(tx, { debtorId: proposal.debtorId, id: proposal.debtId }, now);
  if (facts === null) throw new AppError('NOT_FOUND');
  if (facts.recalled) return err(obstacle('DEBT_RECALLED'));
  const offer = await currentOffer(tx, proposal);
  if (!(await recordOfferHolds(tx, proposal, offer, facts.asOf, now)))
    return err(obstacle('BALANCE_CHANGED'));
  const { expiresAt } = deadlines(now, facts.policy, offer.firstDueOn, facts.timeZone);
  await decide(tx, actor, step, 'PLAN_ACCEPTED', { expiresAt: toDate(expiresAt) }, now);
  return ok(proposal);
}

async function decide(
  tx: Tx,
  actor: Negotiator,
  { proposal, next, request }: FirstTime,
  type: ActivityType,
  change: Partial<PlanProposalEntity>,
  now: Temporal.Instant,
): Promise<void> {
  await updateProposal(tx, proposal, {
    status: next,
    decisionDueAt: null,
    decidedBy: actor.kind,
    decidedByAgentId: actor.kind === 'AGENT' ? actor.agentId : null,
    updatedAt: toDate(now),
    ...change,
  });
  await appendEvent(tx, {
    ...aboutProposal(proposal),
    type,
    actor,
    occurredAt: now,
    data: { round: proposal.round },
  });
  await endStep(tx, request);
}

function parseReason(actor: Negotiator, { reason }: DeclinePlan) {
  const words = parseWords('reason', reason);
  if (words.ok && words.value === null && actor.kind === 'AGENT') {
    return err(
      userError('REASON_REQUIRED', 'Say why, in words that the person can do something with.', ['reason']),
    );
  }
  return words;
}
