import { useState } from 'react';
import { useAct } from '../../data.tsx';
import { saveDraft } from '../../draft.ts';
import { wordsOf } from '../../problems.ts';
import { useWords } from '../../words.tsx';
import { RequestSigningCodeMutation } from './proposal.queries.ts';

/** The code that was sent for a signature, kept over a reload; it holds nothing secret. */
export interface SigningChallenge {
  readonly challengeId: string;
  readonly sentTo: string;
  readonly expiresAt: string;
}

export function signingDraft(proposalId: string): string {
  return `signing:${proposalId}`;
}

export function useSigningCode(proposalId: string) {
  const words = useWords();
  const { act, busy, trouble } = useAct(RequestSigningCodeMutation);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function request(): Promise<SigningChallenge | null> {
    setRefusal(null);
    // Each wish for a code is a wish of its own: a second one is to send a second message.
    const data = await act({ input: { id: crypto.randomUUID(), proposalId } });
    if (!data) return null;
    if (data.requestSigningCode.__typename === 'NotAllowedNowError') {
      setRefusal(wordsOf(data.requestSigningCode, words));
      return null;
    }
    const { challengeId, sentTo, expiresAt } = data.requestSigningCode;
    const challenge = { challengeId, sentTo, expiresAt };
    saveDraft(signingDraft(proposalId), challenge);
    return challenge;
  }

  return { request, busy, trouble, refusal };
}
