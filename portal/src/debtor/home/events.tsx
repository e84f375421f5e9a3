import { Card } from '../../ui/card.tsx';
import { InstantText } from '../../ui/money.tsx';
import { useWords } from '../../words.tsx';
import type { HomeEvent } from './home.queries.ts';
import styles from './home-page.module.css';

export function Events({ events }: { events: readonly HomeEvent[] }) {
  const { t } = useWords();
  return (
    <Card title={t('events.title')}>
      {events.length === 0 && <p className={styles.soft}>{t('events.none')}</p>}
      <ol className={`plain ${styles.list}`}>
        {events.map((event) => (
          <li key={event.id}>
            <span>{t(`event.${event.type}`, { actor: event.actorKind })}</span>
            <span className={styles.small}>
              <InstantText value={event.occurredAt} />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
