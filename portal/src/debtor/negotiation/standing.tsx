import { Clock } from '../../ui/clock.tsx';
import { useWords } from '../../words.tsx';
import styles from './proposal.module.css';
import type { Proposal } from './proposal.queries.ts';

/** How the negotiation stands in words: whose turn, by when, and what happens then. */
export function Standing({ proposal }: { proposal: Proposal }) {
  const { t } = useWords();
  const creditor = proposal.creditor.name;
  const clock = clockOf(proposal);
  return (
    <div className={styles.standing}>
      <p className={styles.sentence}>{t(`proposal.text.${textOf(proposal)}`, { creditor })}</p>
      {proposal.declineReason && (
        <blockquote className={styles.quote}>
          <p>{proposal.declineReason}</p>
        </blockquote>
      )}
      {clock && (
        <>
          <p>
            <Clock by={clock.by} />
          </p>
          <p className={styles.soft}>{t(`proposal.then.${clock.status}`, { creditor })}</p>
        </>
      )}
    </div>
  );
}

/** Agreed at once reads differently from agreed by a person, declined by them from declined by you. */
function textOf({ status, decidedBy }: Proposal) {
  if (status === 'ACCEPTED' && decidedBy === 'POLICY') return 'ACCEPTED_AT_ONCE';
  if (status === 'DECLINED' && decidedBy === 'DEBTOR') return 'DECLINED_BY_YOU';
  return status;
}

function clockOf({ status, decisionDueAt, expiresAt }: Proposal) {
  switch (status) {
    case 'AWAITING_CREDITOR':
      return { status, by: decisionDueAt ?? expiresAt };
    case 'AWAITING_DEBTOR':
    case 'ACCEPTED':
      return { status, by: expiresAt };
    default:
      return null;
  }
}
