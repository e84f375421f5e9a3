import { useEffect } from 'react';
import type { Trouble } from '../client.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import { Button, ButtonLink, ButtonRow } from './button.tsx';
import { Notice } from './notice.tsx';

/** A request failed as a whole: what happened, that nothing was lost, and what can be done. */
export function TroubleNotice({ trouble, onRetry }: { trouble: Trouble; onRetry?: () => void }) {
  const { t } = useWords();
  const { refresh } = useSession();
  useEffect(() => {
    // To nobody everything is "not found": perhaps the session has ended, and the sign-in page is right.
    if (trouble === 'NOT_FOUND') void refresh();
  }, [trouble, refresh]);
  return (
    <Notice kind="problem" title={t(`ui.trouble.${trouble}.title`)}>
      <p>{t(`ui.trouble.${trouble}.text`)}</p>
      <ButtonRow>
        {onRetry && trouble !== 'NOT_FOUND' && (
          <Button kind="secondary" onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
        {trouble === 'NOT_FOUND' && <ButtonLink to="~/">{t('ui.toStart')}</ButtonLink>}
      </ButtonRow>
    </Notice>
  );
}
