import { useState } from 'react';
import { useAct } from '../../data.tsx';
import { clearDraft, requestId } from '../../draft.ts';
import { type UserErrorLike, wordsOf } from '../../problems.ts';
import { useWords } from '../../words.tsx';
import { agentWords } from '../parts/agent-words.ts';
import {
  AgentAcceptPlanMutation,
  AgentDeclinePlanMutation,
  type Conflict,
  type Proposal,
} from './decide.queries.ts';
import { reasonDraft } from './decline-dialog.tsx';

interface MoveHandlers {
  readonly onConflict: (conflict: Conflict) => void;
  /** Answered, in one way or another: what asked for it can close. */
  readonly onSettled: () => void;
}

type Answer =
  | { readonly __typename: 'AcceptPlanSuccess' | 'DeclinePlanSuccess' }
  | (Conflict & { readonly __typename: 'ConflictError' })
  | (UserErrorLike & { readonly __typename: 'NotAllowedNowError' | 'InvalidInputError' });

/** A decision names the version that was looked at: of two at once one is told. */
export function useMoves(proposal: Proposal, { onConflict, onSettled }: MoveHandlers) {
  const words = agentWords(useWords());
  const accepting = useAct(AgentAcceptPlanMutation);
  const declining = useAct(AgentDeclinePlanMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const seen = { proposalId: proposal.id, version: proposal.version };

  function inputFor<Content extends object>(move: string, content: Content) {
    return { input: { id: requestId(`agent.${move}.${proposal.id}`, content), ...content } };
  }

  /** On success the graph's cache drops the proposal and the page reads it anew. */
  function settle(answer: Answer | undefined): boolean {
    setRefusal(null);
    onSettled();
    switch (answer?.__typename) {
      case 'ConflictError':
        onConflict(answer);
        return false;
      case 'NotAllowedNowError':
      case 'InvalidInputError':
        setRefusal(wordsOf(answer, words));
        return false;
      case 'AcceptPlanSuccess':
      case 'DeclinePlanSuccess':
        return true;
      default:
        return false;
    }
  }

  return {
    busy: accepting.busy || declining.busy,
    trouble: accepting.trouble ?? declining.trouble,
    refusal,
    accept: async () => settle((await accepting.act(inputFor('accept', seen)))?.acceptPlan),
    decline: async (reason: string) => {
      const answer = await declining.act(inputFor('decline', { ...seen, reason }));
      if (settle(answer?.declinePlan)) clearDraft(reasonDraft(proposal.id));
    },
  };
}
