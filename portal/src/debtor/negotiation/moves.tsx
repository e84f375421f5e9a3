import { useState } from 'react';
import { useLocation } from 'wouter';
import { useAct } from '../../data.tsx';
import { forgetRequest, requestId } from '../../draft.ts';
import { type UserErrorLike, wordsOf } from '../../problems.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { focusHeading } from '../../ui/page.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import styles from './proposal.module.css';
import {
  AcceptPlanMutation,
  DeclinePlanMutation,
  type Proposal,
  WithdrawProposalMutation,
} from './proposal.queries.ts';
import { useSigningCode } from './use-signing-code.ts';

export interface Conflict extends UserErrorLike {
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

interface MovesProps {
  readonly proposal: Proposal;
  readonly onConflict: (conflict: Conflict | null) => void;
}

/** What can be done now. Leaving is as easy as entering: saying no is always one of the buttons. */
export function Moves({ proposal, onConflict }: MovesProps) {
  const { t } = useWords();
  const moves = useMoves(proposal, onConflict);
  const signing = useSigningCode(proposal.id);
  const [, navigate] = useLocation();
  const [asking, setAsking] = useState<'decline' | 'withdraw' | null>(null);
  const trouble = moves.trouble ?? signing.trouble;
  const refusal = moves.refusal ?? signing.refusal;

  async function sign() {
    if (await signing.request()) navigate(`/proposal/${proposal.id}/sign`);
  }

  return (
    <div className={styles.moves}>
      {trouble && <TroubleNotice trouble={trouble} />}
      {refusal && (
        <Notice kind="problem">
          <p>{refusal}</p>
        </Notice>
      )}
      <ButtonRow>
        {proposal.status === 'AWAITING_DEBTOR' && (
          <>
            <Button busy={moves.busy} onClick={() => void moves.accept()}>
              {t('proposal.accept')}
            </Button>
            <ButtonLink kind="secondary" to={`/proposal/${proposal.id}/counter`}>
              {t('proposal.counter')}
            </ButtonLink>
            <Button kind="quiet" onClick={() => setAsking('decline')}>
              {t('proposal.decline')}
            </Button>
          </>
        )}
        {proposal.status === 'ACCEPTED' && (
          <Button busy={signing.busy} onClick={() => void sign()}>
            {t('proposal.sign')}
          </Button>
        )}
        {(proposal.status === 'AWAITING_CREDITOR' || proposal.status === 'ACCEPTED') && (
          <Button kind="quiet" onClick={() => setAsking('withdraw')}>
            {t('proposal.withdraw')}
          </Button>
        )}
        <AfterEnd proposal={proposal} />
      </ButtonRow>
      <Ask
        move={asking}
        busy={moves.busy}
        onClose={() => setAsking(null)}
        onYes={async (reason) => {
          // Closed first: an open dialog would keep the focus from the title.
          setAsking(null);
          await (asking === 'decline' ? moves.decline(reason) : moves.withdraw());
        }}
      />
    </div>
  );
}

function AfterEnd({ proposal }: { proposal: Proposal }) {
  const { t } = useWords();
  switch (proposal.status) {
    case 'SIGNED':
      return proposal.plan && <ButtonLink to={`/plan/${proposal.plan.id}`}>{t('home.toPlan')}</ButtonLink>;
    case 'DECLINED':
    case 'WITHDRAWN':
    case 'EXPIRED':
      return <ButtonLink to={`/account/${proposal.debt.id}/plan`}>{t('proposal.again')}</ButtonLink>;
    default:
      return null;
  }
}

interface AskProps {
  readonly move: 'decline' | 'withdraw' | null;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onYes: (reason: string) => Promise<void>;
}

/** A second look before something ends (WCAG 3.3.4). */
function Ask({ move, busy, onClose, onYes }: AskProps) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Dialog open={move !== null} title={t(`proposal.ask.${move ?? 'withdraw'}.title`)} onClose={onClose}>
      <p>{t(`proposal.ask.${move ?? 'withdraw'}.text`)}</p>
      {move === 'decline' && (
        <TextArea
          name="reason"
          label={t('proposal.ask.reason')}
          maxLength={500}
          value={reason}
          onChange={setReason}
        />
      )}
      <ButtonRow>
        <Button busy={busy} onClick={() => void onYes(reason.trim())}>
          {t(`proposal.ask.${move ?? 'withdraw'}.yes`)}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}

type Answer = { readonly __typename: string } | undefined;

function useMoves(proposal: Proposal, onConflict: (conflict: Conflict | null) => void) {
  const words = useWords();
  const accepting = useAct(AcceptPlanMutation);
  const declining = useAct(DeclinePlanMutation);
  const withdrawing = useAct(WithdrawProposalMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  const seen = { proposalId: proposal.id, version: proposal.version };

  function inputFor<Content extends object>(move: string, content: Content) {
    return { input: { id: requestId(`${move}:${proposal.id}`, content), ...content } };
  }

  /** On success the graph's cache drops the proposal and the page reads it anew. */
  function settle(move: string, answer: Answer) {
    setRefusal(null);
    if (!answer) return;
    if (answer.__typename === 'ConflictError') onConflict(answer as Answer & Conflict);
    else if ('message' in answer) setRefusal(wordsOf(answer as unknown as UserErrorLike, words));
    else {
      onConflict(null);
      forgetRequest(`${move}:${proposal.id}`);
      // The button that was pressed is gone; the title says how it stands now.
      focusHeading();
    }
  }

  return {
    busy: accepting.busy || declining.busy || withdrawing.busy,
    trouble: accepting.trouble ?? declining.trouble ?? withdrawing.trouble,
    refusal,
    accept: async () => settle('accept', (await accepting.act(inputFor('accept', seen)))?.acceptPlan),
    decline: async (reason: string) => {
      const content = { ...seen, reason: reason || null };
      settle('decline', (await declining.act(inputFor('decline', content)))?.declinePlan);
    },
    withdraw: async () =>
      settle('withdraw', (await withdrawing.act(inputFor('withdraw', seen)))?.withdrawProposal),
  };
}
