import { useState } from 'react';
import { formatMoney } from '../../format.ts';
import type { Offer } from '../../shared/plan/plan.queries.ts';
import { Button, ButtonLink, ButtonRow } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TroubleNotice } from '../../ui/trouble.tsx';
import { useWords } from '../../words.tsx';
import styles from './decide.module.css';
import type { Conflict, Proposal } from './decide.queries.ts';
import { DeclineDialog } from './decline-dialog.tsx';
import { useMoves } from './use-moves.ts';

interface MovesProps {
  readonly proposal: Proposal;
  readonly offer: Offer;
  readonly onConflict: (conflict: Conflict) => void;
}

/** Accept, counter, decline: while it is our turn. */
export function Moves({ proposal, offer, onConflict }: MovesProps) {
  const { t } = useWords();
  const [asking, setAsking] = useState<'accept' | 'decline' | null>(null);
  const close = () => setAsking(null);
  const moves = useMoves(proposal, { onConflict, onSettled: close });
  return (
    <div className={styles.moves}>
      {moves.trouble && <TroubleNotice trouble={moves.trouble} />}
      {moves.refusal && (
        <Notice kind="problem">
          <p>{moves.refusal}</p>
        </Notice>
      )}
      {proposal.status === 'AWAITING_CREDITOR' && (
        <ButtonRow>
          <Button onClick={() => setAsking('accept')}>{t('agent.decide.accept')}</Button>
          <ButtonLink kind="secondary" to={`/agent/proposal/${proposal.id}/counter`}>
            {t('agent.decide.counter')}
          </ButtonLink>
          <Button kind="quiet" onClick={() => setAsking('decline')}>
            {t('agent.decide.decline')}
          </Button>
        </ButtonRow>
      )}
      <AcceptDialog
        open={asking === 'accept'}
        proposal={proposal}
        offer={offer}
        busy={moves.busy}
        onClose={close}
        onYes={() => void moves.accept()}
      />
      <DeclineDialog
        open={asking === 'decline'}
        proposal={proposal}
        busy={moves.busy}
        onClose={close}
        onYes={(reason) => void moves.decline(reason)}
      />
    </div>
  );
}

interface AcceptDialogProps {
  readonly open: boolean;
  readonly proposal: Proposal;
  readonly offer: Offer;
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onYes: () => void;
}

/** A second look: from here on the creditor is bound until the offer ends. */
function AcceptDialog({ open, proposal, offer, busy, onClose, onYes }: AcceptDialogProps) {
  const { t, locale } = useWords();
  return (
    <Dialog open={open} title={t('agent.accept.title')} onClose={onClose}>
      <p>
        {t('plan.optionTerms', {
          amount: formatMoney(offer.instalmentAmount, locale),
          frequency: t(`frequency.${offer.frequency}`),
          count: offer.instalmentCount,
        })}
      </p>
      <p>{t('agent.accept.text', { name: proposal.debtor.name })}</p>
      <ButtonRow>
        <Button busy={busy} onClick={onYes}>
          {t('agent.decide.accept')}
        </Button>
        <Button kind="secondary" onClick={onClose}>
          {t('ui.cancel')}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}
