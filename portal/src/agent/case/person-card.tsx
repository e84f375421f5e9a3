import { useNow } from '../../clock.ts';
import { formatInstant } from '../../format.ts';
import { Card } from '../../ui/card.tsx';
import { DateText, InstantText } from '../../ui/money.tsx';
import { Facts } from '../../ui/table.tsx';
import { Sentence, useWords } from '../../words.tsx';
import { isoMinute } from '../parts/instant.ts';
import styles from './case.module.css';
import type { ContactPoint, Person } from './case.queries.ts';

export function PersonCard({ person }: { person: Person }) {
  const { t } = useWords();
  return (
    <Card title={t('agent.case.person')}>
      <Facts
        facts={[
          ...person.references.map(
            ({ reference, creditor }) =>
              [
                t('agent.case.reference', { creditor: creditor.name }),
                <code key={reference}>{reference}</code>,
              ] as const,
          ),
          [t('agent.case.birthDate'), <DateText key="birth" value={person.birthDate} />],
          [t('agent.case.language'), t(`agent.language.${person.language}`)],
          [t('agent.case.localTime'), <LocalTime key="time" timeZone={person.timeZone} />],
        ]}
      />
      <h3>{t('agent.case.contactPoints')}</h3>
      {person.contactPoints.length === 0 && <p className={styles.soft}>{t('agent.case.noContactPoints')}</p>}
      <ul className={`plain ${styles.list}`}>
        {person.contactPoints.map((point) => (
          <Contact key={point.id} point={point} />
        ))}
      </ul>
    </Card>
  );
}

/** What the clock on the person's wall says. */
function LocalTime({ timeZone }: { timeZone: string }) {
  const { locale } = useWords();
  const time = isoMinute(useNow(20_000));
  return <time dateTime={time}>{formatInstant(time, locale, timeZone)}</time>;
}

function Contact({ point }: { point: ContactPoint }) {
  const { t } = useWords();
  return (
    <li>
      <span>
        {t(`agent.channel.${point.channel}`)} {point.masked}
      </span>
      <span className={styles.small}>
        {t(`agent.source.${point.source}`)}
        {' · '}
        {point.suppressedAt ? (
          <Sentence
            id="agent.case.suppressed"
            values={{ when: <InstantText value={point.suppressedAt} /> }}
          />
        ) : point.verifiedAt ? (
          <Sentence id="agent.case.verified" values={{ when: <InstantText value={point.verifiedAt} /> }} />
        ) : (
          t('agent.case.neverVerified')
        )}
      </span>
    </li>
  );
}
