import { useEffect } from 'react';
import { useNow } from '../clock.ts';
import { useSession } from '../session.tsx';
import { useWords } from '../words.tsx';
import { Button, ButtonRow } from './button.tsx';
import { Dialog } from './dialog.tsx';

const warnMs = 2 * 60_000;

/** Two minutes before an idle session ends it asks whether to go on (WCAG 2.2.1); another tab's activity counts. */
export function IdleWarning() {
  const { t } = useWords();
  const session = useSession();
  const time = useNow(5_000);
  const deadline = session.idleDeadline();
  const leftMs = deadline === null ? null : deadline - time;
  const over = leftMs !== null && leftMs <= 0;
  const { expire } = session;
  useEffect(() => {
    if (over) void expire();
  }, [over, expire]);
  const warn = leftMs !== null && leftMs > 0 && leftMs <= warnMs;
  return (
    <Dialog open={warn} title={t('ui.idle.title')} onClose={() => void session.refresh()}>
      <p>{t('ui.idle.text', { minutes: Math.max(1, Math.ceil((leftMs ?? 0) / 60_000)) })}</p>
      <ButtonRow>
        <Button onClick={() => void session.refresh()}>{t('ui.idle.stay')}</Button>
        <Button kind="secondary" onClick={() => void session.signOut()}>
          {t('ui.signOut')}
        </Button>
      </ButtonRow>
    </Dialog>
  );
}
