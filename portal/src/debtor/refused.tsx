import { formatInstant } from '../format.ts';
import type { UserErrorLike } from '../problems.ts';
import { useSession } from '../session.tsx';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words.tsx';

interface Conflict extends UserErrorLike {
  /** DEBTOR, AGENT or POLICY: agents' names are for agents. */
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
}

/** Somebody was quicker: who, and when; the page below already shows how things stand now. */
export function Refused({ conflict }: { conflict: Conflict }) {
  const { t, find, locale } = useWords();
  const { timeZone } = useSession();
  const when = conflict.decidedAt ? formatInstant(conflict.decidedAt, locale, timeZone) : null;
  const text = when && find(`conflict.by.${conflict.decidedBy}`, { when });
  return (
    <Notice kind="problem" title={t('conflict.title')}>
      <p>{text ?? t('conflict.text')}</p>
    </Notice>
  );
}
