import { useCallback } from 'react';
import { Loaded, useGraph } from '../../data.tsx';
import { Card } from '../../ui/card.tsx';
import { InstantText, Money } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import type { Happening } from '../live/activity.queries.ts';
import { happeningText } from '../live/happening-text.ts';
import { useReloadOn } from '../live/live.tsx';
import { Pager, usePages } from '../parts/pager.tsx';
import styles from './case.module.css';
import { TimelineQuery } from './timeline.queries.ts';

const pageSize = 15;

/** What happened with this person, newest first. */
export function Timeline({ personId }: { personId: string }) {
  const { t } = useWords();
  const pages = usePages();
  const timeline = useGraph(TimelineQuery, { id: personId, after: pages.after });
  const concernsPerson = useCallback((event: Happening) => event.debtor.id === personId, [personId]);
  useReloadOn(concernsPerson, timeline.reload);
  return (
    <Card title={t('agent.timeline.title')}>
      <Loaded from={timeline}>
        {({ debtor }) => {
          if (!debtor || debtor.activity.nodes.length === 0) {
            return <p className={styles.soft}>{t('events.none')}</p>;
          }
          return (
            <>
              <ol className={`plain ${styles.list}`}>
                {debtor.activity.nodes.map((event) => (
                  <TimelineRow key={event.id} event={event} />
                ))}
              </ol>
              <Pager pages={pages} list={debtor.activity} pageSize={pageSize} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function TimelineRow({ event }: { event: Happening }) {
  const words = useWords();
  return (
    <li>
      <span>{happeningText(event, words)}</span>
      <span className={styles.small}>
        <InstantText value={event.occurredAt} /> · {event.creditor.name}
        {event.payment && (
          <>
            {' · '}
            <Money value={event.payment.amount} />
          </>
        )}
      </span>
    </li>
  );
}
