import { InstantText } from '../../ui/money.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sentence, useWords, type Words } from '../../words.tsx';
import type { Conflict } from './decide.queries.ts';

/** Two decided at once: who was quicker, what they did and when. What the slower one typed is still there. */
export function ConflictNotice({ conflict }: { conflict: Conflict }) {
  const words = useWords();
  const { t } = words;
  const { current, decidedAt } = conflict;
  return (
    <Notice kind="problem" title={t('agent.conflict.title')}>
      <p>
        {current && decidedAt ? (
          <Sentence
            id={`agent.conflict.${current.status}`}
            values={{ who: nameOf(conflict, words), when: <InstantText value={decidedAt} /> }}
          />
        ) : (
          t('conflict.text')
        )}
      </p>
      <p>{t('agent.conflict.kept')}</p>
    </Notice>
  );
}

/** An agent comes by name, everybody else by kind. */
function nameOf({ decidedBy }: Conflict, { t }: Words): string {
  switch (decidedBy) {
    case null:
    case 'AGENT':
    case 'DEBTOR':
    case 'POLICY':
      return t(`agent.actor.${decidedBy ?? 'AGENT'}`);
    default:
      return decidedBy;
  }
}
