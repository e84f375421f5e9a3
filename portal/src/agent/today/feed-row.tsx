import { Link } from 'wouter';
import { InstantText, Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import type { Happening } from '../live/activity.queries.ts';
import { happeningText } from '../live/happening-text.ts';
import styles from './feed.module.css';

export function FeedRow({ event, isNew }: { event: Happening; isNew: boolean }) {
  const words = useWords();
  return (
    <li className={`${styles.row} ${isNew ? styles.new : ''}`}>
      <Link to={`/agent/case/${event.debtor.id}`}>{happeningText(event, words)}</Link>
      <span className={styles.about}>
        <InstantText value={event.occurredAt} /> · {event.creditor.name}
        {event.payment && (
          <>
            {' · '}
            <Money value={event.payment.amount} />
          </>
        )}
      </span>
      {event.proposal && needsAnswer(event) && (
        <Link to={`/agent/proposal/${event.proposal.id}`} className={styles.decide}>
          <span>{words.t('agent.feed.openProposal')}</span>
          <span className="visually-hidden"> {event.debtor.name}</span>
        </Link>
      )}
    </li>
  );
}

function needsAnswer({ type, actorKind }: Happening): boolean {
  return type === 'PLAN_REFERRED' || (type === 'PLAN_COUNTERED' && actorKind === 'DEBTOR');
}
