import type { Offer } from '../../shared/plan/plan.queries.ts';
import { Clock } from '../../ui/clock.tsx';
import { Sentence, useWords } from '../../words.tsx';
import { Deadline } from '../parts/deadline.tsx';
import styles from './decide.module.css';
import type { Proposal } from './decide.queries.ts';

/** Whose turn it is, by when, and who decided what. */
export function Standing({ proposal, offer }: { proposal: Proposal; offer: Offer }) {
  const { t } = useWords();
  const { status, debtor, decidedByAgent, decidedBy, decisionDueAt, expiresAt, declineReason } = proposal;
  const who = decidedByAgent?.name ?? t(`agent.actor.${decidedBy ?? 'SYSTEM'}`);
  return (
    <div className={styles.standing}>
      <h2>{t(`agent.proposal.status.${status}`)}</h2>
      <p>
        <Sentence id={`agent.proposal.text.${status}`} values={{ name: debtor.name, who }} />
      </p>
      {status === 'AWAITING_CREDITOR' && offer.message && (
        <blockquote className={styles.quote}>
          <p>{offer.message}</p>
        </blockquote>
      )}
      {declineReason && (
        <blockquote className={styles.quote}>
          <p>{declineReason}</p>
        </blockquote>
      )}
      {status === 'AWAITING_CREDITOR' && <Deadline by={decisionDueAt ?? expiresAt} />}
      {(status === 'AWAITING_DEBTOR' || status === 'ACCEPTED') && <Clock by={expiresAt} />}
    </div>
  );
}
