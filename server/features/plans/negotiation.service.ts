import type { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { isReplay } from '../../database/client-request.ts';
import { inTransaction, lockDebtor, type Tx } from '../../database/transaction.ts';
import type { Actor, DebtorActor } from '../../identity/actor.ts';
import { authorise } from '../../identity/permissions.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, userError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type InvalidInputError, invalidInput, type NotAllowedNowError } from '../../kernel/user-errors.ts';
import { afterOffer, placeOffer, proposalFor } from './offer-placing.service.ts';
import {
  type ConflictError,
  type Obstacle,
  obstacle,
  type QuoteChangedError,
  quoteChanged,
} from './plan-errors.ts';
import { parseTerms, type RawTerms } from './plan-terms.ts';
import { parseWords } from './plan-words.ts';
import {
  hasActivePlan,
  insertProposal,
  isSecondOpenProposal,
  loadQuoteFacts,
  lockOpenProposal,
  type RowKey,
  updateProposal,
} from './proposal.repository.ts';
import {
  beginStep,
  type DecisionInput,
  endStep,
  expireIfLate,
  type Negotiator,
  requestOf,
  rowKey,
} from './proposal-step.service.ts';
import { type Quote, quoteFor } from './quote.ts';
import type { QuoteFacts } from './quote-facts.ts';

export interface OfferInput extends RawTerms {
  /** Made by the client; the same id and content are carried out once. */
  readonly id: string;
  /** The quote that was seen; refused with the new one when it no longer holds. */
  readonly fingerprint?: string | null;
  readonly message?: string | null;
}
export interface ProposePlan extends OfferInput {
  readonly debtId: string;
}
export interface CounterPlan extends OfferInput, DecisionInput {
  /** For agents: instead of what the policy says. */
  readonly interestFreeze?: boolean | null;
}

type OfferRefusal = InvalidInputError | QuoteChangedError | NotAllowedNowError;
export type ProposeResult = Result<RowKey, OfferRefusal>;
export type CounterResult = Result<RowKey, OfferRefusal | ConflictError>;

export interface NegotiationDeps {
  readonly source: DataSource;
  readonly clock: Clock;
}

/** Offers: the person's first one and the counter-offers of both sides. Answers the proposal's key. */
export class NegotiationService {
  constructor(private readonly deps: NegotiationDeps) {}

  /** Proposes a plan. What the policy allows is agreed at once; else an agent is asked, with a date for the answer. */
  async proposePlan(actor: Actor, input: ProposePlan): Promise<ProposeResult> {
    const debt = rowKey('Debt', input.debtId);
    authorise(actor, 'plan.propose', { debtorId: debt.debtorId });
    try {
      return await inTransaction(this.deps.source, actor, (tx) => this.#propose(tx, actor, debt, input));
    } catch (error) {
      if (isSecondOpenProposal(error)) return err(obstacle('PROPOSAL_OPEN'));
      throw error;
    }
  }

  /** Answers an offer with another one. */
  async counterPlan(actor: Actor, input: CounterPlan): Promise<CounterResult> {
    authorise(actor, 'plan.counter');
    return inTransaction(this.deps.source, actor, (tx) => this.#counter(tx, actor, input));
  }

  async #propose(tx: Tx, actor: DebtorActor, debt: RowKey, input: ProposePlan): Promise<ProposeResult> {
    const now = this.deps.clock.now();
    const key = { debtorId: debt.debtorId, id: input.id };
    if (!(await lockDebtor(tx, debt.debtorId))) throw new AppError('NOT_FOUND');
    const request = requestOf(debt.debtorId, 'PROPOSE', input, now);
    if (await isReplay(tx, request)) return ok(key);
    const facts = await factsOf(tx, debt, now);
    const blocked = await obstacleTo(tx, debt, facts, now);
    if (blocked) return err(obstacle(blocked));
    const wish = quoteOf(facts, input);
    if (!wish.ok) return wish;
    const offered = { actor, facts, now, ...wish.value };
    const proposal = proposalFor(key, offered);
    await insertProposal(tx, proposal);
    await placeOffer(tx, proposal, offered);
    await endStep(tx, request);
    return ok(key);
  }

  async #counter(tx: Tx, actor: Negotiator, input: CounterPlan): Promise<CounterResult> {
    const now = this.deps.clock.now();
    const step = await beginStep(tx, { actor, action: 'plan.counter', event: 'COUNTER', input, now });
    if (!step.ok) return step;
    const { proposal } = step.value;
    if (step.value.replayed) return ok(proposal);
    const facts = await factsOf(tx, { debtorId: proposal.debtorId, id: proposal.debtId }, now);
    if (facts.recalled) return err(obstacle('DEBT_RECALLED'));
    const freeze = freezeOf(actor, input);
    if (!freeze.ok) return freeze;
    const wish = quoteOf(facts, input, freeze.value);
    if (!wish.ok) return wish;
    const offered = { actor, facts, now, ...wish.value };
    const change = { ...afterOffer(offered), round: proposal.round + 1, currentOfferId: newId() };
    await placeOffer(tx, { ...proposal, ...change }, offered);
    await updateProposal(tx, proposal, change);
    await endStep(tx, step.value.request);
    return ok(proposal);
  }
}

async function factsOf(tx: Tx, debt: RowKey, now: Temporal.Instant): Promise<QuoteFacts> {
  const facts = await loadQuoteFacts(tx, debt, now);
  if (facts === null) throw new AppError('NOT_FOUND');
  return facts;
}

/** One negotiation and one plan at a time; a negotiation past its time is cleared away. */
async function obstacleTo(
  tx: Tx,
  debt: RowKey,
  facts: QuoteFacts,
  now: Temporal.Instant,
): Promise<Obstacle | null> {
  if (facts.recalled) return 'DEBT_RECALLED';
  if (await hasActivePlan(tx, debt)) return 'PLAN_ACTIVE';
  const open = await lockOpenProposal(tx, debt);
  return open === null || (await expireIfLate(tx, open, now)) ? null : 'PROPOSAL_OPEN';
}

function quoteOf(
  facts: QuoteFacts,
  input: OfferInput,
  interestFreeze?: boolean,
): Result<{ quote: Quote; message: string | null }, InvalidInputError | QuoteChangedError> {
  const terms = parseTerms(input, facts.balance.currency, facts.asOf);
  const message = parseWords('message', input.message);
  if (!terms.ok || !message.ok) {
    return err(invalidInput([...(terms.ok ? [] : terms.error), ...(message.ok ? [] : [message.error])]));
  }
  const quote = quoteFor(facts, terms.value, interestFreeze);
  if (!quote.ok) return err(invalidInput(quote.error));
  const { fingerprint } = input;
  if (fingerprint && fingerprint !== quote.value.fingerprint) return err(quoteChanged(quote.value));
  return ok({ quote: quote.value, message: message.value });
}

/** An agent may grant or take back the freeze in an offer; for the person it is the policy's. */
function freezeOf(
  actor: Negotiator,
  { interestFreeze }: CounterPlan,
): Result<boolean | undefined, InvalidInputError> {
  if (interestFreeze === null || interestFreeze === undefined) return ok(undefined);
  if (actor.kind === 'AGENT') return ok(interestFreeze);
  const message = 'The creditor decides whether interest stops; leave this out.';
  return err(invalidInput([userError('NOT_YOURS_TO_SET', message, ['interestFreeze'])]));
}
