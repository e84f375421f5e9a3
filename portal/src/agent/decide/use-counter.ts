import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAct } from '../../data.tsx';
import { requestId, useDraft } from '../../draft.ts';
import type { ResultOf } from '../../graph.ts';
import { problemsOf, wordsOf } from '../../problems.ts';
import type { Offer, Simulation } from '../../shared/plan/plan.queries.ts';
import { type PlanTerms, readTerms, type TermsInput, termsFrom } from '../../shared/plan/plan-terms.ts';
import { termFields, useSimulation } from '../../shared/plan/use-simulation.ts';
import type { Problems } from '../../ui/field.tsx';
import { useWords } from '../../words.tsx';
import { agentWords } from '../parts/agent-words.ts';
import { AgentCounterPlanMutation, type Conflict, type Proposal } from './decide.queries.ts';

export interface CounterWish {
  readonly terms: PlanTerms;
  readonly interestFreeze: boolean;
  readonly message: string;
}

/** What the server said to one wish; it says nothing about another. */
interface Reply {
  readonly to: string;
  readonly simulation?: Simulation;
  readonly problems?: Problems;
  readonly refusal?: string;
  /** CHANGED: the balance moved since. EXACT: only the choice about interest is new. */
  readonly news?: 'CHANGED' | 'EXACT';
}

/**
 * A counter-offer in the making. A simulation knows the policy's freeze only: for another one the server is sent the
 * offer with the fingerprint of those figures, refuses it with the exact ones, and these are shown before it is sent.
 */
export function useCounter(proposal: Proposal, before: Offer, onConflict: (conflict: Conflict) => void) {
  const words = agentWords(useWords());
  const [, navigate] = useLocation();
  const { debt } = proposal;
  const start = { terms: termsFrom(before), interestFreeze: before.interestFreeze, message: '' };
  const [wish, setWish, clearWish] = useDraft<CounterWish>(`agent.counter.${proposal.id}`, start);
  const [reply, setReply] = useState<Reply | null>(null);
  const countering = useAct(AgentCounterPlanMutation);
  const simulated = useSimulation(debt.id, wish.terms, debt.currency);
  const key = JSON.stringify([wish.terms, wish.interestFreeze]);
  const answered = reply?.to === key ? reply : null;
  const quote = answered?.simulation ?? simulated.simulation;
  const isExact = quote?.interestFreeze === wish.interestFreeze;

  async function send() {
    const terms = readTerms(wish.terms, debt.currency, words.t).input;
    if (!terms || !quote) return;
    const input = inputFor(proposal, wish, terms, quote.fingerprint);
    const answer = (await countering.act({ input }))?.counterPlan;
    if (answer) take(answer);
  }

  function take(answer: Answer) {
    switch (answer.__typename) {
      case 'CounterPlanSuccess':
        clearWish();
        return navigate(`/agent/proposal/${proposal.id}`);
      case 'QuoteChangedError':
        return setReply({ to: key, simulation: answer.simulation, news: isExact ? 'CHANGED' : 'EXACT' });
      case 'InvalidInputError':
        return setReply({ to: key, problems: problemsOf(answer, words, counterFields) });
      case 'ConflictError':
        return onConflict(answer);
      case 'NotAllowedNowError':
        return setReply({ to: key, refusal: wordsOf(answer, words) });
    }
  }

  return {
    wish,
    change: (part: Partial<CounterWish>) => setWish({ ...wish, ...part }),
    problems: answered?.problems ?? simulated.problems,
    quote,
    isExact,
    news: answered?.news ?? null,
    refusal: answered?.refusal ?? null,
    pending: simulated.pending,
    busy: countering.busy || simulated.pending,
    trouble: countering.trouble ?? simulated.trouble,
    send,
  };
}

type Answer = ResultOf<typeof AgentCounterPlanMutation>['counterPlan'];

/** An interest freeze is named only where it differs from the policy's. */
function inputFor(proposal: Proposal, wish: CounterWish, terms: TermsInput, fingerprint: string) {
  const policyFreeze = proposal.creditor.policy?.interestFreeze ?? false;
  const content = {
    proposalId: proposal.id,
    version: proposal.version,
    ...terms,
    interestFreeze: wish.interestFreeze === policyFreeze ? null : wish.interestFreeze,
    fingerprint,
    message: wish.message.trim() || null,
  };
  return { id: requestId(`agent.counter.${proposal.id}`, content), ...content };
}

const counterFields = { ...termFields, message: 'message', interestFreeze: 'interestFreeze' };
